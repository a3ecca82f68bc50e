"""A rebuild under the server: every request is answered by one whole graph."""

import threading

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from served import publish, served

from bacd_graph import outputs
from bacd_graph.errors import GraphMissingError
from bacd_graph.serving.editions import Editions

NODE = NamedNode("http://example.org/number")
COUNT = "SELECT ?n { <http://example.org/number> <http://example.org/number> ?n }"


def of(number):
    """A graph that says this number."""
    return [Quad(NODE, NODE, Literal(number), NODE)]


def said(edition):
    return [number for (number,) in edition.store.query(COUNT)]


@pytest.fixture
def folder(tmp_path):
    return publish(tmp_path / "out", of(1))


def test_a_new_graph_is_served_once_its_build_has_finished(folder):
    editions = Editions(folder)
    with editions.current() as first:
        assert said(first) == [1]
    publish(folder, of(2))
    with editions.current() as second:
        assert said(second) == [2]
    editions.close()


def test_who_began_with_a_graph_goes_on_with_it_and_then_it_is_closed(folder):
    editions = Editions(folder)
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
    editions = Editions(folder)
    with editions.current() as first:
        pass
    publish(folder, of(2))
    with editions.current():
        assert len(first.store) == 0
    editions.close()


def test_a_new_graph_that_cannot_be_opened_leaves_the_one_before(folder):
    editions = Editions(folder)
    manifest = outputs.store_folder(folder) / "current.json"
    manifest.write_text("{")
    with editions.current() as edition:
        assert said(edition) == [1]
    manifest.unlink()
    with editions.current() as edition:
        assert said(edition) == [1]
    editions.close()


def test_there_has_to_be_a_graph_to_begin_with(tmp_path):
    with pytest.raises(GraphMissingError, match="holds no graph"):
        Editions(tmp_path)


def test_builds_under_a_server_fail_no_request(folder):
    answers, done = [], threading.Event()

    def ask(server):
        while not done.is_set():
            answers.append(server.ask(COUNT, "text/csv"))

    with served(folder) as server:
        askers = [threading.Thread(target=ask, args=(server,)) for _ in range(4)]
        for asker in askers:
            asker.start()
        for number in range(2, 12):
            publish(folder, of(number))
            assert server.get("").status_code == 200
        done.set()
        for asker in askers:
            asker.join()
        assert server.ask(COUNT, "text/csv").text == "n\r\n11\r\n"
    assert [(a.status_code, a.text) for a in answers if a.status_code != 200] == []
    assert {a.text for a in answers} <= {f"n\r\n{number}\r\n" for number in range(1, 12)}
