"""GEXF, which networkx writes and its own reader would read kindly: so plain XML reads it here."""

import time
import xml.etree.ElementTree as ET

import hostile
import pytest
from hypothesis import given

from bacd_graph.errors import BuildError
from bacd_graph.network import project, write_gexf

GEXF = "{http://www.gexf.net/1.2draft}"
VIZ = "{http://www.gexf.net/1.2draft/viz}"


@pytest.fixture
def claims(claim):
    return [
        claim("person/ada=Ada <&>", "uses", "project/engine", day="2013-02-01", confidence=0.5),
        claim("person/ada", "develops", "project/engine", day="2014-01-01", document="later"),
        claim("person/ada", "worksFor", "company/acme", confidence=0.5),
        claim("company/acme", "locatedIn", "place/ghent", status="planned"),
    ]


def values(element, declared):
    """The attributes of a node or an edge, of the types that the file declares."""
    types = {"string": str, "long": int, "double": float}
    found = {}
    for value in element.iter(f"{GEXF}attvalue"):
        title, kind = declared[value.get("for")]
        found[title] = types[kind](value.get("value"))
    return found


def read(path):
    graph = ET.parse(path).getroot().find(f"{GEXF}graph")  # noqa: S314 - our own file
    declared = {
        a.get("id"): (a.get("title"), a.get("type")) for a in graph.iter(f"{GEXF}attribute")
    }
    nodes = {node.get("id"): (node, values(node, declared)) for node in graph.iter(f"{GEXF}node")}
    edges = {
        frozenset((edge.get("source"), edge.get("target"))): (edge, values(edge, declared))
        for edge in graph.iter(f"{GEXF}edge")
    }
    return graph, nodes, edges


def test_gexf_comes_back_with_the_same_names_types_and_numbers(claims, tmp_path):
    write_gexf(claims, tmp_path / "graph.gexf")
    graph, nodes, edges = read(tmp_path / "graph.gexf")
    expected = project(claims, "ecosystem")
    assert graph.get("defaultedgetype") == "undirected"
    assert {id_: node.get("label") for id_, (node, _) in nodes.items()} == dict(
        expected.nodes(data="label")
    )
    assert {id_: more for id_, (_, more) in nodes.items()} == {
        id_: {"type": data["type"], "weight": data["weight"]}
        for id_, data in expected.nodes(data=True)
    }
    assert {ends: float(edge.get("weight")) for ends, (edge, _) in edges.items()} == {
        frozenset((a, b)): weight for a, b, weight in expected.edges(data="weight")
    }


def test_an_edge_tells_when_by_what_and_in_which_words(claims, tmp_path):
    write_gexf(claims, tmp_path / "graph.gexf")
    graph, _, edges = read(tmp_path / "graph.gexf")
    edge, more = edges[frozenset(("person/ada", "project/engine"))]
    assert edge.get("label") == "develops uses"
    assert (edge.get("start"), edge.get("end")) == ("2013-02-01", "2014-01-01")
    assert more == {
        "predicates": "develops uses",
        "status": "asserted",
        "documents": 2,
        "quote": "Text",
        "first": "2013-02-01",
        "last": "2014-01-01",
    }
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    undated, _ = edges[frozenset(("person/ada", "company/acme"))]
    assert (undated.get("start"), undated.get("end")) == (None, None)


def test_size_and_thickness_show_weight(claims, tmp_path):
    write_gexf(claims, tmp_path / "graph.gexf")
    _, nodes, edges = read(tmp_path / "graph.gexf")
    sizes = {id_: float(n.find(f"{VIZ}size").get("value")) for id_, (n, _) in nodes.items()}
    assert sizes["person/ada"] > sizes["company/acme"] > sizes["place/ghent"] > 0
    for edge, _ in edges.values():
        assert edge.find(f"{VIZ}thickness").get("value") == edge.get("weight")


def test_hostile_names_come_back_but_for_what_xml_forbids(tmp_path):
    write_gexf(hostile.CLAIMS, tmp_path / "graph.gexf")
    _, nodes, edges = read(tmp_path / "graph.gexf")
    assert (len(nodes), len(edges)) == (len(hostile.NAMES) + 1, len(hostile.NAMES))
    for person in hostile.PEOPLE:
        assert nodes[person.id][0].get("label") == hostile.in_xml(person.name)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("networks")


@given(hostile.ANY_NAME)
def test_any_name_comes_back_but_for_what_xml_forbids(folder, name):
    write_gexf([hostile.called(name)], folder / "graph.gexf")
    _, nodes, _ = read(folder / "graph.gexf")
    assert nodes[hostile.PEOPLE[0].id][0].get("label") == hostile.in_xml(name)


def test_the_same_claims_give_the_same_bytes_in_any_order_on_any_day(claims, tmp_path, monkeypatch):
    write_gexf(claims, tmp_path / "a.gexf")
    monkeypatch.setattr(time, "strftime", lambda *_: "1970-01-01")
    write_gexf(project(claims[::-1], "ecosystem"), tmp_path / "b.gexf")
    assert (tmp_path / "a.gexf").read_bytes() == (tmp_path / "b.gexf").read_bytes()


def test_a_folder_that_does_not_exist_is_said_so(claims, tmp_path):
    with pytest.raises(BuildError, match="cannot be written"):
        write_gexf(claims, tmp_path / "nowhere" / "graph.gexf")
