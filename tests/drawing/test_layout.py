import math
import random

import networkx as nx
from hypothesis import given, settings
from hypothesis import strategies as st

from bacd_graph.drawing.layout import Box, lay_out

SLIDE = Box(0, 40, 920, 420)


def positions_of(graph, groups=(), size=(10.0, 10.0)):
    return lay_out(graph, groups, dict.fromkeys(graph, size), SLIDE)


def named(graph):
    return nx.relabel_nodes(graph, str)


@given(st.integers(2, 40), st.integers(0, 60), st.integers(0, 9))
@settings(max_examples=25, deadline=None)
def test_every_node_stands_within_the_box_and_apart_from_the_others(nodes, edges, seed):
    graph = named(nx.gnm_random_graph(nodes, edges, seed=seed))
    at = positions_of(graph)
    assert at.keys() == set(graph)
    for x, y in at.values():
        assert SLIDE.left <= x <= SLIDE.left + SLIDE.width
        assert SLIDE.bottom <= y <= SLIDE.bottom + SLIDE.height
    places = list(at.values())
    nearest = min(math.dist(a, b) for i, a in enumerate(places) for b in places[:i])
    assert nearest > 10 - 0.5, "two radii, but for what the last push left"


def test_the_same_graph_is_laid_out_the_same_whatever_chance_did_before():
    graph = named(nx.les_miserables_graph())
    first = positions_of(graph)
    random.seed(3)
    shuffled = nx.Graph()
    shuffled.add_nodes_from(sorted(graph, reverse=True))
    shuffled.add_edges_from(list(graph.edges)[::-1])
    assert positions_of(shuffled) == first


def test_what_is_tied_stands_nearer_than_what_is_not():
    graph = named(nx.connected_caveman_graph(5, 6))
    at = positions_of(graph, [[str(6 * c + n) for n in range(6)] for c in range(5)])
    mean = {
        tied: sum(d) / len(d)
        for tied in (True, False)
        for d in (
            [
                math.dist(at[a], at[b])
                for a in at
                for b in at
                if a < b and graph.has_edge(a, b) == tied
            ],
        )
    }
    assert mean[True] < 0.6 * mean[False]


def test_components_stand_beside_each_other_each_in_its_own_part():
    graph = named(nx.disjoint_union(nx.star_graph(20), nx.cycle_graph(6)))
    at = positions_of(graph)
    star, ring = ([at[str(n)] for n in part] for part in (range(21), range(21, 27)))
    assert max(x for x, _ in star) < min(x for x, _ in ring)
