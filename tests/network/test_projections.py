import random
from dataclasses import replace
from datetime import date

import networkx as nx
import pytest

from bacd_graph.errors import UnknownNameError
from bacd_graph.model import Passage
from bacd_graph.network import VIEWS, project
from bacd_graph.views import NETWORKS


def edges(graph):
    return {(a, b): data["weight"] for a, b, data in graph.edges(data=True)}


def test_the_views_are_those_that_the_command_line_offers():
    assert VIEWS == NETWORKS


def test_an_unknown_view_is_refused_with_the_ones_there_are():
    with pytest.raises(UnknownNameError, match="no view 'people'; use one of companies-projects"):
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
    assert edge["kinds"] == ("through a person",)


def test_a_job_that_many_documents_state_makes_no_more_of_the_work(claim):
    jobs = [
        claim("person/ada", "worksFor", "company/acme", confidence=sure, document=f"d{sure}")
        for sure in (0.5, 0.9, 0.6)
    ]
    work = claim("person/ada", "contributesTo", "project/engine", confidence=0.8)
    graph = project([*jobs, work], "companies-projects")
    assert edges(graph) == {("company/acme", "project/engine"): 0.72}
    assert len(graph.edges["company/acme", "project/engine"]["claims"]) == 4


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


def said_by(claim, text):
    """The same claim, shown by other words."""
    passages = tuple(Passage("recap", n, n + 1, part) for n, part in enumerate(text.split("|")))
    return replace(claim, passages=passages)


@pytest.mark.parametrize(
    ("texts", "topics", "events", "together"),
    [
        (("A and B on Loom", "A and B on Loom"), ("loom", "loom"), ("", ""), True),
        (("A on Loom", "B on Loom"), ("loom", "loom"), ("", ""), False),
        (("A on Loom, B on Cards", "A on Loom, B on Cards"), ("loom", "cards"), ("", ""), False),
        # The heading of a session stands above each of its talks.
        (("Looms|A", "Looms|B"), ("loom", "loom"), ("", ""), False),
        (("Looms|A, B", "Looms|A, B"), ("loom", "loom"), ("", ""), True),
        (("A and B on Loom",) * 2, ("loom", "loom"), ("fair", ""), True),
        (("A at Fair, B at Expo",) * 2, ("loom", "loom"), ("fair", "expo"), False),
    ],
)
def test_who_speak_about_one_thing_in_the_same_words_give_one_talk(
    texts, topics, events, together, claim
):
    claims = []
    for who, text, topic, event in zip(("a", "b"), texts, topics, events, strict=True):
        claims.append(said_by(claim(f"person/{who}", "spokeAbout", f"project/{topic}"), text))
        if event:
            claims.append(claim(f"person/{who}", "spokeAt", f"event/{event}"))
    graph = project(claims, "people-people")
    kinds = [data["kinds"] for _, _, data in graph.edges(data=True)]
    assert kinds == ([("same talk",)] if together else [])


def test_a_talk_about_two_things_is_one_talk_and_ties_its_speakers_by_the_surest(claim):
    claims = [
        claim("person/ada", "spokeAbout", "project/loom", confidence=0.5),
        claim("person/bob", "spokeAbout", "project/loom", confidence=0.9),
        claim("person/ada", "spokeAbout", "technology/cards", confidence=0.7),
        claim("person/bob", "spokeAbout", "technology/cards", confidence=0.6),
    ]
    graph = project(claims, "people-people")
    assert edges(graph) == {("person/ada", "person/bob"): 0.7}
    edge = graph.edges["person/ada", "person/bob"]
    assert edge["via"] == ("project/loom", "technology/cards")
    assert set(edge["claims"]) == set(claims)


def test_of_a_sentence_about_two_events_only_those_at_the_same_one_gave_a_talk(claim):
    claims = [claim(f"person/{who}", "spokeAbout", "project/loom") for who in "abc"]
    for who, event in (("a", "fair"), ("b", "fair"), ("c", "expo")):
        claims.append(claim(f"person/{who}", "spokeAt", f"event/{event}"))
    graph = project(claims, "people-people")
    assert {(a, b): data["kinds"] for a, b, data in graph.edges(data=True)} == {
        ("person/a", "person/b"): ("same event", "same talk")
    }


@pytest.mark.parametrize(
    ("statement", "joined"),
    [
        (("person/ada", "spokeAt", "event/fair"), True),
        (("person/ada", "organizes", "event/fair"), True),
        (("person/ada", "attends", "event/fair"), True),
        (("company/acme", "attends", "event/fair"), False),
        (("person/ada", "spokeAbout", "project/loom"), False),
    ],
)
def test_people_and_events_are_joined_by_being_there(statement, joined, claim):
    assert bool(project([claim(*statement)], "people-events")) is joined


@pytest.mark.parametrize(
    ("statement", "joined"),
    [
        (("project/a", "integratesWith", "project/b"), True),
        (("project/a", "uses", "project/b"), True),
        (("project/a", "partOf", "project/b"), True),
        (("project/a", "develops", "project/b"), True),
        (("project/a", "alternativeTo", "project/b"), False),
        (("project/a", "implements", "technology/t"), False),
        (("project/a", "integratesWith", "technology/t"), False),
    ],
)
def test_projects_are_joined_by_working_together_and_not_by_being_alternatives(
    statement, joined, claim
):
    assert bool(project([claim(*statement)], "projects-projects")) is joined


def test_technologies_are_joined_by_who_one_document_says_has_to_do_with_both(claim):
    claims = [
        claim("project/loom", "implements", "technology/cards"),
        claim("project/loom", "uses", "technology/steam", confidence=0.6),
        claim("technology/oil", "integratesWith", "project/loom"),
        claim("person/ada", "spokeAbout", "technology/cards"),
        claim("project/loom", "implements", "technology/gears", document="other"),
        claim("technology/cards", "integratesWith", "technology/gears", confidence=0.4),
    ]
    graph = project(claims, "technologies")
    assert edges(graph) == {
        ("technology/cards", "technology/gears"): 0.4,
        ("technology/cards", "technology/oil"): 0.5,
        ("technology/cards", "technology/steam"): 0.3,
        ("technology/oil", "technology/steam"): 0.3,
    }
    edge = graph.edges["technology/cards", "technology/steam"]
    assert (edge["kinds"], edge["via"]) == (("named together",), ("project/loom",))


def test_events_are_joined_by_who_was_at_both_and_tell_when(claim):
    claims = [
        claim("person/ada", "spokeAt", "event/fair", day="2012-05-01"),
        claim("person/ada", "attends", "event/expo", document="b", day="2013-05-01"),
        claim("company/acme", "sponsors", "event/fair", day="2012-05-01"),
        claim("company/acme", "organizes", "event/expo", document="b", day="2013-05-01"),
        claim("event/camp", "coLocatedWith", "event/expo", document="b", day="2013-05-01"),
        claim("event/lone", "locatedIn", "place/ghent", document="c", day="2014-05-01"),
    ]
    graph = project(claims, "events")
    assert {(a, b): data["kinds"] for a, b, data in graph.edges(data=True)} == {
        ("event/camp", "event/expo"): ("coLocatedWith",),
        ("event/expo", "event/fair"): ("same body", "same person"),
    }
    assert graph.edges["event/expo", "event/fair"]["via"] == ("company/acme", "person/ada")
    walked = sorted(graph, key=lambda event: (graph.nodes[event]["first"], event))
    assert walked == ["event/fair", "event/camp", "event/expo", "event/lone"]


def test_a_node_tells_the_first_and_the_last_day_of_all_that_is_claimed_of_it(claim):
    claims = [
        claim("person/ada", "uses", "project/loom", day="2012-05-01"),
        claim("person/ada", "worksFor", "company/acme", document="b", day="2015-05-01"),
        claim("person/ada", "uses", "project/loom", status="planned", day="2019-05-01"),
        claim("person/bob", "uses", "project/engine", document="c"),
    ]
    nodes = project(claims, "people-projects").nodes
    ada, bob = nodes["person/ada"], nodes["person/bob"]
    assert (ada["first"], ada["last"]) == (date(2012, 5, 1), date(2015, 5, 1))
    assert (bob["first"], bob["last"]) == (None, None)


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
    assert graph.nodes["company/acme"] == {
        "label": "Acme",
        "type": "Company",
        "weight": 2,
        "first": date(2012, 1, 1),
        "last": date(2013, 2, 1),
    }
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
            ("spokeAbout", f"technology/t{n % 6}"),
            ("uses", f"technology/t{n % 5}"),
        )
    ]
    shuffled = claims.copy()
    random.Random(7).shuffle(shuffled)  # noqa: S311
    one, other = project(claims, view), project(shuffled, view)
    assert list(one.nodes(data=True)) == list(other.nodes(data=True))
    assert list(one.edges(data=True)) == list(other.edges(data=True))
    assert list(one) == sorted(one)
