"""The named queries as SPARQL, with values for their parameters."""

import pytest

ADA = "<https://w3id.org/bacd-graph/entity/person/ada>"


@pytest.mark.parametrize(
    ("path", "within"),
    [
        ("queries/employers", "SELECT ?personName ?company"),
        ("queries/employers?person=Ada", f"VALUES ?person {{ {ADA} }}"),
        ("queries/employers?person=person:ada&company=", f"VALUES ?person {{ {ADA} }}"),
        ("queries/changes?since=2013", 'VALUES ?since { "2013-01-01"^^'),
    ],
)
def test_a_named_query_has_its_text_with_the_values(server, path, within):
    answer = server.get(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/sparql-query"
    assert within in answer.text
    assert server.ask(answer.text).status_code == 200


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("queries/employer", 404, "no named query 'employer'; did you mean 'employers'?"),
        ("queries/employers?x=1", 404, "the query 'employers' has no parameter 'x'; it has: "),
        ("queries/employers?person=Nobody", 404, "no entity of this graph is named 'Nobody'"),
        ("queries/changes?since=soon", 400, "'soon' does not fit parameter 'since': give a day"),
        (f"queries/employers?person={'x' * 1_001}", 400, "a value is longer than 1,000 characters"),
    ],
)
def test_what_cannot_be_filled_in_is_told(server, path, status, said):
    answer = server.get(path)
    assert answer.status_code == status
    assert answer.text.startswith(said)


def test_a_value_stays_a_value(server):
    answer = server.get("queries/document", params={"id": '" } SERVICE <http://x/> { "'})
    assert answer.status_code == 200
    assert server.ask(answer.text).json()["results"]["bindings"] == []
