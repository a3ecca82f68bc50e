"""Progress is shown where somebody looks, and leaves nothing behind."""

import io
import sys
from types import SimpleNamespace

import pytest
import sentences
from corpora import TWO, write_corpus

from bacd_graph import build, progress
from bacd_graph.progress import NotebookBar, progress_bar


@pytest.fixture
def page(monkeypatch):
    """A kernel of Jupyter, as far as it is asked; what it shows is kept, the last state last."""
    seen = []
    handle = SimpleNamespace(update=lambda bundle, raw: seen.append(bundle))

    def display(bundle, *, raw, display_id):
        seen.append(bundle)
        return handle

    shell = SimpleNamespace(kernel=object())
    ipython = SimpleNamespace(get_ipython=lambda: shell)
    monkeypatch.setitem(sys.modules, "IPython", ipython)
    monkeypatch.setitem(sys.modules, "IPython.display", SimpleNamespace(display=display))
    return seen


@pytest.fixture
def clock(monkeypatch):
    now = SimpleNamespace(seconds=0.0)
    monkeypatch.setattr(progress, "monotonic", lambda: now.seconds)
    return now


def test_a_notebook_sees_a_bar_that_goes_when_the_work_is_over(page, clock):
    with progress_bar() as show:
        clock.seconds = 10
        show("reading", 3, 21)
        clock.seconds = 20
        show("resolving <b>", 0, 0)
    assert page == [
        {
            "text/plain": "reading 3 of 21",
            "text/html": "<progress max='21' value='3'></progress> reading 3 of 21",
        },
        {
            "text/plain": "resolving <b>",
            "text/html": "<progress></progress> resolving &lt;b&gt;",
        },
        {"text/plain": "", "text/html": ""},
    ]


def test_work_that_is_over_soon_shows_nothing(page, clock):
    with progress_bar() as show:
        show("reading", 1, 2)
    assert page == []


def test_a_page_is_not_redrawn_for_each_step(page, clock):
    bar = NotebookBar()
    clock.seconds = 1.0
    for step in range(1000):
        bar.show("reading", step, 1000)
    assert len(page) == 1


def test_the_bar_goes_when_the_work_fails(page, clock):
    def work():
        with progress_bar() as show:
            clock.seconds = 1.0
            show("reading", 1, 2)
            raise RuntimeError("it broke")

    with pytest.raises(RuntimeError, match="it broke"):
        work()
    assert page[-1] == {"text/plain": "", "text/html": ""}


def test_a_pipe_sees_nothing(monkeypatch):
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    with progress_bar() as show:
        show("reading", 1, 2)
    assert stream.getvalue() == ""


@pytest.mark.parametrize(("given", "seen"), [(True, True), (False, False), (None, False)])
def test_a_build_shows_a_bar_unless_it_shall_not(monkeypatch, quick, tmp_path, given, seen):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr("bacd_graph.building.engine.Pipeline", sentences.Sentences)
    corpus = write_corpus(tmp_path / "corpus", TWO)
    with build(corpus, out=tmp_path / "out", progress=given) as graph:
        assert len(graph.documents) == 2
    assert (stream.getvalue() != "") == seen


def test_a_build_tells_its_progress_to_whom_one_names(monkeypatch, quick, tmp_path):
    told = []
    monkeypatch.setattr("bacd_graph.building.engine.Pipeline", sentences.Sentences)
    corpus = write_corpus(tmp_path / "corpus", TWO)
    build(corpus, out=tmp_path / "out", progress=lambda *step: told.append(step)).close()
    assert ("reading", 2, 2) in told
