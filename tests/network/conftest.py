from collections.abc import Callable

import networkx as nx
import pytest
from claims import make_claim

from bacd_graph.model import Claim


@pytest.fixture
def claim() -> Callable[..., Claim]:
    return make_claim


@pytest.fixture
def network() -> Callable[..., "nx.Graph[str]"]:
    """A network with the given edges, all of weight 1 and between people."""

    def make(edges, nodes=()):
        graph = nx.Graph()
        names = sorted({str(n) for e in edges for n in e} | {str(n) for n in nodes})
        graph.add_nodes_from((n, {"label": n, "type": "Person", "weight": 1}) for n in names)
        graph.add_edges_from((str(a), str(b), {"weight": 1.0}) for a, b in edges)
        return nx.freeze(graph)

    return make


@pytest.fixture
def karate(network):
    """Zachary (1977): 34 members of a karate club, numbered from 1 as in the paper."""
    return network([(a + 1, b + 1) for a, b in nx.karate_club_graph().edges])


@pytest.fixture
def florence(network):
    """Padgett & Ansell (1993): marriages of 15 families of Florence."""
    return network(nx.florentine_families_graph().edges)
