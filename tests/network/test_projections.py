import random

import networkx as nx
import pytest

from bacd_graph.errors import UnknownNameError
from bacd_graph.network import VIEWS, project


def edges(graph):
    return {(a, b): data["weight"] for a, b, data in graph.edges(data=True)}


def test_the_views_are_the_four_that_the_command_line_offers():
    assert VIEWS == ("people-projects", "people-people", "companies-projects", "ecosystem")


def test_an_unknown_view_is_refused_with_the_ones_there_are():
    with pytest.raises(UnknownNameError, match=r"no view 'people'; use one of people-projects, "):
        project([], "people")


@pytest.mark.parametrize("view", VIEWS)
def test_no_claims_give_an_empty_frozen_graph(view):
    graph = project([], view)
    assert len(graph) == 0
    assert nx.is_frozen(graph)


@pytest.mark.parametrize(
    ("statement", "joined"),
    [
        (("person/ada", "contributesTo", "project/engine"), True),
        (("person/ada", "develops", "project/engine"), True),
        (("person/ada", "spokeAbout", "project/engine"), True),
        (("person/ada", "uses", "project/engine"), True),
        (("person/ada", "uses", "technology/punch-cards"), False),
        (("company/acme", "uses", "project/engine"), False),
        (("person/ada", "worksFor", "company/acme"), False),
    ],
)
def test_people_and_projects_are_joined_by_work_talk_and_use(statement, joined, claim):
    assert bool(project([claim(*statement)], "people-projects")) is joined


@pytest.mark.parametrize(
    ("statement", "joined"),
    [
        (("company/acme", "develops", "project/engine"), True),
        (("organization/club", "uses", "project/engine"), True),
        (("company/acme", "sponsors", "project/engine"), True),
        (("company/acme", "hiresFor", "project/engine"), True),
        (("company/acme", "sponsors", "event/fair"), False),
        (("person/ada", "develops", "project/engine"), False),
    ],
)
def test_companies_and_projects_are_joined_by_making_using_and_paying(statement, joined, claim):
    assert bool(project([claim(*statement)], "companies-projects")) is joined


def test_a_company_is_tied_to_what_its_people_make_by_the_product_of_both_claims(claim):
    claims = [
        claim("person/ada", "worksFor", "company/acme", confidence=0.5),
        claim("person/ada", "contributesTo", "project/engine", confidence=0.8),
        claim("person/ada", "uses", "project/editor"),
    ]
    graph = project(claims, "companies-projects")
    assert edges(graph) == {("company/acme", "project/engine"): 0.4}
    edge = graph.edges["company/acme", "project/engine"]
    assert edge["via"] == ("person/ada",)
    assert edge["predicates"] == ("contributesTo", "worksFor")


def test_people_who_share_an_event_or_a_company_are_tied_the_closer_the_smaller_it_is(claim):
    claims = [
        claim("person/ada", "spokeAt", "event/fair"),
        claim("person/bob", "organizes", "event/fair", confidence=0.6),
        claim("person/cyd", "spokeAt", "event/fair"),
        claim("person/ada", "worksFor", "company/acme"),
        claim("person/bob", "worksFor", "company/acme"),
        claim("person/dee", "attends", "event/fair"),
        claim("person/eve", "spokeAt", "event/other"),
    ]
    graph = project(claims, "people-people")
    assert edges(graph) == {
        ("person/ada", "person/bob"): 1.3,  # 0.6 / 2 for the fair, 1 / 1 for the company
        ("person/ada", "person/cyd"): 0.5,
        ("person/bob", "person/cyd"): 0.3,
    }
    assert graph.edges["person/ada", "person/bob"]["via"] == ("company/acme", "event/fair")
    assert graph.degree("person/eve") == 0, "who shares nothing stays, alone"


def test_the_ecosystem_has_every_entity_and_one_edge_a_pair(claim):
    claims = [
        claim(
            "company/acme", "uses", "project/engine", confidence=0.5, document="a", day="2013-02-01"
        ),
        claim(
            "company/acme",
            "develops",
            "project/engine",
            confidence=0.7,
            document="b",
            day="2012-01-01",
        ),
        claim("company/acme", "locatedIn", "place/ghent", status="negated"),
    ]
    graph = project(claims, "ecosystem")
    assert list(graph) == ["company/acme", "place/ghent", "project/engine"]
    assert graph.nodes["company/acme"] == {"label": "Acme", "type": "Company", "weight": 2}
    (edge,) = (data for _, _, data in graph.edges(data=True))
    assert edge["weight"] == 1.2
    assert edge["predicates"] == ("develops", "uses")
    assert (str(edge["first"]), str(edge["last"])) == ("2012-01-01", "2013-02-01")
    assert set(edge["claims"]) == set(claims[:2])


def test_planned_claims_count_only_where_asked_for_and_negated_ones_never(claim):
    claims = [
        claim("person/ada", "uses", "project/a", status="planned"),
        claim("person/ada", "uses", "project/b", status="negated"),
        claim("person/ada", "uses", "project/c"),
    ]
    assert list(project(claims, "people-projects")) == ["person/ada", "project/c"]
    graph = project(claims, "people-projects", planned=True)
    assert nx.get_edge_attributes(graph, "status") == {
        ("person/ada", "project/a"): "planned",
        ("person/ada", "project/c"): "asserted",
    }


@pytest.mark.parametrize("planned", [False, True])
def test_claims_that_are_not_sure_enough_for_the_graph_never_count(planned, claim):
    claims = [
        claim("person/ada", "uses", "project/a", sure=False),
        claim("person/ada", "uses", "project/b", status="planned", sure=False),
        claim("person/ada", "uses", "project/c"),
    ]
    assert list(project(claims, "people-projects", planned=planned)) == ["person/ada", "project/c"]


def test_an_entity_is_not_tied_to_itself(claim):
    assert project([claim("project/a", "partOf", "project/a")], "ecosystem").size() == 0


@pytest.mark.parametrize("view", VIEWS)
def test_the_order_of_the_claims_does_not_matter(view, claim):
    claims = [
        claim(f"person/p{n % 7}", predicate, target, confidence=0.1 + n / 100, document=f"d{n}")
        for n in range(40)
        for predicate, target in (
            ("contributesTo", f"project/x{n % 5}"),
            ("worksFor", f"company/c{n % 3}"),
            ("spokeAt", f"event/e{n % 4}"),
        )
    ]
    shuffled = claims.copy()
    random.Random(7).shuffle(shuffled)  # noqa: S311
    one, other = project(claims, view), project(shuffled, view)
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges(data=True)) == list(other.edges(data=True))
    assert list(one) == sorted(one)
