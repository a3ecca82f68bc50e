"""Candidate statements as their judge sees them: each beside all that compete with it.

Who gave one talk seldom gave another, an event is in one place, and what two names mean to each
other is mostly one thing. The classifier scores each pair by itself; here a candidate is set
beside the others of its subject, of its object and of its pair.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bacd_graph.extraction.nodes import Cluster
from bacd_graph.extraction.pairs import FEATURES as MEETING
from bacd_graph.extraction.pairs import Node, PairSet
from bacd_graph.model import SYMMETRIC, Predicate, allowed

Floats = NDArray[np.float32]
# The highest confidence of the rules that found a predicate between two clusters.
RuleHits = Mapping[tuple[int, int, Predicate], float]

PREDICATES: Final = tuple(Predicate)
BOTH_WAYS: Final = np.array([i for i, p in enumerate(PREDICATES) if p in SYMMETRIC])  # columns
LEAST: Final = 0.2  # what the classifier thinks less probable, and no rule found, is no candidate
LIKELY: Final = 0.3

# What the judge is told of a candidate, in the order of its inputs.
FEATURES: Final = (
    "logit of the classifier",
    "predicate",
    "best rival of the subject",
    "better ones of the subject",
    "likely ones of the subject",
    "best rival of the object",
    "better ones of the object",
    "likely ones of the object",
    "best other predicate of the pair, its probability",
    "best other predicate of the pair",
    "best predicate the other way round",
    "confidence of the rules",
    "confidence of the subject",
    "confidence of the object",
    "likely ones of the predicate",
    "pairs",
    "clusters",
    "meetings",
    "tokens between, at the nearest meeting",
    *(f"{name}, at the nearest meeting" for name in MEETING),
)


@dataclass(frozen=True, slots=True)
class Candidates:
    """``rows`` and ``columns`` of the pairs and predicates, and ``FEATURES`` of each, (n, k)."""

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    features: Floats


def allowed_pairs(nodes: Sequence[Node], pairs: PairSet) -> NDArray[np.bool_]:
    """Return which predicates may join which pairs, symmetric ones both ways."""
    types = [(nodes[a].type, nodes[b].type) for a, b in pairs.pairs]
    known = {t: [allowed(p, *t) for p in PREDICATES] for t in set(types)}
    return np.array([known[t] for t in types], dtype=bool).reshape(-1, len(PREDICATES))


def candidates(
    clusters: Sequence[Cluster],
    nodes: Sequence[Node],
    pairs: PairSet,
    holds: Floats,
    found: RuleHits,
) -> Candidates:
    """Return what the classifier or a rule thinks possible, symmetric predicates one way."""
    may = allowed_pairs(nodes, pairs)
    holds = np.where(may, holds, 0.0).astype(np.float32)
    ruled = np.zeros_like(holds)
    at = {pair: row for row, pair in enumerate(pairs.pairs)}
    for (a, b, predicate), confidence in found.items():
        ends = ((a, b), (b, a)) if predicate in SYMMETRIC else ((a, b),)
        for end in ends:
            if end in at:
                ruled[at[end], PREDICATES.index(predicate)] = confidence
    possible = may & ((holds > LEAST) | (ruled > 0))
    back = np.array([a > b for a, b in pairs.pairs], dtype=bool)
    possible[np.ix_(back, BOTH_WAYS)] = False
    rows, columns = np.nonzero(possible)
    rivals = Rivals(pairs, holds, at)
    told = [
        (
            *rivals.told(row, column),
            ruled[row, column],
            clusters[pairs.pairs[row][0]].confidence,
            clusters[pairs.pairs[row][1]].confidence,
            rivals.likely[column],
            len(pairs.pairs),
            len(clusters),
            pairs.bounds[row + 1] - pairs.bounds[row],
            gap(pairs, row),
            *pairs.features[pairs.bounds[row]],
        )
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True)
    ]
    return Candidates(rows, columns, np.array(told, dtype=np.float32).reshape(-1, len(FEATURES)))


def gap(pairs: PairSet, row: int) -> int:
    """Return how many tokens apart two clusters begin where they meet nearest."""
    subject, object_ = pairs.meeting(row, 0)
    return abs(subject.start - object_.start)


class Rivals:
    """What competes with a candidate. ``likely`` counts the likely pairs of each predicate."""

    def __init__(self, pairs: PairSet, holds: Floats, at: Mapping[tuple[int, int], int]) -> None:
        self.pairs = pairs.pairs
        self.holds = holds
        self.at = at
        self.likely = (holds > LIKELY).sum(axis=0)
        by_subject: Mapping[int, list[int]] = defaultdict(list)
        by_object: Mapping[int, list[int]] = defaultdict(list)
        for row, (a, b) in enumerate(pairs.pairs):
            by_subject[a].append(row)
            by_object[b].append(row)
        self.of_subject = {a: holds[rows] for a, rows in by_subject.items()}
        self.of_object = {b: holds[rows] for b, rows in by_object.items()}

    def told(self, row: int, column: int) -> tuple[float, ...]:
        """Return the first features of a candidate, as far as rivals tell."""
        a, b = self.pairs[row]
        own = float(self.holds[row, column])
        others = self.holds[row].copy()
        others[column] = 0
        other = int(others.argmax())
        back = self.at.get((b, a))
        return (
            float(np.log(own + 1e-6) - np.log(1 - own + 1e-6)),
            column,
            *beside(self.of_subject[a][:, column], own),
            *beside(self.of_object[b][:, column], own),
            float(others[other]),
            other,
            0.0 if back is None else float(self.holds[back].max()),
        )


def beside(all_of_them: Floats, own: float) -> tuple[float, int, int]:
    """Return the best of the others, how many are better, and how many of all are likely.

    >>> beside(np.float32([0.5, 0.25, 0.75]), 0.5)
    (0.75, 1, 2)
    """
    better = int((all_of_them > own).sum())
    best = float(all_of_them.max())
    if not better:
        best = float(np.sort(all_of_them)[-2]) if len(all_of_them) > 1 else 0.0
    return best, better, int((all_of_them > LIKELY).sum())
