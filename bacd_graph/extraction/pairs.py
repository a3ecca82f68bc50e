"""Pairs of chains as the relation classifier sees them.

Two chains of a document meet in many places. For each ordered pair that the vocabulary can
join, the nearest few meetings of their mentions are kept, each with what layout and order say
about it; the classifier scores every meeting, and a pair is as good as its best one.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from bacd_graph.extraction.cues import cues, cues_in, words_over
from bacd_graph.extraction.encoding import KINDS, TYPES
from bacd_graph.extraction.nearness import (
    APART,
    FAR,
    SAME_SENTENCE,
    BlockNearness,
    block_nearness,
)
from bacd_graph.model import JOINABLE, BlockKind, EntityType, Predicate

if TYPE_CHECKING:
    from bacd_graph.extraction.layout import Section

MEETINGS = 3
CELLS = 4_000_000  # so many places are set against each other at a time; of bytes, a few times that


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


# How many values each feature has; the classifier sees them one-hot, in this order.
FEATURES: Final[Mapping[str, int]] = MappingProxyType(
    {
        "nearness": APART,
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
N_FLAGS: Final = 2 * N_CUES + len(Predicate)
CUES, ABOVE, RULES = (sum(FEATURES.values()) + n for n in (0, N_CUES, 2 * N_CUES))
WIDTH = sum(FEATURES.values()) + N_FLAGS

_JOINABLE: Final = np.array([[(a, b) in JOINABLE for b in TYPES] for a in TYPES])

Hits = Mapping[tuple[int, int], frozenset[Predicate]]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class PairSet:
    """The candidate pairs of a document, and the meetings of their mentions, m in all.

    ``pairs[i]`` are the indices of two nodes; the meetings of that pair are those from
    ``bounds[i]`` up to ``bounds[i + 1]``, nearest first. ``subjects`` and ``objects`` are indices
    of ``places``, (m,); ``features`` has one value for each of ``FEATURES``, (m, k), and
    ``flags`` says which cues and rules there are, (m, N_FLAGS).
    """

    pairs: tuple[tuple[int, int], ...]
    bounds: Ints
    places: tuple[Place, ...]
    subjects: Ints
    objects: Ints
    features: Ints
    flags: Bools

    def spans(self) -> tuple[Ints, Ints]:
        """Return the (start, end) tokens of the subjects and of the objects, (m, 2) each."""
        spans = np.array([(p.start, p.end) for p in self.places], np.int64).reshape(-1, 2)
        return spans[self.subjects], spans[self.objects]

    def meeting(self, pair: int, which: int) -> tuple[Place, Place]:
        """Return where subject and object stand in one of the meetings of a pair."""
        i = self.bounds[pair] + which
        return self.places[self.subjects[i]], self.places[self.objects[i]]

    def one_hot(self) -> NDArray[np.float32]:
        """Return features and flags of the meetings, shape (m, WIDTH), one 1 a feature."""
        out = np.zeros((len(self.features), WIDTH), dtype=np.float32)
        np.put_along_axis(out, self.features + OFFSETS, 1.0, axis=1)
        out[:, CUES:] = self.flags
        return out


class Mentions:
    """All places of the nodes as arrays, one entry a place."""

    def __init__(self, doc: Doc, nodes: Sequence[Node]) -> None:
        layout: Sequence[Section] = doc._.layout
        self.places = tuple(p for node in nodes for p in node.places)
        self.node = np.repeat(np.arange(len(nodes)), [len(n.places) for n in nodes])
        self.start, self.end, self.block, self.sentence, self.pronoun = (
            np.array(
                [(p.start, p.end, p.block, p.sentence, p.pronoun) for p in self.places], np.int64
            )
            .reshape(-1, 5)
            .T
        )
        of_node = [(TYPES.index(n.type), n.author, n.rank, len(n.places)) for n in nodes]
        self.type, self.author, self.rank, self.count = (
            np.array(of_node, np.int64).reshape(-1, 4)[self.node].T
        )
        self.blocks, self.block_at = np.unique(self.block, return_inverse=True)
        kinds = np.array([KINDS.index(s.kind) for s in layout], np.int64)
        self.kind = kinds[self.block]
        self.title = (self.block == 0) | (self.kind == KINDS.index(BlockKind.TITLE))


def candidate_pairs(doc: Doc, nodes: Sequence[Node], hits: Hits = MappingProxyType({})) -> PairSet:
    """Return the pairs of nodes that some predicate may join and that come near each other.

    ``hits`` are the predicates that rules have found between two nodes, by their indices.
    """
    mentions = Mentions(doc, nodes)
    s, o, how = nearest(mentions, block_nearness(doc._.layout))
    ends = np.stack([mentions.node[s], mentions.node[o]], axis=1)
    begins = np.flatnonzero(np.diff(ends, axis=0, prepend=-1).any(axis=1))
    pairs = tuple((a, b) for a, b in ends[begins].tolist())
    bounds = np.append(begins, len(s))
    fired = np.repeat(rule_flags(pairs, hits), np.diff(bounds), axis=0)
    flags = np.concatenate([cue_flags(doc, mentions, s, o), fired], axis=1)
    return PairSet(pairs, bounds, mentions.places, s, o, features(mentions, s, o, how), flags)


def nearest(mentions: Mentions, blocks: BlockNearness) -> tuple[Ints, Ints, Ints]:
    """Return subject, object and nearness of the nearest few meetings of each two nodes.

    They are ordered by the two nodes, then by nearness.
    """
    size = len(mentions.places)
    rows = max(1, CELLS // max(1, size))
    parts = np.split(np.arange(size), range(rows, size, rows))
    found = [nearest_of(mentions, blocks, part) for part in parts]
    if len(found) == 1:
        return found[0]
    s, o, how = (np.concatenate(part) for part in zip(*found, strict=True))
    return nearest_few(mentions, s, o, how)


def nearest_of(mentions: Mentions, blocks: BlockNearness, rows: Ints) -> tuple[Ints, Ints, Ints]:
    """Return what `nearest` does, of these places as subjects."""
    start, end, node = mentions.start, mentions.end, mentions.node
    own, at = np.unique(mentions.block[rows], return_inverse=True)
    how = blocks.between(own, mentions.blocks)[at][:, mentions.block_at]
    how[mentions.sentence[rows, None] == mentions.sentence] = SAME_SENTENCE
    foremost = mentions.rank == 0
    how[(how == APART) & (foremost[rows, None] | foremost)] = FAR
    looked_at = _JOINABLE[mentions.type[rows]][:, mentions.type] & (how < APART)
    looked_at &= node[rows, None] != node
    row, o = np.nonzero(looked_at)
    s, near = rows[row], how[row, o].astype(np.int64)
    apart = (start[s] >= end[o]) | (start[o] >= end[s])
    return nearest_few(mentions, s[apart], o[apart], near[apart])


def nearest_few(mentions: Mentions, s: Ints, o: Ints, near: Ints) -> tuple[Ints, Ints, Ints]:
    """Return the nearest few of these meetings of each two nodes, in the order of `nearest`."""
    start, node = mentions.start, mentions.node
    order = np.lexsort((start[o], start[s], np.abs(start[s] - start[o]), near, node[o], node[s]))
    s, o, near = s[order], o[order], near[order]
    first = np.diff(node[s] * (len(node) + 1) + node[o], prepend=-1) != 0
    position = np.arange(len(s))
    kept = position - np.maximum.accumulate(np.where(first, position, 0)) < MEETINGS
    return s[kept], o[kept], near[kept]


def features(mentions: Mentions, s: Ints, o: Ints, how: Ints) -> Ints:
    """Return one value for each of ``FEATURES`` of each meeting, shape (m, k)."""
    forward = mentions.start[s] < mentions.start[o]
    first, second = np.where(forward, s, o), np.where(forward, o, s)
    starts = np.sort(mentions.start)
    between = np.searchsorted(starts, mentions.start[second], "left")
    between -= np.searchsorted(starts, mentions.start[first], "right")
    gap = mentions.start[second] - mentions.end[first]
    count = np.searchsorted((2, 4, 8), mentions.count, "right")
    both = (mentions.pronoun, mentions.author, mentions.rank, count, mentions.title)
    return np.stack(
        [
            how,
            mentions.type[s],
            mentions.type[o],
            forward,
            np.searchsorted((1, 2, 3, 5, 9, 17, 33), gap, "right"),
            np.searchsorted((1, 2, 4), between, "right"),
            mentions.kind[s],
            mentions.kind[o],
            *(values[ends] for values in both for ends in (s, o)),
        ],
        axis=1,
    ).astype(np.int64)


def cue_flags(doc: Doc, mentions: Mentions, s: Ints, o: Ints) -> Bools:
    """Return which cues are said in the sentences of each meeting, and which stand above it."""
    sentences, sentence = np.unique(mentions.sentence, return_inverse=True)
    blocks, block = np.unique(mentions.block, return_inverse=True)
    said = one_hot(
        [cues_in(doc._.words[slice(*doc._.sentences[i])]) for i in sentences.tolist()], N_CUES
    )[sentence]
    above = one_hot([cues_in(words_over(doc, i)) for i in blocks.tolist()], N_CUES)[block]
    return np.concatenate([said[s] | said[o], above[s] | above[o]], axis=1)


def one_hot(rows: Sequence[Collection[int]], width: int) -> Bools:
    """Return what is true in each row, shape (rows, width)."""
    out = np.zeros((len(rows), width), bool)
    for row, columns in zip(out, rows, strict=True):
        row[list(columns)] = True
    return out


def rule_flags(pairs: Sequence[tuple[int, int]], hits: Hits) -> Bools:
    """Return which predicates rules have found of each pair, shape (pairs, predicates)."""
    predicates = tuple(Predicate)
    found = np.zeros((len(pairs), len(predicates)), bool)
    for row, pair in enumerate(pairs):
        for predicate in hits.get(pair, ()):
            found[row, predicates.index(predicate)] = True
    return found
