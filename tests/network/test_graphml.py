import stat
from dataclasses import replace

import hostile
import igraph
import networkx as nx
import pytest
from hypothesis import given

from bacd_graph.errors import BuildError
from bacd_graph.network import project, write_graphml


@pytest.fixture
def claims(claim):
    return [
        claim(
            'person/ada=Ada <&> "L" \x0b\x00\ud800Lovelace',
            "uses",
            "project/engine=机器",
            day="2013-02-01",
        ),
        claim("person/ada", "worksFor", "company/acme", confidence=0.5),
        claim("company/acme", "locatedIn", "place/ghent", status="planned"),
    ]


def test_graphml_comes_back_with_the_same_names_and_numbers(claims, tmp_path):
    write_graphml(claims, tmp_path / "graph.graphml")
    back = nx.read_graphml(tmp_path / "graph.graphml")
    graph = project(claims, "ecosystem")
    assert (len(back), back.size()) == (len(graph), graph.size()) == (4, 2)
    assert back.nodes["project/engine"]["label"] == "机器"
    assert back.nodes["place/ghent"] == {"label": "Ghent", "type": "Place", "weight": 0}
    edge = back.edges["person/ada", "project/engine"]
    assert edge["weight"] == 1.0
    assert (edge["predicates"], edge["first"], edge["documents"]) == ("uses", "2013-02-01", 1)


@pytest.mark.parametrize("world", ["usual", "hostile"])
def test_igraph_reads_the_same_names_and_counts(claims, tmp_path, world):
    told = claims if world == "usual" else hostile.CLAIMS
    write_graphml(told, tmp_path / "graph.graphml")
    back = igraph.Graph.Read_GraphML(str(tmp_path / "graph.graphml"))
    graph = project(told, "ecosystem")
    assert (back.vcount(), back.ecount(), back.is_directed()) == (len(graph), graph.size(), False)
    assert dict(zip(back.vs["id"], back.vs["label"], strict=True)) == {
        id_: hostile.in_xml(name) for id_, name in graph.nodes(data="label")
    }
    names = back.vs["id"]
    assert {(frozenset((names[e.source], names[e.target])), e["weight"]) for e in back.es} == {
        (frozenset((a, b)), weight) for a, b, weight in graph.edges(data="weight")
    }


def test_an_edge_shows_the_words_of_its_surest_claim(claim, tmp_path):
    said = claim("person/ada", "uses", "project/engine", day="2013-02-01").passages[0]
    doubted = claim("person/ada", "develops", "project/engine", confidence=0.5)
    claims = [
        replace(doubted, passages=(replace(said, text="Perhaps."),)),
        claim("person/ada", "uses", "project/engine"),
    ]
    write_graphml(claims, tmp_path / "graph.graphml")
    back = nx.read_graphml(tmp_path / "graph.graphml")
    assert back.edges["person/ada", "project/engine"]["quote"] == "Text"


def test_what_xml_forbids_is_dropped_from_names(claims, tmp_path):
    write_graphml(claims[:1], tmp_path / "graph.graphml")
    label = nx.read_graphml(tmp_path / "graph.graphml").nodes["person/ada"]["label"]
    assert label == 'Ada <&> "L" Lovelace'


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("networks")


@given(hostile.ANY_NAME)
def test_any_name_comes_back_but_for_what_xml_forbids(folder, name):
    write_graphml([hostile.called(name)], folder / "graph.graphml")
    back = nx.read_graphml(folder / "graph.graphml")
    assert back.nodes[hostile.PEOPLE[0].id]["label"] == hostile.in_xml(name)


def test_the_same_claims_give_the_same_bytes_in_any_order(claims, tmp_path):
    write_graphml(claims, tmp_path / "a.graphml")
    write_graphml(project(claims[::-1], "ecosystem"), tmp_path / "b.graphml")
    # Of two claims that name an entity otherwise, the first in the order of claims names it.
    assert (tmp_path / "a.graphml").read_bytes() == (tmp_path / "b.graphml").read_bytes()


def test_nothing_but_the_file_is_left_and_others_may_read_it(claims, tmp_path):
    path = tmp_path / "graph.graphml"
    path.write_text("old")
    write_graphml(claims, path)
    assert [p.name for p in tmp_path.iterdir()] == ["graph.graphml"]
    assert path.stat().st_mode & stat.S_IRUSR


def test_a_folder_that_does_not_exist_is_said_so(claims, tmp_path):
    with pytest.raises(BuildError, match="cannot be written"):
        write_graphml(claims, tmp_path / "nowhere" / "graph.graphml")
