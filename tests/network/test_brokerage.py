import networkx as nx
import pytest

from bacd_graph.network import brokers, project

# Borgatti (1997), Connections 20(1), after Burt (1992), figure 2.2.
BURT = ["AB", "AE", "AF", "AG", "BD", "BG", "CG", "DG", "EG", "FG"]


@pytest.mark.parametrize(
    ("node", "size", "constraint"),
    [("G", 4.67, 0.400), ("A", 2.5, 0.595)],
)
def test_brokers_of_burts_example_are_those_that_were_published(node, size, constraint, network):
    found = {row.id: row for row in brokers(network(BURT))}
    assert found[node].effective_size == pytest.approx(size, abs=0.005)
    assert found[node].constraint == pytest.approx(constraint, abs=0.001)


def test_networkx_finds_the_same_of_the_karate_club(karate):
    rows = brokers(karate)
    sizes, constraints = nx.effective_size(karate), nx.constraint(karate)
    for row in rows:
        assert row.effective_size == pytest.approx(sizes[row.id])
        assert row.constraint == pytest.approx(constraints[row.id])
    bridging = {n for n in karate if karate.degree(n) > 1 and nx.clustering(karate, n) < 1}
    assert {row.id for row in rows} == bridging


def test_in_a_clique_nobody_bridges(network):
    clique = network(nx.complete_graph(30).edges)
    assert brokers(clique) == ()
    assert [row.id for row in brokers(network([*clique.edges, (1, "x")]))] == ["1"]


def test_the_least_constrained_come_first_and_who_has_one_tie_bridges_nothing(network):
    rows = brokers(network(BURT))
    assert rows[0].id == "G"
    assert "C" not in {row.id for row in rows}
    assert [r.constraint for r in rows] == sorted(r.constraint for r in rows)


def test_a_graph_without_ties_has_no_brokers(network):
    assert brokers(project([], "ecosystem")) == ()
    assert brokers(network([], nodes=["a", "b"])) == ()
