"""docs/explorer.md shows each picture that docs/explorer_pictures.py takes, and they are small."""

import re
from pathlib import Path

import pytest

import bacd_graph

ROOT = Path(bacd_graph.__file__).parent.parent
SHOWN = re.findall(r"!\[.+\]\(\.\./(.+)\)", (ROOT / "docs" / "explorer.md").read_text("utf-8"))


@pytest.fixture
def pictures(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "docs")
    import explorer_pictures

    return explorer_pictures


def test_the_page_shows_each_view(pictures):
    assert {*SHOWN} == {f"outputs/pictures/explorer-{name}.png" for name in pictures.VIEWS}


@pytest.mark.parametrize("path", SHOWN)
def test_a_picture_is_at_most_200_kilobytes(path):
    assert (ROOT / path).read_bytes().startswith(b"\x89PNG")
    assert (ROOT / path).stat().st_size <= 200_000


def test_without_a_browser_pictures_stay_as_they_are(pictures, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("BACD_CHROMIUM", raising=False)
    told = pictures.draw(tmp_path, tmp_path)
    assert told.startswith("The pictures of the explorer stay as they are: ")
    assert [*tmp_path.iterdir()] == []
