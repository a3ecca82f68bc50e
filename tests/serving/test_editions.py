"""A rebuild under the server: every request is answered by one whole graph."""

import threading

from pyoxigraph import Literal, NamedNode, Quad
from served import publish, served

NODE = NamedNode("http://example.org/number")
COUNT = "SELECT ?n { <http://example.org/number> <http://example.org/number> ?n }"


def of(number):
    """A graph that says this number."""
    return [Quad(NODE, NODE, Literal(number), NODE)]


def test_builds_under_a_server_fail_no_request(tmp_path):
    folder = publish(tmp_path / "out", of(1))
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
