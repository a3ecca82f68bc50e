import random
from importlib import import_module

import igraph
import networkx as nx
import pytest

from bacd_graph.network import communities, project

# The package calls a function so, too.
MODULE = import_module("bacd_graph.network.communities")


def modularity(graph, found):
    return nx.community.modularity(graph, [set(c.members) for c in found])


def test_communities_of_the_karate_club_reach_the_best_modularity_there_is(karate):
    """0.4198 in four communities: Brandes et al. (2008), On modularity clustering."""
    found = communities(karate)
    assert len(found) == 4
    assert modularity(karate, found) == pytest.approx(0.4198, abs=1e-4)


def test_communities_are_numbered_by_size_then_name_and_led_by_their_strongest(network):
    triangle, square = ["ab", "bc", "ca"], ["pq", "qr", "rs", "sp", "pr"]
    found = communities(network([*triangle, *square, "xy"], nodes=["lone"]))
    assert [c.number for c in found] == [1, 2, 3]
    assert [c.members for c in found] == [("p", "r", "q", "s"), ("a", "b", "c"), ("x", "y")]
    assert found[0].names == found[0].members


def test_only_ties_inside_a_community_make_a_leader(network):
    # a has most ties, but most of them lead out of its community.
    inside, others = ["ab", "bc", "ac", "bd", "cd"], ["pq", "qr", "rp", "xy", "yz", "zx"]
    found = communities(network([*inside, *others, "ap", "ax"]))
    first = next(c for c in found if "a" in c.members)
    assert first.members[:2] == ("b", "c")


def test_one_pass_over_a_large_graph_comes_close_to_louvain(network, monkeypatch):
    graph = network(nx.powerlaw_cluster_graph(600, 3, 0.5, seed=3).edges)
    thorough = modularity(graph, communities(graph))
    monkeypatch.setattr(MODULE, "LARGE", 599)
    quick = communities(graph)
    assert quick == communities(graph, thorough=False)
    assert quick != communities(graph, thorough=True)
    louvain = nx.community.modularity(graph, nx.community.louvain_communities(graph, seed=1))
    assert louvain - 0.005 <= modularity(graph, quick) < thorough


def test_a_higher_resolution_gives_more_communities(karate):
    assert len(communities(karate, resolution=3)) > len(communities(karate))


def test_communities_leave_chance_outside_as_it_was(karate):
    random.seed(5)
    expected = random.random()  # noqa: S311
    random.seed(5)
    first = communities(karate)
    assert random.random() == expected  # noqa: S311
    assert communities(karate) == first
    random.seed(5)
    one = igraph.Graph.Erdos_Renyi(30, 0.3).get_edgelist()
    random.seed(5)
    assert igraph.Graph.Erdos_Renyi(30, 0.3).get_edgelist() == one, "igraph draws from random again"


def test_a_graph_without_ties_has_no_communities(network):
    assert communities(project([], "ecosystem")) == ()
    assert communities(network([], nodes=["a", "b"])) == ()
