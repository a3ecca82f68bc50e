import math
import random

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bacd_graph.drawing.box import Box
from bacd_graph.drawing.layout.positions import lay_out
from bacd_graph.drawing.layout.spreading import near

SLIDE = Box(0, 40, 920, 420)
SQUARE = Box(0, 0, 600, 600)  # in which a spring layout is not stretched either


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


def test_components_stand_apart():
    graph = named(nx.disjoint_union(nx.star_graph(20), nx.cycle_graph(6)))
    at = positions_of(graph)
    star, ring = (np.array([at[str(n)] for n in part]) for part in (range(21), range(21, 27)))
    assert any((a.max(axis=0) < b.min(axis=0)).any() for a, b in ((star, ring), (ring, star)))


@pytest.mark.parametrize("nodes", [1, 2, 3, 90, 400, 2_000])
def test_nothing_lies_on_anything_if_there_is_room(nodes):
    graph = named(nx.barabasi_albert_graph(nodes, 1, seed=1) if nodes > 1 else nx.empty_graph(1))
    sizes = {n: (3.0 + int(n) % 7, 2.0 + int(n) % 5) for n in graph}
    at = lay_out(graph, [], sizes, SLIDE)
    points, reach = (np.array([of[n] for n in graph]) for of in (at, sizes))
    one, other = near(points, reach - 0.1)
    assert list(zip(one, other, strict=True)) == []
    assert (points - reach / 2 >= (0, 40)).all()
    assert (points + reach / 2 <= (920, 460)).all()


def test_names_as_wide_as_on_the_map_find_room():
    graph = named(nx.barabasi_albert_graph(90, 2, seed=3))
    sizes = {n: (35.0 + 11 * (int(n) % 7), 27.0) for n in graph}
    at = lay_out(graph, [], sizes, SLIDE)
    points, reach = (np.array([of[n] for n in graph]) for of in (at, sizes))
    assert near(points, reach - 0.1)[0].size == 0


def stress(graph, at):
    """As Kamada & Kawai define it, at the scale that makes it least."""
    found = dict(nx.all_pairs_shortest_path_length(graph))
    pairs = [(a, b) for a in graph for b in found[a] if a < b]
    ratios = np.array([math.dist(at[a], at[b]) / found[a][b] for a, b in pairs])
    scale = ratios.sum() / (ratios**2).sum()
    return ((scale * ratios - 1) ** 2).mean()


@pytest.mark.parametrize(
    "graph",
    [
        nx.karate_club_graph(),
        nx.les_miserables_graph(),
        nx.davis_southern_women_graph(),
        nx.grid_2d_graph(7, 10),
        nx.balanced_tree(3, 4),
        nx.barbell_graph(8, 5),
    ],
    ids=str,
)
def test_the_stress_is_no_greater_than_that_of_a_spring_layout(graph):
    graph = nx.convert_node_labels_to_integers(graph)
    spring = min(stress(graph, nx.spring_layout(graph, seed=seed)) for seed in range(3))
    at = lay_out(named(graph), [], {str(n): (4.0, 4.0) for n in graph}, SQUARE)
    assert stress(graph, {n: at[str(n)] for n in graph}) <= spring


def test_of_thousands_of_nodes_neighbours_still_stand_nearer_than_others():
    graph = named(nx.connected_caveman_graph(150, 10))
    at = positions_of(graph, size=(4.0, 4.0))
    tied = [math.dist(at[a], at[b]) for a, b in graph.edges]
    chance = random.Random(0)  # noqa: S311 - a sample of pairs
    others = [math.dist(*(at[n] for n in chance.sample(sorted(at), 2))) for _ in range(2_000)]
    assert sum(tied) / len(tied) < 0.4 * sum(others) / len(others)
