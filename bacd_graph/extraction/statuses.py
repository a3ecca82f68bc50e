"""Asserted or planned: what is said of one event holds of all that is said to happen there.

An event is past or to come as a whole. The page of an event tells by what there is to look at. Of
other events a judge weighs how the text speaks beside them and at all ("will", "register", "was",
"slides"), the days that it names against its own, and what the classifier thinks of the statements
about them. Statements about no event are as the classifier takes them.
"""

import datetime
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import takewhile
from math import copysign, log1p
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from bacd_graph.errors import DataFileError
from bacd_graph.extraction.candidates import PREDICATES
from bacd_graph.extraction.dates import days_in
from bacd_graph.extraction.layout import LISTS
from bacd_graph.extraction.pairs import Node, PairSet, Place
from bacd_graph.extraction.patterns import packaged_lines
from bacd_graph.model import BlockKind, EntityType, Predicate, Status

if TYPE_CHECKING:
    from bacd_graph.extraction.layout import Section
    from bacd_graph.extraction.relations import Relation

At: TypeAlias = tuple[Place, int]  # where a node is named, and which
Floats: TypeAlias = NDArray[np.float32]

AT_EVENT: Final = frozenset(
    {Predicate.SPOKE_AT, Predicate.ATTENDS, Predicate.ORGANIZES, Predicate.SPONSORS}
)
_HAPPENS: Final = [p in AT_EVENT for p in PREDICATES]
_LOCATED: Final = [p is Predicate.LOCATED_IN for p in PREDICATES]
_LIKELY: Final = 0.2  # what is less probable tells nothing of its event
_FRONT: Final = frozenset({BlockKind.TITLE, BlockKind.AUTHOR, BlockKind.TAG, BlockKind.ROW})
_PLACE: Final = frozenset({"location", "venue"})  # fields of a front matter
SHOWN: Final = "shown"  # past, and there is something to look at
TIMES: Final = ("will", "to_come", "past", SHOWN)

# What the judge is told of an event, in the order of its inputs.
FEATURES: Final = (
    "planned, as the classifier thinks",
    "whether it thinks anything",
    "statements about the event",
    *(f"{time}: words in its sentences" for time in TIMES),
    *(f"{time}: words in the text" for time in TIMES),
    *(
        f"{what}, {where}"
        for where in ("in its sentences", "around it", "in the text")
        for what in ("no day", "sign of the last day", "distance of the last day")
    ),
    "in the title",
    "rank",
    "events",
)


@lru_cache(maxsize=1)
def times() -> Mapping[str, str]:
    """Return the time that each word of ``data/patterns/times.tsv`` tells.

    Raises:
        DataFileError: if a line is not a known time, a tab and a word.
    """
    found = {}
    for number, line in packaged_lines("times.tsv"):
        time, _, word = line.partition("\t")
        if time not in TIMES or not word:
            raise DataFileError(
                f"times.tsv:{number}: {line!r} is no time, tab and word; "
                f"write one of {', '.join(TIMES)} first"
            )
        found[word] = time
    return found


def features(
    doc: Doc, events: Sequence[int], pairs: PairSet, holds: Floats, planned: Floats
) -> Floats:
    """Return ``FEATURES`` of the events, nodes by their index; shape (events, features).

    ``holds`` and ``planned`` are the classifier's probabilities that each predicate holds of each
    pair, and that it is only planned.
    """
    if not events:
        return np.zeros((0, len(FEATURES)), np.float32)
    written = doc._.document.info.date if doc._.document is not None else None
    words = times_told(doc._.words)
    day = last_day(doc.text, written)
    count = sum(node.type is EntityType.EVENT for node in doc._.nodes)
    rows = []
    for i in events:
        node = doc._.nodes[i]
        beside = [slice(*doc._.sentences[s]) for s in sorted({p.sentence for p in node.places})]
        rows.append(
            (
                *thought(i, pairs, holds, planned),
                *times_told(word for sentence in beside for word in doc._.words[sentence]),
                *words,
                *last_day("\n".join(doc[sentence].text for sentence in beside), written),
                *last_day("\n".join(texts_around(doc, node)), written),
                *day,
                any(doc._.layout[p.block].kind is BlockKind.TITLE for p in node.places),
                node.rank,
                count,
            )
        )
    return np.array(rows, np.float32)


def thought(
    event: int, pairs: PairSet, holds: Floats, planned: Floats
) -> tuple[float, float, float]:
    """Return how probable the classifier thinks it that the statements about an event are planned.

    Then whether there are such statements, and how many.
    """
    about = np.zeros(holds.shape, bool)
    for row, (a, b) in enumerate(pairs.pairs):
        if b == event:
            about[row] = _HAPPENS
        elif a == event:
            about[row] = _LOCATED
    about &= holds > _LIKELY
    count = int(about.sum())
    if not count:
        return 0.0, 0.0, 0.0
    return float(np.average(planned[about], weights=holds[about])), 1.0, float(count)


def times_told(words: Iterable[str]) -> list[float]:
    """Return how often lower-case words tell each of ``TIMES``, on a logarithmic scale.

    >>> [value > 0 for value in times_told(["register", "now"])]
    [False, True, False, False]
    """
    counts = Counter(times()[word] for word in words if word in times())
    return [log1p(counts[time]) for time in TIMES]


def last_day(text: str, written: datetime.date | None) -> tuple[float, float, float]:
    """Return whether no day is named, whether the last is past (-1) or ahead (1), and how far.

    The distance from the day that the text was written has that sign too, on a logarithmic scale.

    >>> last_day("see you on 17 July", datetime.date(2026, 7, 16))[:2]
    (0.0, 1.0)
    """
    days = [] if written is None else [(d - written).days for d in days_in(text, written)]
    if not days:
        return 1.0, 0.0, 0.0
    last = max(days)
    return 0.0, float(np.sign(last)), copysign(log1p(abs(last)), last)


def texts_around(doc: Doc, event: Node) -> list[str]:
    """Return the texts of the blocks that name an event, of their headings and of the next ones."""
    layout = doc._.layout
    named = {p.block for p in event.places}
    above = {heading for block in named for heading in layout[block].headings}
    below = {block + 1 for block in named if block + 1 < len(layout)}
    sections = [layout[block] for block in sorted(named | above | below)]
    return [doc[section.start : section.end].text for section in sections]


def told_by_page(doc: Doc, event: Node) -> Status | None:
    """Return the status of an event whose page the text is: past if there are videos or photos.

    None where it is no event's page: its title names it, its front matter the place. What such a
    page is dated by is the event itself.
    """
    layout = doc._.layout
    if not any(layout[p.block].kind is BlockKind.TITLE for p in event.places):
        return None
    fields = takewhile(lambda s: s.kind in _FRONT, layout)
    if not any(doc._.words[s.start] in _PLACE for s in fields if s.kind is BlockKind.ROW):
        return None
    shown = any(times().get(word) == SHOWN for word in doc._.words)
    return Status.ASSERTED if shown else Status.PLANNED


def events_of(
    nodes: Sequence[Node], layout: Sequence["Section"], relations: Sequence["Relation"]
) -> list[int | None]:
    """Return for each statement the event that it stands or falls with, or None.

    A talk's subject goes with the event its speaker spoke at, an event's place with the event. A
    line of a programme, which has no verb, goes with the event at which others spoke, if its
    speaker is at none.
    """
    at_event = {r.object for r in relations if r.predicate in AT_EVENT}
    spoke_at: defaultdict[int, set[int]] = defaultdict(set)
    for r in relations:
        if r.predicate is Predicate.SPOKE_AT:
            spoke_at[r.subject].add(r.object)
    all_of_them = frozenset[int]().union(*spoke_at.values())
    # Often all speakers are at one event, which is named often.
    known = {events: named(nodes, events) for events in {*map(frozenset, spoke_at.values())}}
    known[all_of_them] = named(nodes, all_of_them)

    def event_of(r: "Relation") -> int | None:
        if r.predicate in AT_EVENT:
            return r.object
        if r.predicate is Predicate.LOCATED_IN and r.subject in at_event:
            return r.subject
        if r.predicate is Predicate.SPOKE_ABOUT:
            listed = any(layout[place.block].kind in LISTS for place in r.at)
            others = all_of_them if listed else frozenset()
            events = frozenset(spoke_at.get(r.subject, others))
            return nearest(known[events], r.at) if events else None
        return None

    return [event_of(relation) for relation in relations]


def named(nodes: Sequence[Node], events: Iterable[int]) -> Sequence[At]:
    """Return where these events are named, in order."""
    return sorted(((p, event) for event in events for p in nodes[event].places), key=start_of)


def nearest(named: Sequence[At], at: Iterable[Place]) -> int:
    """Return what is named nearest to one of these places: in its sentence, its block, by tokens.

    ``named`` is in order, and not empty. Sentences and blocks are whole, so that the nearest is
    next to the place on one of its sides.
    """
    sides = []
    for place in at:
        after = bisect_left(named, place.start, key=start_of)
        for other, what in named[max(after - 1, 0) : after + 1]:
            apart = other.sentence != place.sentence, other.block != place.block
            sides.append((*apart, abs(other.start - place.start), what))
    return min(sides)[-1]


def start_of(named: At) -> int:
    """Return the first token of a name."""
    return named[0].start
