"""A network shows itself in a notebook, and stays a networkx graph."""

import networkx as nx
import pytest
from claims import make_claim

from bacd_graph.drawing.answers.networks import draw_network
from bacd_graph.errors import BuildError
from bacd_graph.graph_view import GraphView, viewed
from bacd_graph.network import VIEWS, project

CLAIMS = [
    make_claim("person/ada=Ada Lovelace", "contributesTo", "project/engine", day="2013-01-31"),
    make_claim("person/bob", "contributesTo", "project/engine", document="b", day="2014-02-03"),
    make_claim("person/cy", "worksFor", "company/acme", confidence=0.4, document="c"),
]
PNG = b"\x89PNG\r\n"


@pytest.fixture
def view():
    return viewed(project(CLAIMS, "people-projects"), "people-projects")


def test_a_network_is_drawn_with_names_types_and_its_source(view):
    figure = draw_network(view)
    ax = figure.axes[0]
    assert {text.get_text() for text in ax.texts} == {"Ada Lovelace", "Bob", "Engine"}
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["People", "Projects"]
    assert ax.get_title(loc="left") == "people-projects: 3 nodes, 2 edges"
    assert ax.get_xlabel() == "Source: 2 documents, 2013-01-31 to 2014-02-03."


def test_what_has_no_edge_is_counted():
    network = viewed(project(CLAIMS, "people-people"), "x").copy()
    network.add_edge("person/ada", "person/bob")
    figure = draw_network(network)
    assert "1 thing without a tie left out" in figure.axes[0].get_xlabel()


@pytest.mark.parametrize("figsize", [None, (8, 4.5), (4.5, 8)])
def test_names_of_a_network_do_not_overlap(ecosystem, overlaps, figsize):
    assert overlaps(draw_network(project(ecosystem, "ecosystem"), figsize=figsize)) == []


def test_a_network_without_edges_cannot_be_drawn_and_shows_its_text():
    empty = viewed(project([], "ecosystem"), "ecosystem")
    with pytest.raises(BuildError, match="the network has no edges"):
        draw_network(empty)
    assert empty._repr_png_() is None
    assert repr(empty) == "<GraphView named 'ecosystem' with 0 nodes and 0 edges>"


def test_a_network_shows_itself_as_a_picture(view):
    assert view._repr_png_().startswith(PNG)
    assert view.subgraph(["person/ada", "project/engine"])._repr_png_().startswith(PNG)
    assert not hasattr(nx.Graph(), "_repr_png_")


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_holds_what_its_network_holds_and_cannot_be_changed(name):
    network = project(CLAIMS, name)
    view = viewed(network, name)
    assert isinstance(view, GraphView)
    assert dict(view.nodes(data=True)) == dict(network.nodes(data=True))
    assert list(view.edges(data=True)) == list(network.edges(data=True))
    assert (view.name, network.name) == (name, "")
    with pytest.raises(nx.NetworkXError, match=r"[Ff]rozen"):
        view.add_node("x")


def test_networkx_measures_a_view_as_any_graph(view):
    assert nx.degree_centrality(view)["project/engine"] == 1.0
    assert nx.is_bipartite(view)
    assert nx.to_numpy_array(view).sum() == 4.0
    copied = view.copy()
    copied.add_edge("person/ada", "person/bob")
    assert nx.number_of_selfloops(copied) == 0
