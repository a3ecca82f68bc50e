"""Extraction stays as right as it was: the gold of corpus/ scored by the real pipeline."""

from pathlib import Path

import pytest

import bacd_graph
from bacd_graph.evaluation import Figure, evaluate
from bacd_graph.reading import find_sources

FLOOR_ENTITY = 0.92
FLOOR_STATEMENT = 0.76

ROOT = Path(bacd_graph.__file__).parent.parent
GOLD = ROOT / "corpus" / "gold"


@pytest.fixture(scope="module")
def scores(nlp):
    ids = {path.stem for path in GOLD.glob("*.json")}
    texts = [source.path for source in find_sources([ROOT / "corpus"]) if source.id in ids]
    return evaluate(GOLD, [bacd_graph.extract(text, nlp) for text in texts])


def test_every_text_with_gold_is_scored(scores):
    assert scores.documents == 6
    assert scores.unpredicted == ()


@pytest.mark.parametrize(
    ("figure", "floor"), [(Figure.ENTITY, FLOOR_ENTITY), (Figure.STATEMENT, FLOOR_STATEMENT)]
)
def test_accuracy_stays_above_its_floor(scores, figure, floor):
    score = scores.figures[figure]
    assert score.f1 >= floor, (
        f"F1 of {figure} is {score.f1:.3f}, below {floor:.2f} "
        f"(precision {score.precision:.3f}, recall {score.recall:.3f}); "
        "run bacd-graph evaluate corpus/gold --errors"
    )
