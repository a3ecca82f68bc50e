"""What a person should decide: joins that nearly were, joins that hang by a thread."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bacd_graph.model import EntityType, Predicate


class QuestionKind(StrEnum):
    """What is asked."""

    SAME = "same"
    MERGED = "merged"
    NAMESAKES = "namesakes"
    TYPE = "type"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the things that a question is about.

    ``name`` is one by which a row of the corrections file finds it. ``entities`` are the ids of
    what bears it, more than one where the question is asked once for several. ``documents`` are
    those that the question is about and that use the name, sorted.
    """

    name: str
    type: EntityType
    entities: tuple[str, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to decide, and a sentence that says how.

    ``names`` are what it is about, sorted, and ``documents`` where, sorted.
    ``score`` is in 0..1: how much an answer is worth, from how likely it is to change the graph
    and how many statements or documents hang on it.

    ``within`` are the documents to which an answer has to keep, since the names mean other things
    elsewhere; of one name for two things, a document of each. ``predicate`` is that of a lost
    statement, whose subject and object are the ``sides``.
    """

    kind: QuestionKind
    text: str
    names: tuple[str, ...]
    documents: tuple[str, ...]
    score: float
    sides: tuple[Side, ...] = ()
    within: tuple[str, ...] = ()
    predicate: Predicate | None = None


def ask(
    kind: QuestionKind,
    text: str,
    sides: Iterable[Side],
    documents: Iterable[str],
    open_: float,
    *,
    stated: int = 0,
    within: Iterable[str] = (),
    predicate: Predicate | None = None,
) -> Question:
    """Return a question; ``open_`` in 0..1 says how likely an answer is to change the graph.

    ``stated`` counts the statements that hang on it.
    """
    sides = tuple(sides)
    where = sorted(set(documents))
    return Question(
        kind,
        text,
        tuple(sorted({side.name for side in sides})),
        tuple(where),
        worth(open_, max(stated, len(where))),
        sides,
        tuple(within),
        predicate,
    )


def worth(open_: float, reach: float) -> float:
    """Return how much an answer is worth, in 0..1.

    That is how likely it is to change the graph (``open_``), times how far it would.

    ``reach`` >= 0 counts what hangs on the answer; the first of it counts most.

    >>> worth(0.5, 1), worth(0.5, 9)
    (0.25, 0.45)
    """
    return round(max(0.0, min(1.0, open_)) * (1 - 1 / (1 + reach)), 3)


def by_worth(questions: Iterable[Question]) -> tuple[Question, ...]:
    """Return each question once, the worthiest first."""
    return tuple(
        sorted(set(questions), key=lambda q: (-q.score, q.kind, q.names, q.documents, q.text))
    )
