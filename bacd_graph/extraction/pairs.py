"""Pairs of chains as the relation classifier sees them.

Two chains of a document meet in many places. For each ordered pair that the vocabulary can
join, the nearest few meetings of their mentions are kept, each with what layout and order say
about it; the classifier scores every meeting, and a pair is as good as its best one.
"""

import bisect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from bacd_graph.extraction.cues import cues, cues_in, words_over
from bacd_graph.extraction.encoding import KINDS, TYPES
from bacd_graph.extraction.layout import Section
from bacd_graph.model import JOINABLE, BlockKind, EntityType, Predicate

MEETINGS = 3


@dataclass(frozen=True, slots=True)
class Place:
    """Where a chain is mentioned, in tokens; ``pronoun`` where no name stands there."""

    start: int
    end: int
    block: int
    sentence: int
    pronoun: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """A chain in tokens. ``rank`` is 0 for the most mentioned of its type, at most 2."""

    type: EntityType
    places: tuple[Place, ...]
    author: bool = False
    rank: int = 2


@dataclass(frozen=True, slots=True)
class Meeting:
    """Two mentions looked at together: their places, how near they are, and the features."""

    subject: Place
    object: Place
    nearness: int
    features: tuple[int, ...]
    flags: tuple[int, ...] = ()


# How two mentions stand to each other, nearest first.
SAME_SENTENCE, SAME_BLOCK, HEADING, INTRO, NEXT_BLOCK, TITLE, FAR = range(7)

_LISTS: Final = frozenset({BlockKind.ITEM, BlockKind.ROW})
_FRONT: Final = frozenset({BlockKind.TITLE, BlockKind.AUTHOR, BlockKind.TAG})
_FAR_BLOCKS: Final = 3

# How many values each feature has; the classifier sees them one-hot, in this order.
FEATURES: Final[Mapping[str, int]] = MappingProxyType(
    {
        "nearness": 7,
        "type of the subject": len(TYPES),
        "type of the object": len(TYPES),
        "subject first": 2,
        "tokens between": 8,
        "mentions between": 4,
        "block of the subject": len(KINDS),
        "block of the object": len(KINDS),
        "subject by pronoun": 2,
        "object by pronoun": 2,
        "subject is the author": 2,
        "object is the author": 2,
        "rank of the subject": 3,
        "rank of the object": 3,
        "mentions of the subject": 4,
        "mentions of the object": 4,
        "subject in the title": 2,
        "object in the title": 2,
    }
)
OFFSETS = np.cumsum((0, *FEATURES.values()))[:-1]
N_CUES = len(cues())
# After the features come flags: cues in the sentences, cues above the blocks, rules that fired.
CUES, ABOVE, RULES = (sum(FEATURES.values()) + n for n in (0, N_CUES, 2 * N_CUES))
WIDTH = RULES + len(Predicate)

Hits = Mapping[tuple[int, int], frozenset[Predicate]]


@dataclass(frozen=True, slots=True)
class PairSet:
    """All candidate pairs of a document.

    ``pairs[i]`` are the indices of two nodes; ``meetings[i]`` the meetings of that pair.
    """

    pairs: tuple[tuple[int, int], ...]
    meetings: tuple[tuple[Meeting, ...], ...]


def bucket(value: int, edges: Sequence[int]) -> int:
    """Return how many of ``edges`` lie at or below ``value``."""
    return bisect.bisect_right(edges, value)


class BlockPairs(dict[tuple[int, int], int | None]):
    """How two blocks stand to each other, looked at when somebody asks first."""

    def __init__(self, layout: Sequence[Section]) -> None:
        super().__init__()
        self.layout = layout

    def __missing__(self, pair: tuple[int, int]) -> int | None:
        self[pair] = how = between_blocks(self.layout, min(pair), max(pair))
        return how


class Context:
    """What pairs are looked at in: where mentions start, how blocks stand to each other, cues."""

    def __init__(self, doc: Doc, nodes: Sequence[Node]) -> None:
        self.layout: Sequence[Section] = doc._.layout
        self.starts = sorted(p.start for n in nodes for p in n.places)
        self.said = [cues_in([t.lower_ for t in sentence]) for sentence in doc.sents]
        self.above = [cues_in(words_over(doc, i)) for i in range(len(self.layout))]
        self.blocks = BlockPairs(self.layout)


def candidate_pairs(doc: Doc, nodes: Sequence[Node], hits: Hits = MappingProxyType({})) -> PairSet:
    """Return the pairs of nodes that some predicate may join and that come near each other.

    ``hits`` are the predicates that rules have found between two nodes, by their indices.
    """
    context = Context(doc, nodes)
    pairs, meetings = [], []
    for a, subject in enumerate(nodes):
        for b, object_ in enumerate(nodes):
            if a == b or (subject.type, object_.type) not in JOINABLE:
                continue
            found = nearest(context, subject, object_, hits.get((a, b), frozenset()))
            if found:
                pairs.append((a, b))
                meetings.append(found)
    return PairSet(tuple(pairs), tuple(meetings))


def nearest(
    context: Context, subject: Node, object_: Node, fired: frozenset[Predicate]
) -> tuple[Meeting, ...]:
    """Return the nearest few meetings of two nodes, nearest first."""
    blocks = context.blocks
    ranked = []
    for s in subject.places:
        for o in object_.places:
            if s.start < o.end and o.start < s.end:
                continue
            how = SAME_SENTENCE if s.sentence == o.sentence else blocks[s.block, o.block]
            if how is None and 0 in (subject.rank, object_.rank):
                how = FAR
            if how is not None:
                ranked.append(((how, abs(s.start - o.start), s.start, o.start), s, o))
    ranked.sort(key=lambda r: r[0])
    return tuple(
        Meeting(
            s,
            o,
            key[0],
            features(context, subject, object_, s, o, key[0]),
            flags(context, s, o, fired),
        )
        for key, s, o in ranked[:MEETINGS]
    )


def flags(context: Context, s: Place, o: Place, fired: frozenset[Predicate]) -> tuple[int, ...]:
    """Return the columns that are 1: cues said, cues above, rules that fired."""
    said = context.said[s.sentence] | context.said[o.sentence]
    above = context.above[s.block] | context.above[o.block]
    predicates = tuple(Predicate)
    return (
        *(CUES + i for i in sorted(said)),
        *(ABOVE + i for i in sorted(above)),
        *(RULES + predicates.index(p) for p in sorted(fired)),
    )


def between_blocks(layout: Sequence[Section], first: int, second: int) -> int | None:
    """Return how a block stands to a later one, or to itself."""
    if first == second:
        return SAME_BLOCK
    if first in layout[second].headings:
        return HEADING
    if layout[second].kind in _LISTS and introduces(layout, first, second):
        return INTRO
    if second - first == 1:
        return NEXT_BLOCK
    if first == 0 or layout[first].kind in _FRONT:
        return TITLE
    return FAR if second - first <= _FAR_BLOCKS else None


def introduces(layout: Sequence[Section], above: int, below: int) -> bool:
    """Say whether all blocks after ``above`` up to ``below`` are one list or table."""
    kind = layout[below].kind
    return layout[above].kind is not kind and all(
        layout[i].kind is kind for i in range(above + 1, below)
    )


def features(
    context: Context, subject: Node, object_: Node, s: Place, o: Place, how: int
) -> tuple[int, ...]:
    """Return one value for each of ``FEATURES``."""
    layout, starts = context.layout, context.starts
    first, second = (s, o) if s.start < o.start else (o, s)
    between = bisect.bisect_left(starts, second.start) - bisect.bisect_right(starts, first.start)
    gap = second.start - first.end
    return (
        how,
        TYPES.index(subject.type),
        TYPES.index(object_.type),
        int(s.start < o.start),
        bucket(gap, (1, 2, 3, 5, 9, 17, 33)),
        bucket(between, (1, 2, 4)),
        KINDS.index(layout[s.block].kind),
        KINDS.index(layout[o.block].kind),
        int(s.pronoun),
        int(o.pronoun),
        int(subject.author),
        int(object_.author),
        subject.rank,
        object_.rank,
        bucket(len(subject.places), (2, 4, 8)),
        bucket(len(object_.places), (2, 4, 8)),
        int(s.block == 0 or layout[s.block].kind is BlockKind.TITLE),
        int(o.block == 0 or layout[o.block].kind is BlockKind.TITLE),
    )


def one_hot(meetings: Sequence[Meeting]) -> NDArray[np.float32]:
    """Return the features of the meetings, shape (n, WIDTH), one 1 a feature."""
    out = np.zeros((len(meetings), WIDTH), dtype=np.float32)
    if meetings:
        indices = np.array([m.features for m in meetings]) + OFFSETS
        np.put_along_axis(out, indices, 1.0, axis=1)
        for row, meeting in enumerate(meetings):
            out[row, list(meeting.flags)] = 1.0
    return out
