"""The gallery has every picture, with a command and lines of Python that draw it."""

import re
import shlex
from pathlib import Path

import pytest
from matplotlib.figure import Figure

import bacd_graph
from bacd_graph.views import PICTURES

ROOT = Path(bacd_graph.__file__).parent.parent
GALLERY = ROOT / "docs" / "gallery.md"
SECTIONS = {
    shlex.split(command)[2]: section
    for section in GALLERY.read_text("utf-8").split("\n## ")
    for command in re.findall(r"^\$ (bacd-graph draw .*)", section, re.MULTILINE)[:1]
}


def block(section, language):
    return re.search(rf"^```{language}\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)[1]


def test_each_picture_has_its_section():
    assert {*SECTIONS} == {*PICTURES}


@pytest.mark.parametrize("view", PICTURES)
def test_the_picture_shown_is_the_one_that_the_command_draws(view):
    shown = re.search(r"!\[.+\]\(\.\./(.+)\)", SECTIONS[view])[1]
    assert shlex.split(block(SECTIONS[view], "console"))[-1] == shown
    assert (ROOT / shown).read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize("view", PICTURES)
def test_three_lines_of_python_draw_it(view, corpus_graph, tmp_path, monkeypatch):
    (tmp_path / "outputs").symlink_to(corpus_graph)
    monkeypatch.chdir(tmp_path)
    imported, opened, drawn = block(SECTIONS[view], "python").splitlines()
    names = {}
    exec(f"{imported}\n{opened}", names)  # noqa: S102
    with names["graph"]:
        assert isinstance(eval(drawn, names), Figure)  # noqa: S307
