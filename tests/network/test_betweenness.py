import random
from importlib import import_module

import networkx as nx
import pytest

from bacd_graph.network import betweenness, central

# The package calls a function so, too.
MODULE = import_module("bacd_graph.network.betweenness")


@pytest.fixture
def large(network):
    return network(nx.powerlaw_cluster_graph(400, 2, 0.3, seed=5).edges)


def test_all_paths_of_a_small_graph_are_walked(karate):
    found = betweenness(karate)
    assert (found.margin, found.pivots) == (0, None)
    expected = nx.betweenness_centrality(karate)
    assert dict(zip(karate, found.values, strict=True)) == pytest.approx(expected)


@pytest.mark.parametrize("pivots", [20, 100, 399])
def test_networkx_finds_the_same_from_the_same_pivots(pivots, large):
    found = betweenness(large, pivots)
    assert found.pivots == pivots
    # networkx draws from the same generator, so the same.
    theirs = nx.betweenness_centrality(large, k=pivots, seed=random.Random(0))  # noqa: S311
    assert dict(zip(large, found.values, strict=True)) == pytest.approx(theirs, abs=2e-9)


@pytest.mark.parametrize("pivots", [20, 50, 100, 200])
def test_a_sample_is_off_by_no_more_than_it_says(pivots, large):
    exact, found = betweenness(large), betweenness(large, pivots)
    off = max(abs(a - b) for a, b in zip(exact.values, found.values, strict=True))
    assert 0 < off <= found.margin < 0.2


def test_more_pivots_tell_more(large):
    margins = [betweenness(large, pivots).margin for pivots in (20, 50, 100, 200)]
    assert margins == sorted(margins, reverse=True)


def test_as_many_pivots_as_nodes_or_more_are_exact(karate):
    assert betweenness(karate, 34) == betweenness(karate, 1000) == betweenness(karate)


def test_fewer_than_twenty_pivots_are_twenty(large):
    assert betweenness(large, 1) == betweenness(large, 20)


def test_the_same_graph_gives_the_same_sample_and_leaves_chance_as_it_was(large):
    random.seed(5)
    expected = random.random()  # noqa: S311
    random.seed(5)
    found = betweenness(large, 50)
    assert random.random() == expected  # noqa: S311
    assert betweenness(large, 50) == found


def test_a_large_graph_is_sampled_and_its_rows_say_so(large, network, monkeypatch):
    monkeypatch.setattr(MODULE, "LARGE", 399)
    monkeypatch.setattr(MODULE, "PIVOTS", 40)
    assert betweenness(large).pivots == 40
    assert {row.margin for row in central(large)} == {betweenness(large, 40).margin}
    assert {row.margin for row in central(large, pivots=400)} == {0}
    assert betweenness(network(["ab"])).pivots is None


@pytest.mark.parametrize("edges", [[], ["ab"], ["ab", "bc"]])
def test_graphs_of_nothing_one_and_two_ties_have_shares(edges, network):
    found = betweenness(network(edges))
    assert found.values == {0: (), 1: (0, 0), 2: (0, 1, 0)}[len(edges)]
