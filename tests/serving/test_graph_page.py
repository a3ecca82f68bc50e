"""The addresses of the graph page: itself, its graph, and the quotes of a tie."""

import pytest
import requests

from bacd_graph import knowledge_graph


def fetch(server, **headers):
    """The graph, asked for with these headers."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return requests.get(f"{server.url}graph.json", headers=named, timeout=60)


def test_the_page_asks_for_the_graph_itself(server):
    answer = server.get("graph")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].startswith("text/html")
    assert "assets/graph-" in answer.text
    assert "Ada" not in answer.text


def test_the_graph_has_all_but_the_quotes(server, folder):
    data = fetch(server).json()
    with knowledge_graph.open(folder) as graph:
        assert [e["id"] for e in data["entities"]] == sorted(e.id for e in graph.entities)
        assert len(data["claims"]) == len(graph.claims)
    assert len(data["places"]) == len(data["entities"])
    assert data["passages"] == []


def test_the_graph_is_compressed_for_who_takes_that(server):
    packed, plain = (fetch(server, Accept_Encoding=coding) for coding in ("gzip", "identity"))
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert packed.json() == plain.json()
    assert all("Accept-Encoding" in answer.headers["Vary"] for answer in (packed, plain))


@pytest.mark.parametrize("known", ["{}", "W/{}", '"other", {}'])
def test_who_has_the_graph_gets_it_not_again(known, server):
    tag = fetch(server).headers["ETag"]
    answer = fetch(server, If_None_Match=known.format(tag))
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["ETag"] == tag
    assert fetch(server, If_None_Match='"other"').status_code == 200


def test_quotes_of_a_tie_are_those_of_both_ends(server):
    data = server.get("quotes.json?one=person/bob&other=project/cloudy").json()
    assert {entity["id"] for entity in data["entities"]} == {"person/bob", "project/cloudy"}
    (claim,) = data["claims"]
    assert (claim["predicate"], claim["status"]) == ("contributesTo", "planned")
    assert [data["passages"][at]["text"] for at in claim["passages"]] == [
        "Bob contributesTo Cloudy?"
    ]
    assert data["documents"][claim["document"]]["date"] == "2014-02-01"
    turned = server.get("quotes.json?one=project/cloudy&other=person/bob").json()
    assert turned == data


def test_two_that_nothing_joins_have_no_quotes(server):
    data = server.get("quotes.json?one=person/ada&other=person/bob").json()
    assert data["claims"] == data["passages"] == []


@pytest.mark.parametrize("query", ["", "?one=person/ada", "?one=person/ada&other=person/nobody"])
def test_an_unknown_end_is_told(query, server):
    answer = server.get(f"quotes.json{query}")
    assert answer.status_code == 404
    assert "no entity of this graph has the id" in answer.text
