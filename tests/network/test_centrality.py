import networkx as nx
import pytest

from bacd_graph.model import EntityType
from bacd_graph.network import central, project


def found(graph):
    return {row.id: row for row in central(graph)}


def test_betweenness_and_degree_of_the_karate_club_are_those_that_were_published(karate):
    rows = found(karate)
    assert rows["1"].betweenness == pytest.approx(0.437635, abs=1e-6)
    assert rows["34"].betweenness == pytest.approx(0.304075, abs=1e-6)
    assert rows["33"].betweenness == pytest.approx(0.145247, abs=1e-6)
    assert (rows["34"].degree, rows["1"].degree) == (17, 16)


@pytest.mark.parametrize(
    ("family", "betweenness"), [("Medici", 0.522), ("Guadagni", 0.255), ("Strozzi", 0.103)]
)
def test_the_medici_stand_between_the_families_as_was_published(family, betweenness, florence):
    """Jackson (2008), Social and Economic Networks, section 1.2.1."""
    assert found(florence)[family].betweenness == pytest.approx(betweenness, abs=5e-4)


def test_the_kite_has_one_most_tied_and_another_most_between(network):
    """Krackhardt (1990), Administrative Science Quarterly 35(2): Diane is 3, Heather is 7."""
    rows = found(network(nx.krackhardt_kite_graph().edges))
    assert max(rows.values(), key=lambda row: row.degree).id == "3"
    assert max(rows.values(), key=lambda row: row.betweenness).id == "7"
    assert rows["7"].betweenness == pytest.approx(14 / 36)


def test_pagerank_of_a_star_solves_its_equations(network):
    leaves = 5
    star = network([("hub", f"leaf{n}") for n in range(leaves)])
    # hub = 0.15/6 + 0.85 * 5 * leaf and leaf = 0.15/6 + 0.85 * hub / 5
    hub = (0.025 + 0.85 * leaves * 0.025) / (1 - 0.85**2)
    rows = central(star)
    assert rows[0].id == "hub"
    assert rows[0].pagerank == pytest.approx(hub)
    assert sum(row.pagerank for row in rows) == pytest.approx(1)
    assert rows[0].betweenness == 1


def test_pagerank_follows_the_weights(claim):
    claims = [
        claim("person/ada", "uses", "project/a", confidence=0.9),
        claim("person/ada", "uses", "project/b", confidence=0.1),
    ]
    rows = found(project(claims, "ecosystem"))
    assert rows["project/a"].pagerank > rows["project/b"].pagerank


def test_the_inmost_core_of_the_karate_club_is_the_ten_that_were_published(karate):
    rows = found(karate)
    assert {id_ for id_, row in rows.items() if row.core == 4} == {
        *("1", "2", "3", "4", "8", "9", "14", "31", "33", "34")
    }
    assert max(row.core for row in rows.values()) == 4


@pytest.mark.parametrize(
    ("edges", "core"),
    [
        (["ab", "ac", "ad"], 1),
        (["ab", "bc", "ca"], 2),
        (["ab", "bc", "cd", "da"], 2),
        (["ab", "ac", "ad", "bc", "bd", "cd"], 3),
    ],
)
def test_trees_cycles_and_cliques_have_the_cores_of_seidman(edges, core, network):
    assert {row.core for row in central(network(edges))} == {core}


def test_in_a_core_everyone_has_so_many_ties_to_others_of_it(karate):
    rows = central(karate)
    for k in range(1, 5):
        inside = karate.subgraph(row.id for row in rows if row.core >= k)
        assert min(degree for _, degree in inside.degree) >= k


def test_strength_adds_the_weights(claim):
    claims = [
        claim("person/ada", "uses", "project/a", confidence=0.5),
        claim("person/ada", "uses", "project/b", confidence=0.75),
    ]
    assert central(project(claims, "ecosystem"))[0].strength == 1.25


def test_one_type_and_the_first_so_many_can_be_asked_for(claim):
    claims = [claim(f"person/p{n}", "uses", "project/a") for n in range(4)]
    rows = central(project(claims, "ecosystem"), EntityType.PERSON, limit=2)
    assert [row.id for row in rows] == ["person/p0", "person/p1"], "equals in order of their names"


def test_an_empty_graph_has_no_rows():
    assert central(project([], "ecosystem")) == ()
