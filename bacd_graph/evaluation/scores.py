"""How right extracted annotations are: counts, precision, recall, F1, and each mistake."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bacd_graph.model import EntityType, Predicate


class Figure(StrEnum):
    """What is counted, each with a score of its own.

    MENTION: distinct surface forms, with Company and Organization taken as one type.
    ENTITY: entities that share a form, types taken so too. TYPED: with all seven types apart.
    STATEMENT: asserted and planned ones alike. WITH_STATUS: planned and negated told apart.
    """

    MENTION = "mention"
    ENTITY = "entity"
    TYPED = "typed"
    STATEMENT = "statement"
    WITH_STATUS = "with-status"


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of what is right, false and missed. Rates are in 0..1, and 0 of nothing.

    >>> Score(right=3, false=1, missed=3).precision
    0.75
    """

    right: int = 0
    false: int = 0
    missed: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.right + other.right, self.false + other.false, self.missed + other.missed)

    @property
    def precision(self) -> float:
        """The share of what was predicted that is right."""
        return self.right / (self.right + self.false) if self.right else 0.0

    @property
    def recall(self) -> float:
        """The share of what gold has that was predicted."""
        return self.right / (self.right + self.missed) if self.right else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that was predicted: how sure that was, in 0..1, and whether it is right."""

    confidence: float
    right: bool


def calibration_error(claims: Sequence[Claim]) -> float:
    """Return how far confidence is from the share that is right, in 0..1; 0 of nothing.

    The expected calibration error over tenths of confidence, each weighed by its claims (Naeini,
    Cooper and Hauskrecht, Obtaining Well Calibrated Probabilities Using Bayesian Binning, 2015).

    >>> calibration_error([Claim(0.75, True), Claim(0.75, False)])
    0.25
    """
    tenths: dict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        tenths[min(int(claim.confidence * 10), 9)].append(claim)
    gaps = (abs(sum(c.confidence - c.right for c in tenth)) for tenth in tenths.values())
    return sum(gaps) / len(claims) if claims else 0.0


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing that a document's extraction missed, or has and should not have.

    ``kind`` is "missed entity", "false entity", "missed statement" or "false statement";
    ``what`` is (type, name) of an entity, (subject, predicate, object) of a statement.
    """

    document: str
    kind: str
    what: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scores:
    """All figures of one document or of many, micro-averaged: counts are added, then divided.

    ``types`` splits the figure "typed" by the seven types, ``predicates`` the figure
    "statement". ``claims`` are what was predicted with a confidence, but for what gold marks
    optional: entities under ENTITY, statements under STATEMENT. ``unpredicted`` are the ids of
    gold documents with no prediction, counted as empty ones.
    """

    documents: int
    figures: Mapping[Figure, Score]
    types: Mapping[EntityType, Score]
    predicates: Mapping[Predicate, Score]
    mistakes: tuple[Mistake, ...]
    claims: Mapping[Figure, tuple[Claim, ...]]
    unpredicted: tuple[str, ...] = ()
