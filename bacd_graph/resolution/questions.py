"""What a person should decide: joins that nearly were, joins that hang by a thread."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class QuestionKind(StrEnum):
    """What is asked."""

    SAME = "same"
    MERGED = "merged"
    NAMESAKES = "namesakes"
    TYPE = "type"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Question:
    """One thing to decide, and a sentence that says how.

    ``names`` are what it is about, sorted, and ``documents`` where, at most ten of them, sorted.
    ``score`` is in 0..1: how much an answer is worth, from how open it is and how many
    documents hang on it.
    """

    kind: QuestionKind
    text: str
    names: tuple[str, ...]
    documents: tuple[str, ...]
    score: float


_MOST_DOCUMENTS = 10


def ask(
    kind: QuestionKind, text: str, names: Iterable[str], documents: Iterable[str], open_: float
) -> Question:
    """Return a question; ``open_`` in 0..1 says how uncertain the answer is."""
    where = sorted(set(documents))
    worth = max(0.0, min(1.0, open_)) * (1 - 1 / (1 + len(where)))
    return Question(
        kind, text, tuple(sorted(set(names))), tuple(where[:_MOST_DOCUMENTS]), round(worth, 3)
    )


def by_worth(questions: Iterable[Question]) -> tuple[Question, ...]:
    """Return each question once, the worthiest first."""
    return tuple(
        sorted(set(questions), key=lambda q: (-q.score, q.kind, q.names, q.documents, q.text))
    )
