"""Clients that leave before they are answered."""

from time import monotonic
from urllib.parse import quote

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from served import publish, served

NODES = [NamedNode(f"http://example.org/{n}") for n in range(190)]
# Computes for longer than a short place is for, and ends; and what does not end.
LASTING = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
ENDLESS = LASTING.replace("}", ". ?j ?k ?l . ?m ?n ?o . ?p ?q ?r }")
QUERY = "application/sparql-query"


@pytest.fixture(scope="module")
def patient(tmp_path_factory):
    """A server that stops no query for its time."""
    quads = [Quad(node, node, Literal("x"), node) for node in NODES]
    with served(publish(tmp_path_factory.mktemp("patient"), quads), timeout=3_600) as server:
        yield server


def get(query):
    return f"GET /sparql?query={quote(query)} HTTP/1.1\r\nHost: localhost\r\n\r\n"


def post(query):
    head = f"Host: localhost\r\nContent-Type: {QUERY}\r\nContent-Length: {len(query)}"
    return f"POST /sparql HTTP/1.1\r\n{head}\r\n\r\n{query}"


@pytest.mark.parametrize("request_for", [get, post])
def test_queries_of_clients_that_leave_make_room(patient, request_for):
    clients = []
    while patient.ask(LASTING).status_code != 503:
        clients.append(patient.connect())
        clients[-1].sendall(request_for(ENDLESS).encode())
    for client in clients:
        client.close()
    until = monotonic() + 60  # far more than it takes
    while patient.ask(LASTING).status_code == 503:
        assert monotonic() < until
