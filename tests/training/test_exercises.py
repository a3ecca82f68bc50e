"""The exercises are annotated as gold is, and what is annotated stands in them."""

from pathlib import Path

from bacd_graph.evaluation import read_annotations

FOLDER = Path(__file__).parents[2] / "training" / "exercises"
NAMES = sorted(path.stem for path in FOLDER.glob("*.json"))


def test_each_text_has_annotations():
    assert sorted(path.stem for path in FOLDER.glob("*.md")) == NAMES


def test_mentions_stand_in_the_text():
    missing = []
    for name in NAMES:
        text = " ".join((FOLDER / f"{name}.md").read_text("utf-8").split())
        annotations = read_annotations(FOLDER / f"{name}.json")
        assert annotations.id == name
        missing += [(name, m) for e in annotations.entities for m in e.mentions if m not in text]
    assert missing == []
