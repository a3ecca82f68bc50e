import random

import igraph
import networkx as nx
import pytest

from bacd_graph.model import EntityType
from bacd_graph.network import (
    articulation_points,
    brokers,
    bus_factors,
    central,
    communities,
    project,
)

# Borgatti (1997), Connections 20(1), after Burt (1992), figure 2.2.
BURT = ["AB", "AE", "AF", "AG", "BD", "BG", "CG", "DG", "EG", "FG"]


def test_betweenness_and_degree_of_the_karate_club_are_those_that_were_published(karate):
    found = {row.id: row for row in central(karate)}
    assert found["1"].betweenness == pytest.approx(0.437635, abs=1e-6)
    assert found["34"].betweenness == pytest.approx(0.304075, abs=1e-6)
    assert found["33"].betweenness == pytest.approx(0.145247, abs=1e-6)
    assert (found["34"].degree, found["1"].degree) == (17, 16)


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


@pytest.mark.parametrize(
    ("node", "size", "constraint"),
    [("G", 4.67, 0.400), ("A", 2.5, 0.595)],
)
def test_brokers_of_burts_example_are_those_that_were_published(node, size, constraint, network):
    found = {row.id: row for row in brokers(network(BURT))}
    assert found[node].effective_size == pytest.approx(size, abs=0.005)
    assert found[node].constraint == pytest.approx(constraint, abs=0.001)


def test_the_least_constrained_come_first_and_who_has_one_tie_bridges_nothing(network):
    rows = brokers(network(BURT))
    assert rows[0].id == "G"
    assert "C" not in {row.id for row in rows}
    assert [r.constraint for r in rows] == sorted(r.constraint for r in rows)


def test_communities_of_the_karate_club_reach_the_best_modularity_there_is(karate):
    """0.4198 in four communities: Brandes et al. (2008), On modularity clustering."""
    found = communities(karate)
    assert len(found) == 4
    parts = [set(c.members) for c in found]
    assert nx.community.modularity(karate, parts) == pytest.approx(0.4198, abs=1e-4)


def test_communities_are_numbered_by_size_then_name_and_led_by_their_strongest(network):
    triangle, square = ["ab", "bc", "ca"], ["pq", "qr", "rs", "sp", "pr"]
    found = communities(network([*triangle, *square, "xy"], nodes=["lone"]))
    assert [c.number for c in found] == [1, 2, 3]
    assert [c.members for c in found] == [("p", "r", "q", "s"), ("a", "b", "c"), ("x", "y")]
    assert found[0].names == found[0].members


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


def test_the_bus_factor_counts_the_people_known_to_make_a_project(claim):
    claims = [
        claim("person/ada", "contributesTo", "project/a"),
        claim("person/ada", "develops", "project/a", document="other"),
        claim("person/bob", "contributesTo", "project/b"),
        claim("person/ada", "develops", "project/b"),
        claim("person/bob", "develops", "project/b"),
        claim("person/eve", "uses", "project/b"),
        claim("person/eve", "contributesTo", "project/b", status="planned"),
        claim("person/eve", "develops", "project/b", sure=False),
        claim("company/acme", "develops", "project/c"),
    ]
    one, two = bus_factors(claims)
    assert (one.name, one.people, one.factor, one.sole) == ("A", ("person/ada",), 1, True)
    assert (two.name, two.people, two.sole) == ("B", ("person/bob", "person/ada"), False)


def test_articulation_points_say_into_how_many_pieces_a_graph_would_fall(network):
    rows = articulation_points(network(["ab", "bc", "ca", "cd", "ce", "ef"]))
    assert [(row.id, row.pieces) for row in rows] == [("c", 3), ("e", 2)]
    assert {r.id for r in rows} == set(
        nx.articulation_points(network(["ab", "bc", "ca", "cd", "ce", "ef"]))
    )


@pytest.mark.parametrize("measure", [central, brokers, communities, articulation_points])
def test_every_measure_of_an_empty_graph_is_empty(measure):
    assert measure(project([], "ecosystem")) == ()
