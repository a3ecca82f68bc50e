"""What is said of a query that was stopped: how to narrow it, and which part is not joined."""

import pytest

from bacd_graph.errors import QueryError, QueryLimitError, QueryTimeError
from bacd_graph.rdf import named_queries, prefixes
from bacd_graph.rdf.advice import advising, to_join

PAIRED = "nothing joins {} to {}: each of these is paired with all of those"


@pytest.mark.parametrize(
    ("sparql", "parts"),
    [
        ("SELECT * { ?a ?b ?c . ?d ?e ?f }", ("?a and ?b", "?d and ?e")),
        ("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }", ("?a and ?b", "?d and ?e")),
        ("ASK { ?a a bacd:Person . ?d bacd:uses ?f FILTER(?a != ?f) }", ("?a", "?d and ?f")),
        ("CONSTRUCT WHERE { ?a ?b ?c . ?d ?e ?f }", ("?a and ?b", "?d and ?e")),
        ("SELECT * { ?a ?b ?c OPTIONAL { ?d ?e ?f } }", ("?a and ?b", "?d and ?e")),
        ("SELECT * { GRAPH ?g { ?a a ?b } GRAPH ?h { ?d a ?f } }", ("?a and ?b", "?d and ?f")),
        ("SELECT * { ?a ?b ?c . { SELECT ?d { ?d a ?c } } }", None),
        ("SELECT * { ?a ?b ?c . ?c ?d ?e }", None),
        ("SELECT * { ?a ?b ?c . ?d ?e ?f . ?c ?g ?f }", None),
        ("SELECT * { GRAPH ?g { ?a a ?b } GRAPH ?g { ?d a ?f } }", None),
        ("SELECT * { ?a ?b ?c BIND(STR(?c) AS ?d) ?e ?f ?d }", None),
        ("SELECT * { ?a ?b ?c OPTIONAL { ?c ?e ?f } }", None),
        ("SELECT * { ?a ?b [ ?c ?d ] }", None),
        ("DESCRIBE <person:ada>", None),
        ("SELECT nonsense", None),
    ],
)
def test_patterns_that_share_no_variable_are_named(sparql, parts):
    assert to_join(sparql, prefixes()) == (PAIRED.format(*parts) if parts else "")


@pytest.mark.parametrize("name", named_queries())
def test_all_of_a_named_query_is_joined(name):
    assert to_join(named_queries()[name].text, prefixes()) == ""


@pytest.mark.parametrize("kind", [QueryLimitError, QueryTimeError])
def test_advice_follows_why_a_query_was_stopped(kind):
    with pytest.raises(kind, match=r"^too much; ask for less$"), advising(lambda: "ask for less"):
        raise kind("too much")
    with pytest.raises(kind, match=r"^too much$"), advising(lambda: ""):
        raise kind("too much")


def test_no_other_error_is_advised_on():
    with pytest.raises(QueryError, match=r"^a slip$"), advising(lambda: "ask for less"):
        raise QueryError("a slip")


def test_a_named_query_tells_which_parameters_narrow_it(store):
    with pytest.raises(QueryLimitError, match="'evidence' takes less with a value for one"):
        store.ask("evidence", max_rows=1)
    with pytest.raises(QueryLimitError, match=r"'evidence' takes less with a value for other$"):
        store.ask("evidence", {"one": "Ada Lovelace"}, max_rows=1)
    with pytest.raises(QueryLimitError, match=r"narrow it or add LIMIT$"):
        store.ask("dataset", max_rows=1)
