"""docs/explorer.md shows each picture that docs/explorer_pictures.py takes, and they are small."""

import re
from pathlib import Path

import pytest

import bacd_graph
from docs import explorer_pictures

ROOT = Path(bacd_graph.__file__).parent.parent
SHOWN = re.findall(r"!\[.+\]\(\.\./(.+)\)", (ROOT / "docs" / "explorer.md").read_text("utf-8"))


def test_the_page_shows_each_view():
    views = explorer_pictures.VIEWS
    assert {*SHOWN} == {f"outputs/pictures/explorer-{name}.png" for name in views}


@pytest.mark.parametrize("path", SHOWN)
def test_a_picture_is_at_most_200_kilobytes(path):
    assert (ROOT / path).read_bytes().startswith(b"\x89PNG")
    assert (ROOT / path).stat().st_size <= 200_000


def test_without_a_browser_pictures_stay_as_they_are(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("BACD_CHROMIUM", raising=False)
    told = explorer_pictures.draw(tmp_path, tmp_path)
    assert told.startswith("The pictures of the explorer stay as they are: ")
    assert [*tmp_path.iterdir()] == []
