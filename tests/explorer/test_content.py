"""What the page knows of a graph."""

from dataclasses import replace

import pytest

from bacd_graph.explorer.content import content, most_mentioned
from bacd_graph.model import SYMMETRIC, EntityType, Predicate


@pytest.fixture
def data(graph):
    return content(graph.entities, graph.claims, graph.documents, limit=10)


def test_everything_is_there_and_refers_by_index(data, graph):
    assert len(data["entities"]) == len(graph.entities)
    assert len(data["claims"]) == len(graph.claims)
    ids = [entity["id"] for entity in data["entities"]]
    claim = next(c for c in data["claims"] if c["predicate"] == "worksFor")
    assert ids[claim["subject"]] == "person/ada"
    assert ids[claim["object"]] == "company/zoe"
    assert data["documents"][claim["document"]]["title"] == "A day in Ghent"
    assert data["passages"][claim["passages"][0]] == {
        "start": 10,
        "end": 43,
        "text": "Ada Byron from Zoë's Cloud spoke.",
    }
    assert data["omitted"] == {"entities": 0, "claims": 0}


def test_what_is_less_sure_than_asked_for_is_there_and_marked(graph):
    first, *others = graph.claims
    data = content(graph.entities, [replace(first, sure=False), *others], graph.documents, limit=10)
    assert [c["predicate"] for c in data["claims"] if not c["sure"]] == [first.predicate]
    assert len(data["claims"]) == len(graph.claims)


def test_order_of_what_comes_in_makes_no_difference(data, graph):
    backwards = (graph.entities[::-1], graph.claims[::-1], graph.documents[::-1])
    assert content(*backwards, limit=10) == data


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://example.org/a", "https://example.org/a"),
        ("http://example.org", "http://example.org"),
        ("javascript:alert(1)", None),
        ("JavaScript:alert(1)", None),
        (" javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("/relative", None),
        ("http://[", None),
        ("", None),
        (None, None),
    ],
)
def test_only_web_addresses_become_links(url, shown, graph):
    info = replace(graph.documents[0], url=url)
    assert content((), (), [info], limit=10)["documents"][0]["url"] == shown


def test_over_the_limit_the_least_mentioned_are_left_out(graph):
    kept = most_mentioned(graph.entities, graph.claims, 2)
    assert [entity.id for entity in kept] == ["person/ada", "project/ceph"]
    data = content(graph.entities, graph.claims, graph.documents, limit=2)
    assert data["omitted"] == {"entities": 2, "claims": 4}
    assert {claim["predicate"] for claim in data["claims"]} == {"contributesTo"}


def test_every_type_and_predicate_has_its_words(data):
    labels = data["labels"]
    assert list(labels["types"]) == list(EntityType)
    assert list(labels["predicates"]) == list(Predicate)
    same = {predicate for predicate, (to, back) in labels["predicates"].items() if to == back}
    assert same == SYMMETRIC
