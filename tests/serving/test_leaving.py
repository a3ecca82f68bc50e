"""Clients that leave before they are answered."""

from contextlib import suppress
from urllib.parse import quote

import psutil
import pytest
from pyoxigraph import Literal, NamedNode, Quad
from served import publish, served, wait_until

from bacd_graph.serving import pictures

NODES = [NamedNode(f"http://example.org/{n}") for n in range(330)]
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
QUERY = "application/sparql-query"
# What a query that lasts is given, so that others run before it.
LOWEST = 19


@pytest.fixture(scope="module")
def patient(tmp_path_factory):
    """A server that stops no query for its time."""
    quads = [Quad(node, node, Literal("x"), node) for node in NODES]
    with served(publish(tmp_path_factory.mktemp("patient"), quads), timeout=3_600) as server:
        yield server


def get():
    return f"GET /sparql?query={quote(ENDLESS)} HTTP/1.1\r\nHost: localhost\r\n\r\n"


def post():
    head = f"Host: localhost\r\nContent-Type: {QUERY}\r\nContent-Length: {len(ENDLESS)}"
    return f"POST /sparql HTTP/1.1\r\n{head}\r\n\r\n{ENDLESS}"


def children(wanted):
    """Return the processes of the server, which is in this one, that are as ``wanted``."""
    found = []
    for process in psutil.Process().children():
        with suppress(psutil.NoSuchProcess):
            if wanted(process) and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process)
    return found


def at_work():
    """Return how many queries that last are at work."""
    return len(children(lambda process: process.nice() == LOWEST))


def drawing():
    """Return the processes that draw pictures."""
    return children(lambda process: "bacd_graph.serving.drawing" in process.cmdline())


@pytest.mark.parametrize("request_of", [get, post])
def test_the_query_of_a_client_that_leaves_is_stopped(patient, request_of):
    with patient.connect() as client:
        client.sendall(request_of().encode())
        wait_until(lambda: at_work() == 1)
    wait_until(lambda: at_work() == 0)


def test_that_of_another_goes_on(patient):
    with patient.connect() as one, patient.connect() as other:
        for client in (one, other):
            client.sendall(get().encode())
        wait_until(lambda: at_work() == 2)
        one.close()
        wait_until(lambda: at_work() == 1)
        assert patient.ask("ASK {}").status_code == 200
        assert at_work() == 1


def test_the_picture_of_a_client_that_leaves_is_not_drawn_on(patient, monkeypatch):
    monkeypatch.setattr(pictures, "LONGEST", 3_600)
    query = quote("CONSTRUCT WHERE { ?a ?b ?c }")
    head = "Host: localhost\r\nAccept: image/png"
    with patient.connect() as client:
        client.sendall(f"GET /sparql?query={query} HTTP/1.1\r\n{head}\r\n\r\n".encode())
        wait_until(drawing)
        # It never ends by itself.
        for process in drawing():
            process.suspend()
        assert drawing()
    wait_until(lambda: not drawing())
