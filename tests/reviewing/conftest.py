import datetime
from pathlib import Path

import pytest

from bacd_graph.model import EntityType, Predicate
from bacd_graph.resolution import Question, QuestionKind
from bacd_graph.resolution.questions import Side
from bacd_graph.reviewing.rows import Signature

SIGNATURE = Signature(None, datetime.date(2025, 1, 31))


@pytest.fixture
def corrections(tmp_path: Path) -> Path:
    return tmp_path / "corrections.toml"


@pytest.fixture
def signature() -> Signature:
    return SIGNATURE


def _side(text: str) -> Side:
    """'Person: Ada @ a, b': a name with its type and its documents."""
    kind, _, rest = text.partition(": ")
    name, _, documents = rest.partition(" @ ")
    id_ = f"{kind.lower()}/{name.lower().replace(' ', '-')}"
    return Side(name, EntityType(kind), (id_,), tuple(documents.split(", ")))


@pytest.fixture
def question():
    """Make a question of sides such as 'Person: Ada @ a, b'."""

    def make(kind, *sides, within=(), predicate=None, score=0.5):
        made = tuple(map(_side, sides))
        return Question(
            QuestionKind(kind),
            "?",
            tuple(sorted({side.name for side in made})),
            tuple(sorted({d for side in made for d in side.documents})),
            score,
            made,
            tuple(within),
            None if predicate is None else Predicate(predicate),
        )

    return make
