"""Asserted or planned: what is said of one event holds of all that is said to happen there.

An event is past or to come as a whole. How the text that names it speaks ("will", "register",
"was", "slides") decides for all statements about what happens at it; other statements are as
the classifier takes them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import takewhile
from math import exp, log1p
from typing import Final, TypeAlias

from spacy.tokens import Doc

from bacd_graph.errors import DataFileError
from bacd_graph.extraction.dates import days_in
from bacd_graph.extraction.pairs import Node
from bacd_graph.model import BlockKind, Predicate, Status

Triple: TypeAlias = tuple[int, Predicate, int]

AT_EVENT: Final = frozenset(
    {Predicate.SPOKE_AT, Predicate.ATTENDS, Predicate.ORGANIZES, Predicate.SPONSORS}
)
_FRONT: Final = frozenset({BlockKind.TITLE, BlockKind.AUTHOR, BlockKind.TAG, BlockKind.ROW})
_PLACE: Final = frozenset({"location", "venue"})  # fields of a front matter
_HALF: Final = 0.5
# Logistic regression over the 57 annotated texts with statements about events; leaving each
# out in turn it is right for 0.79 of the texts, 0.81 of the statements.
_WEIGHTS: Final = {"will": 1.03, "to_come": 1.40, "past": -1.56}
SHOWN: Final = "shown"  # past, and there is something to look at
_BIAS: Final = -1.14


@lru_cache(maxsize=1)
def times() -> Mapping[str, str]:
    """Return the time that each word of ``data/patterns/times.tsv`` tells.

    Raises:
        DataFileError: if a line is not a known time, a tab and a word.
    """
    found = {}
    text = (files("bacd_graph") / "data" / "patterns" / "times.tsv").read_text("utf-8")
    for number, line in enumerate(text.split("\n"), start=1):
        if not line or line.startswith("#"):
            continue
        time, _, word = line.partition("\t")
        if time not in (*_WEIGHTS, SHOWN) or not word:
            raise DataFileError(
                f"times.tsv:{number}: {line!r} is no time, tab and word; "
                f"write one of {', '.join((*_WEIGHTS, SHOWN))} first"
            )
        found[word] = time
    return found


def to_come(words: Iterable[str]) -> float:
    """Return how probable it is that these lower-case words speak of what is to come, in 0..1.

    >>> to_come("register now , we will meet".split()) > 0.5 > to_come(["it", "was"])
    True
    """
    counts = Counter(times()[word] for word in words if word in times())
    counts["past"] += counts[SHOWN]
    score = _BIAS + sum(weight * log1p(counts[time]) for time, weight in _WEIGHTS.items())
    return 1 / (1 + exp(-score))


def events_ahead(doc: Doc, triples: Sequence[Triple]) -> list[Status | None]:
    """Return for each statement what the event has for status that it stands or falls with.

    None is for statements about no event.
    """
    events = {o for _, p, o in triples if p in AT_EVENT}
    spoke_at: Mapping[int, list[int]] = defaultdict(list)
    for s, p, o in triples:
        if p is Predicate.SPOKE_AT:
            spoke_at[s].append(o)
    status = {e: status_of(doc, doc._.nodes[e]) for e in sorted(events)}
    owners = (event_of(triple, events, spoke_at) for triple in triples)
    return [None if event is None else status[event] for event in owners]


def status_of(doc: Doc, event: Node) -> Status:
    """Return whether an event is past when the text is written, or planned.

    The page of an event is past where it has videos or photos to show. Else a day that stands
    in a sentence with the event decides, if the text's own is known and another; else the way in
    which the text speaks.
    """
    if is_page_of(doc, event):
        shown = any(times().get(t.lower_) == SHOWN for t in doc)
        return Status.ASSERTED if shown else Status.PLANNED
    written = doc._.document.info.date if doc._.document is not None else None
    if written is not None:
        sentences = list(doc.sents)
        named = {p.sentence for p in event.places}
        days = [d for i in sorted(named) for d in days_in(sentences[i].text, written)]
        if days and max(days) != written:
            return Status.PLANNED if max(days) > written else Status.ASSERTED
    return Status.PLANNED if to_come(words_about(doc, event)) > _HALF else Status.ASSERTED


def is_page_of(doc: Doc, event: Node) -> bool:
    """Say whether a text is the page of an event: its title names it, its front matter the place.

    What such a page is dated by is the event itself.
    """
    layout = doc._.layout
    if not any(layout[p.block].kind is BlockKind.TITLE for p in event.places):
        return False
    fields = takewhile(lambda s: s.kind in _FRONT, layout)
    return any(doc[s.start].lower_ in _PLACE for s in fields if s.kind is BlockKind.ROW)


def words_about(doc: Doc, event: Node) -> list[str]:
    """Return the words of the blocks that name an event; of all blocks, if the text is about it."""
    layout = doc._.layout
    blocks = {p.block for p in event.places}
    if event.rank == 0 or any(layout[b].kind is BlockKind.TITLE for b in blocks):
        return [t.lower_ for t in doc]
    return [t.lower_ for b in sorted(blocks) for t in doc[layout[b].start : layout[b].end]]


def event_of(triple: Triple, events: set[int], spoke_at: Mapping[int, Sequence[int]]) -> int | None:
    """Return the event that a statement stands or falls with, or None.

    A talk's subject goes with the event its speaker spoke at, an event's place with the event.
    """
    subject, predicate, object_ = triple
    if predicate in AT_EVENT:
        return object_
    if predicate is Predicate.LOCATED_IN and subject in events:
        return subject
    if predicate is Predicate.SPOKE_ABOUT and subject in spoke_at:
        return spoke_at[subject][0]
    return None
