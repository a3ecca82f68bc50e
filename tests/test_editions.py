"""A rebuild under those who read: each reads one whole graph to the end."""

import logging
import shutil
from threading import Thread, get_ident

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from served import publish

from bacd_graph import outputs
from bacd_graph.editions import Edition, Editions
from bacd_graph.errors import GraphChangedError, GraphMissingError

NODE = NamedNode("http://example.org/number")
COUNT = "SELECT ?n { <http://example.org/number> <http://example.org/number> ?n }"


def of(number):
    """A graph that says this number."""
    return [Quad(NODE, NODE, Literal(number), NODE)]


def open_editions(folder):
    return Editions(folder, Edition, logging.getLogger(__name__))


def said(edition):
    return [number for (number,) in edition.store.query(COUNT)]


@pytest.fixture
def folder(tmp_path):
    return publish(tmp_path / "out", of(1))


def test_a_new_graph_is_served_once_its_build_has_finished(folder):
    editions = open_editions(folder)
    with editions.current() as first:
        assert said(first) == [1]
    publish(folder, of(2))
    with editions.current() as second:
        assert said(second) == [2]
    editions.close()


def test_who_began_with_a_graph_goes_on_with_it_and_then_it_is_closed(folder):
    editions = open_editions(folder)
    with editions.current() as first:
        publish(folder, of(2))
        with editions.current() as second:
            assert (said(first), said(second)) == ([1], [2])
            assert second is not first
        assert len(first.store) == 1
    assert len(first.store) == 0
    with editions.current() as again:
        assert again is second
        assert len(second.store) == 1
    editions.close()


def test_a_graph_that_nobody_reads_is_closed_at_once(folder):
    editions = open_editions(folder)
    with editions.current() as first:
        pass
    publish(folder, of(2))
    with editions.current():
        assert len(first.store) == 0
    editions.close()


def test_a_new_graph_that_cannot_be_opened_leaves_the_one_before(folder):
    editions = open_editions(folder)
    manifest = outputs.store_folder(folder) / "current.json"
    manifest.write_text("{")
    with editions.current() as edition:
        assert said(edition) == [1]
    manifest.unlink()
    with editions.current() as edition:
        assert said(edition) == [1]
    editions.close()


@pytest.mark.parametrize("error", [GraphMissingError("damaged"), ValueError("a fault")])
def test_a_new_graph_that_fails_is_opened_again_after_a_while(folder, monkeypatch, caplog, error):
    opened, failing = [], []

    class Noted(Edition):
        def __init__(self, graph):
            opened.append(graph)
            if failing:
                raise error
            super().__init__(graph)

    editions = Editions(folder, Noted, logging.getLogger(__name__))
    failing.append(True)
    monkeypatch.setattr("bacd_graph.editions.PATIENCE", 3_600)
    publish(folder, of(2))
    for _ in range(3):
        assert editions.read(said) == [1]
    assert len(opened) == 2
    assert len(opened[1].store) == 0
    assert caplog.text.count("the new graph cannot be opened, and the one before stays") == 1
    monkeypatch.setattr("bacd_graph.editions.PATIENCE", 0)
    publish(folder, of(3))
    for _ in range(3):
        assert editions.read(said) == [1]
    assert len(opened) == 5
    failing.clear()
    assert editions.read(said) == [3]
    editions.close()


def test_there_has_to_be_a_graph_to_begin_with(tmp_path):
    with pytest.raises(GraphMissingError, match="holds no graph"):
        open_editions(tmp_path)


def test_who_asks_a_graph_that_is_gone_asks_the_next_one(folder):
    editions, asked = open_editions(folder), []

    def ask(edition):
        asked.append(edition)
        if len(asked) == 1:
            publish(folder, of(2))
            raise GraphChangedError("gone")
        return said(edition)

    assert editions.read(ask) == [2]
    assert len({*asked}) == 2
    editions.close()


def test_who_finds_each_graph_gone_is_told_so(folder):
    editions = open_editions(folder)

    def ask(edition):
        publish(folder, of(2))
        raise GraphChangedError("gone")

    with pytest.raises(GraphChangedError, match="built anew without a pause"):
        editions.read(ask)
    editions.close()


def test_a_graph_that_goes_and_no_build_replaces_is_told_of(folder):
    editions = open_editions(folder)
    shutil.rmtree(outputs.current_version(folder).path)
    with pytest.raises(GraphMissingError, match="does not hold the graph any more; run"):
        editions.read(said)
    shutil.rmtree(folder)
    with pytest.raises(GraphMissingError, match="does not hold the graph any more; run"):
        editions.read(said)
    editions.close()


def test_each_graph_is_opened_in_the_same_thread(folder):
    opening = []

    class Noted(Edition):
        def __init__(self, graph):
            opening.append(get_ident())
            super().__init__(graph)

    editions = Editions(folder, Noted, logging.getLogger(__name__))
    for number in (2, 3):
        publish(folder, of(number))
        reader = Thread(target=lambda: editions.read(said))
        reader.start()
        reader.join()
    assert len(opening) == 3
    assert len({*opening}) == 1
    editions.close()
