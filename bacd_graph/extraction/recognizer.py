"""The component that decides what in a text is a name, and of which type.

It weighs what the encoder thinks of each token, what the gazetteer knows, handles and the
front matter's author; what is a name in one place is one wherever the document spells it so.
``doc.spans["names"]`` holds the mentions, ``doc._.name_scores`` how sure each is, in 0..1.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import ORTH
from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from spacy.util import filter_spans

from bacd_graph.extraction.coreference import NAMES, key_of
from bacd_graph.extraction.encoder import Encoding
from bacd_graph.extraction.encoding import TYPES
from bacd_graph.extraction.listed import LISTED
from bacd_graph.extraction.patterns import word_list
from bacd_graph.extraction.trained import Settings, settings
from bacd_graph.model import BlockKind, Document, EntityType
from bacd_graph.names.folding import words
from bacd_graph.names.wordlists import wordlists

Doc.set_extension("name_scores", default={}, force=True)

Floats: TypeAlias = NDArray[np.float32]

_HANDLE: Final = re.compile(r"@[A-Za-z]\w{2,}")
_ADDRESS: Final = re.compile(r"https?://|www\.|\w@\w|^[\w.-]+\.[a-z]{2,}/|\.(?:html?|md|txt|php)$")
_ORDINAL: Final = re.compile(r"\d+(?:st|nd|rd|th)")  # of what follows: "2nd SCS Summit"
_OUTSIDE: Final = 0.5
_WAVERING: Final = 0.4
_ARTICLES: Final = frozenset({"a", "an", "the"})
_LEADING: Final = _ARTICLES | {"and", "at", "by", "for", "from", "in", "of", "or", "to", "with"}
_BODIES: Final = frozenset({EntityType.COMPANY, EntityType.ORGANIZATION})
_FROM: Final = frozenset({"from", "at"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span of tokens that may be a name."""

    start: int
    end: int
    type: EntityType
    score: float


@Language.factory("bacd_names", assigns=["doc.spans", "doc._.name_scores"])
def make_recognizer(nlp: Language, name: str, own: str | None = None) -> "Recognizer":
    """Return the component; with no encoder before it, gazetteer and handles alone decide.

    The thresholds are those of the model in the folder ``own``, by default the packaged one.
    """
    return Recognizer(settings(own))


class Recognizer:
    """Marks the names of a document."""

    def __init__(self, thresholds: Settings) -> None:
        self.thresholds = thresholds

    def __call__(self, doc: Doc) -> Doc:
        """Return ``doc`` with its names."""
        found = [*authors(doc), *handles(doc)]
        taken = {t for c in found for t in range(c.start, c.end)}
        # Who signs is a person by the form of the page, or by the same form is none.
        taken |= {
            t for s in doc._.layout if s.kind is BlockKind.AUTHOR for t in range(s.start, s.end)
        }
        encoding: Encoding | None = doc._.encoding
        if encoding is not None:
            decoded = (whole(doc, c) for c in decode(doc, encoding) if c.start not in taken)
            accepted = self.accepted(doc, [p for c in decoded for p in parted(doc, c)])
            found += with_nicknames(doc, accepted)
        found += self.listed(doc, encoding, {t for c in found for t in range(c.start, c.end)})
        found += repeated(doc, found)
        set_names(doc, in_context(doc, without_formats(doc, found)))
        return doc

    def accepted(self, doc: Doc, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Return the candidates whose spelling is sure enough somewhere in the document."""
        keys = [key_of(doc[c.start : c.end].text) for c in candidates]
        best: dict[str, float] = defaultdict(float)
        for key, c in zip(keys, candidates, strict=True):
            best[key] = max(best[key], c.score)
        least = self.thresholds.name
        return [c for key, c in zip(keys, candidates, strict=True) if best[key] >= least]

    def listed(self, doc: Doc, encoding: Encoding | None, taken: set[int]) -> Iterator[Candidate]:
        """Yield the gazetteer's names where nothing else is, unless the encoder is sure of none."""
        for span in doc.spans.get(LISTED, ()):
            if taken.intersection(range(span.start, span.end)):
                continue
            score = (
                0.6
                if encoding is None
                else float(1 - encoding.tags[span.start : span.end, 0].max())
            )
            if score >= self.thresholds.listed:
                yield Candidate(span.start, span.end, EntityType(span.label_), score)


def set_names(doc: Doc, candidates: Sequence[Candidate]) -> None:
    """Write the candidates as spans, the longest where two overlap."""
    scores: dict[tuple[int, int], float] = {}
    spans = []
    for c in candidates:
        spans.append(Span(doc, c.start, c.end, label=c.type.value))
        scores[c.start, c.end] = max(c.score, scores.get((c.start, c.end), 0.0))
    doc.spans[NAMES] = sorted(filter_spans(spans), key=lambda s: s.start)
    doc._.name_scores = {(s.start, s.end): scores[s.start, s.end] for s in doc.spans[NAMES]}


def decode(doc: Doc, encoding: Encoding) -> Iterator[Candidate]:
    """Yield the runs of tokens that are rather inside a name than outside, whole words only."""
    tags = encoding.tags
    inside = np.flatnonzero((tags.sum(axis=1) > 0) & (tags[:, 0] < _OUTSIDE))
    begins, goes_on = tags[inside, 1::2].sum(axis=1), tags[inside, 2::2].sum(axis=1)
    apart = np.diff(inside, prepend=-2) > 1
    counted = [bool(_ORDINAL.fullmatch(doc[i - 1].text)) for i in inside.tolist()]
    first = apart | ((begins > goes_on) & ~np.array(counted, bool))
    last = np.append(first[1:], True)[: len(first)]
    mass = tags[:, 1:].reshape(len(doc), len(TYPES), 2).sum(axis=2)
    for start, end in zip(inside[first].tolist(), (inside[last] + 1).tolist(), strict=True):
        yield from candidate(doc, mass, start, end)


def candidate(doc: Doc, mass: Floats, start: int, end: int) -> Iterator[Candidate]:
    """Yield the name of these tokens, without the signs at its edges, if a word is left.

    ``mass`` is how sure it is that a token is in a name of each type, shape (tokens, types).
    """
    while start < end and is_edge(doc[start]):
        start += 1
    while start < end and (is_edge(doc[end - 1]) or leads_on(doc[start:end])):
        end -= 1
    texts = [t.text for t in doc[start:end]]
    if not texts or any(_ADDRESS.search(text) for text in texts):
        return
    if not any(ch.isalpha() for text in texts for ch in text):  # a year is no event
        return
    own = mass[start:end]
    types = own.mean(axis=0)
    # The encoder has seen what is listed, but where it wavers between types the list decides.
    listed = doc._.listed_at.get(start)
    sure = types
    if listed is not None and (listed.start, listed.end) == (start, end):
        sure = types.copy()
        sure[TYPES.index(listed.type)] += _WAVERING
    kind = int(sure.argmax())
    # Half for being a name at all, half for being one of this type.
    score = (own.sum(axis=1).mean() + types[kind]) / 2
    yield Candidate(start, end, TYPES[kind], float(score))


def whole(doc: Doc, candidate: Candidate) -> Candidate:
    """Return the listed name that a candidate is a piece of ("Online" of "Your.Online"), or it."""
    listed = doc._.listed_at.get(candidate.start)
    if listed is None or listed.end < candidate.end:
        return candidate
    if listed.end - listed.start == candidate.end - candidate.start:
        return candidate
    return replace(candidate, start=listed.start, end=listed.end, type=listed.type)


def parted(doc: Doc, candidate: Candidate) -> Iterator[Candidate]:
    """Yield the two names of "RedHat Oved Ourfali", where a listed body stands before a person."""
    listed = doc._.listed_at.get(candidate.start)
    if candidate.type is EntityType.PERSON and listed is not None and listed.type in _BODIES:
        # What is left must be a whole name, and "from RedHat Oved" is none.
        inside = listed.start == candidate.start and listed.end + 1 < candidate.end
        after_from = listed.start > 0 and doc[listed.start - 1].lower_ in _FROM
        if inside and not after_from:
            yield replace(candidate, end=listed.end, type=listed.type)
            yield replace(candidate, start=listed.end)
            return
    yield candidate


def with_nicknames(doc: Doc, found: Sequence[Candidate]) -> list[Candidate]:
    """Return the names, what stands around a nickname in quotes as one: "Joe “zonker” Brockmeier".

    The first name may hold the nickname.
    """
    names: list[Candidate] = []
    for c in sorted(found, key=lambda c: c.start):
        opening, before = c.start - 3, names[-1] if names else c
        if (
            before.type is c.type is EntityType.PERSON
            and before.start < opening <= before.end
            and doc[opening].is_quote
            and doc[opening + 2].is_quote
        ):
            names[-1] = replace(before, end=c.end, score=max(before.score, c.score))
        else:
            names.append(c)
    return names


def without_formats(doc: Doc, found: Sequence[Candidate]) -> list[Candidate]:
    """Return the names without those of links that say of which format their file is: "MP4"."""
    document: Document | None = doc._.document
    if document is None:
        return [*found]
    formats = {
        link.start
        for link in document.links
        if link.target.casefold().endswith(f".{document.text[link.start : link.end].casefold()}")
    }
    return [c for c in found if doc[c.start].idx not in formats]


def in_context(doc: Doc, found: Sequence[Candidate]) -> list[Candidate]:
    """Return the names, those that a person is said to be from as companies.

    "Ada from Acme", "Ada Byron (Acme)": what follows is no person, unless it begins with a known
    given name or, in brackets, with a small letter, as a login does.
    """
    people = [c for c in found if c.type is EntityType.PERSON]
    ends = {c.end: c for c in people}
    bodies = {
        key_of(doc[c.start : c.end].text)
        for c in people
        if is_from(doc, c, ends) or is_in_brackets(doc, c, ends)
    }
    return [
        replace(c, type=EntityType.COMPANY)
        if c.type is EntityType.PERSON and key_of(doc[c.start : c.end].text) in bodies
        else c
        for c in found
    ]


def is_from(doc: Doc, candidate: Candidate, people: Mapping[int, Candidate]) -> bool:
    """Say whether a person, maybe a sign, and "from" or "at" stand before what is no person."""
    start = candidate.start
    before = start > 1 and doc[start - 1].lower_ in _FROM
    after_one = before and any(end in people for end in (start - 1, start - 2))
    return after_one and not wordlists().is_given_name(doc[start].lower_)


def is_in_brackets(doc: Doc, candidate: Candidate, people: Mapping[int, Candidate]) -> bool:
    """Say whether what may be a body stands alone in brackets behind the full name of a person."""
    start, end = candidate.start, candidate.end
    full = people.get(start - 1)
    return (
        full is not None
        and doc[start - 1].text == "("
        and end < len(doc)
        and doc[end].text.startswith(")")
        and may_be_body(doc, candidate, full)
    )


def may_be_body(doc: Doc, candidate: Candidate, person: Candidate) -> bool:
    """Say whether a capital name behind a full one is a body's, by its look.

    It may be the surname again, a login made of it, or begin with a known given name.
    """
    text, surname = doc[candidate.start : candidate.end].text, doc[person.end - 1].lower_
    return (
        person.end - person.start > 1
        and text[0].isupper()
        and surname not in text.lower()
        and not wordlists().is_given_name(doc[candidate.start].lower_)
    )


def is_edge(token: Token) -> bool:
    """Say whether a token cannot stand at the edge of a name."""
    return (
        token.is_space
        or (token.is_punct and token.text not in ("@", ")"))
        or token.text in ("'s", "’s")
    )


def leads_on(name: Span) -> bool:
    """Say whether the last word of a name begins what follows: "Ceph Day - A" of a title."""
    last = name[-1]
    behind_sign = len(name) > 1 and name[-2].is_punct
    return last.text in _LEADING or (behind_sign and last.lower_ in _ARTICLES)


def authors(doc: Doc) -> Iterator[Candidate]:
    """Yield who signs: "Mike Perez (thingee), Acme" is a name, a handle and a company."""
    for section in doc._.layout:
        if section.kind is BlockKind.AUTHOR:
            signs = [t.i for t in doc[section.start : section.end] if t.text in "(),;"]
            named: Candidate | None = None
            for start, end in pairwise([section.start - 1, *signs, section.end]):
                for found in author(doc, start + 1, end):
                    body = named is not None and may_be_body(doc, found, named)
                    person = found.type is EntityType.PERSON
                    yield replace(found, type=EntityType.COMPANY) if person and body else found
                    named = named or found


def author(doc: Doc, start: int, end: int) -> Iterator[Candidate]:
    """Yield the person or body of these tokens, unless there are none or they name a collective."""
    if start < end and not word_list("collectives").intersection(t.lower_ for t in doc[start:end]):
        yield Candidate(start, end, body_type(doc, start, end) or EntityType.PERSON, 1.0)


def body_type(doc: Doc, start: int, end: int) -> EntityType | None:
    """Return the type of a company or an organization that is listed or ends as companies do."""
    listed = doc._.listed_at.get(start)
    if listed is not None and (listed.start, listed.end) == (start, end):
        return listed.type if listed.type in _BODIES else None
    lists = wordlists()
    first, *rest = words(doc[start:end].text) or ("",)
    # "Sá" and "Co" end names of people, too.
    if lists.is_given_name(first):
        return None
    legal = any(tuple(rest[at:]) in lists.legal_forms for at in range(len(rest)))
    return EntityType.COMPANY if legal or lists.company_words.intersection(rest[-1:]) else None


def handles(doc: Doc) -> Iterator[Candidate]:
    """Yield the handles: "@KrisBuytaert", "@ezr-ondrej"."""
    if "@" not in doc.text:
        return
    for token in doc:
        if _HANDLE.fullmatch(token.text):
            end = token.i + 1
            while end + 1 < len(doc) and joins(doc[end - 1 : end + 2]):
                end += 2
            yield Candidate(token.i, end, EntityType.PERSON, 0.9)


def joins(three: Span) -> bool:
    """Say whether of three tokens a hyphen joins the others to one word."""
    before, hyphen, after = three
    close = not (before.whitespace_ or hyphen.whitespace_)
    return close and hyphen.text == "-" and after.text.isalnum()


def repeated(doc: Doc, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield where else the names found stand, spelt alike."""
    words = doc.to_array(ORTH).tolist()
    best: dict[str, Candidate] = {}
    beginning: Mapping[int, list[tuple[list[int], Candidate]]] = defaultdict(list)
    for c in sorted(found, key=lambda c: -c.score):
        text = doc[c.start : c.end].text
        if text not in best and any(ch.isupper() for ch in text):
            best[text] = c
            beginning[words[c.start]].append((words[c.start : c.end], c))
    taken = {t for c in found for t in range(c.start, c.end)}
    for start, word in enumerate(words):
        for name, c in beginning.get(word, ()):
            end = start + len(name)
            if words[start:end] == name and taken.isdisjoint(range(start, end)):
                yield Candidate(start, end, c.type, 0.9 * c.score)
