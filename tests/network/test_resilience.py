import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bacd_graph.network import articulation_points, cut_off_by, project


def test_articulation_points_say_into_how_many_pieces_a_graph_would_fall(network):
    graph = network(["ab", "bc", "ca", "cd", "ce", "ef"])
    rows = articulation_points(graph)
    assert [(row.id, row.pieces) for row in rows] == [("c", 3), ("e", 2)]
    assert {row.id for row in rows} == set(nx.articulation_points(graph))


def test_without_the_medici_three_parts_of_florence_remain(florence):
    """The Acciaiuoli, the Salviati with the Pazzi, and the rest."""
    rows = articulation_points(florence)
    assert {row.id: row.pieces for row in rows} == {
        "Medici": 3,
        "Albizzi": 2,
        "Guadagni": 2,
        "Salviati": 2,
    }


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        (["ab"], {"a": "b", "b": "a"}),
        (["ab", "bc", "ca"], {}),
        (["ab", "ac", "ad"], {"b": "a", "c": "a", "d": "a"}),
        # a triangle with a tail: nearest first, and the tail cuts off nobody of the triangle
        (["ab", "bc", "ca", "cd", "de"], {"a": "c", "b": "c", "d": "c", "e": "dc"}),
        # two halves of the same size: neither is cut off
        (["ab", "bc", "ca", "cp", "pq", "qr", "rp"], {"a": "c", "b": "c", "q": "p", "r": "p"}),
        (["ab", "xy", "yz"], {"a": "b", "b": "a", "x": "y", "z": "y"}),
    ],
)
def test_whose_going_would_cut_off_whom(edges, expected, network):
    found = cut_off_by(network(edges, nodes=["lone"]))
    assert found == {node: tuple(by) for node, by in expected.items()}


@given(st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda e: e[0] < e[1])))
def test_cut_off_is_who_is_left_in_less_than_half(pairs):
    graph = nx.Graph([(str(a), str(b)) for a, b in sorted(pairs)])
    found = cut_off_by(graph)
    for node in graph:
        part = nx.node_connected_component(graph, node)
        left = {v: _left(graph, node, v) for v in part - {node}}
        cut = {v for v, size in left.items() if size == 1 or 2 * size < len(part)}
        assert set(found.get(node, ())) == cut


def _left(graph, node, gone):
    """How many still hang together with a node, itself included, once another is gone."""
    return len(nx.node_connected_component(graph.subgraph(set(graph) - {gone}), node))


def test_an_empty_graph_has_no_cut_points():
    assert articulation_points(project([], "ecosystem")) == ()
    assert cut_off_by(project([], "ecosystem")) == {}
