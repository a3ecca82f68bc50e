"""Servers on loopback: of two recaps, and of the graphs that the protocol's cases speak of."""

import pytest
from pyoxigraph import NamedNode, Quad
from served import DATA, publish, served

TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
DOCUMENT = NamedNode("http://xmlns.com/foaf/0.1/Document")


@pytest.fixture(scope="session")
def folder(two_graph):
    """Return the folder of the graph of two recaps."""
    return two_graph


@pytest.fixture(scope="session")
def server(folder):
    """Return a server of two recaps."""
    with served(folder) as server:
        yield server


@pytest.fixture(scope="module")
def three(tmp_path_factory):
    """Return a server of three graphs, each of which says that it is a document."""
    nodes = [NamedNode(DATA.format(number)) for number in (1, 2, 3)]
    folder = tmp_path_factory.mktemp("three")
    with served(publish(folder, [Quad(n, TYPE, DOCUMENT, n) for n in nodes])) as server:
        yield server
