"""The query operation of the SPARQL 1.1 Protocol, as its W3C cases have it, in our words."""

from threading import get_ident
from urllib.parse import quote

import pytest
from served import DATA

from bacd_graph.serving import asked, endpoint

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
RESULTS = ("application/sparql-results+json", "application/sparql-results+xml")
TABLES = (*RESULTS, "text/csv", "text/tab-separated-values")
GRAPHS = ("text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json")


def at(*fields):
    """The path of the endpoint with these fields in it."""
    return "/sparql?" + "&".join(f"{name}={quote(value, safe='')}" for name, value in fields)


def default(*numbers):
    return [("default-graph-uri", DATA.format(number)) for number in numbers]


def named(*numbers):
    return [("named-graph-uri", DATA.format(number)) for number in numbers]


def typed(number):
    return f"<{DATA.format(number)}> a ?type"


BOTH = f"ASK {{ {typed(1)} . {typed(2)} . }}"
APART = f"GRAPH ?g1 {{ {typed(1)} }} GRAPH ?g2 {{ {typed(2)} }}"


@pytest.mark.parametrize(
    ("method", "path", "kind", "body"),
    [
        ("GET", at(("query", "ASK {}"), *default(0)), None, None),
        ("POST", at(*default(0)), FORM, "query=ASK%20%7B%7D"),
        ("POST", "/sparql", QUERY, "ASK {}"),
        ("GET", at(("query", BOTH), *default(1, 2)), None, None),
        ("POST", at(*default(1, 2)), QUERY, BOTH),
        ("POST", "/sparql", FORM, at(("query", BOTH), *default(1, 2)).partition("?")[2]),
        ("GET", at(("query", f"ASK {{ {APART} }}"), *named(1, 2)), None, None),
        ("POST", at(*named(1, 2)), QUERY, f"ASK {{ {APART} }}"),
        ("POST", at(*default(3), *named(1, 2)), QUERY, f"ASK {{ {typed(3)} {APART} }}"),
        ("POST", at(*named(1, 2)), QUERY, f"ASK FROM <{DATA.format(3)}> {{ {APART} }}"),
    ],
)
def test_a_query_is_true_of_the_graphs_that_the_request_chooses(three, method, path, kind, body):
    headers = {"Content_Type": kind} if kind else {}
    status, text = three.send(method, path, body and body.encode(), **headers)
    assert (status, text) == (200, '{"head":{},"boolean":true}')


@pytest.mark.parametrize(
    ("path", "query"),
    [
        (at(*default(1)), BOTH),
        (at(*named(1, 2)), BOTH),
        (at(*default(1, 2)), f"ASK {{ {APART} }}"),
        (at(*default(3), *named(1)), f"ASK {{ {APART} }}"),
        (at(*default(1)), f"ASK FROM <{DATA.format(2)}> {{ {typed(2)} }}"),
        (at(*named(1)), f"ASK FROM <{DATA.format(3)}> {{ {typed(3)} }}"),
    ],
)
def test_a_query_sees_no_other_graph_than_those_chosen(three, path, query):
    assert three.send("POST", path, query.encode(), Content_Type=QUERY) == (
        200,
        '{"head":{},"boolean":false}',
    )


def test_without_a_choice_the_default_graph_is_all_graphs(three):
    assert three.ask(f"ASK {{ {typed(1)} . {typed(3)} . {APART} }}").json()["boolean"] is True


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("SELECT (1 AS ?value) {}", TABLES),
        ("ASK {}", RESULTS),
        ("DESCRIBE <http://example.org/>", GRAPHS),
        ("CONSTRUCT { <s> <p> 1 } WHERE {}", GRAPHS),
    ],
)
def test_an_answer_has_a_media_type_of_its_form(three, query, kinds):
    status, _ = three.send("POST", at(*default(0)), query.encode(), Content_Type=QUERY)
    assert status == 200
    assert three.ask(query).headers["Content-Type"].partition(";")[0] in kinds


UPDATE = "application/sparql-update"


@pytest.mark.parametrize(
    ("method", "path", "kind", "body", "expected"),
    [
        ("PUT", at(("query", "ASK {}")), FORM, "", 405),
        ("DELETE", at(("query", "ASK {}")), None, "", 405),
        ("GET", at(("query", "ASK {}"), ("query", "SELECT * {}")), None, "", 400),
        ("POST", at(("query", "ASK {}")), QUERY, "ASK {}", 400),
        ("POST", "/sparql", "text/plain", "ASK {}", 415),
        ("POST", "/sparql", None, "query=ASK%20%7B%7D", 415),
        ("POST", "/sparql", None, "ASK {}", 415),
        ("POST", "/sparql", f"{QUERY}; charset=UTF-16", "ASK {}", 415),
        ("POST", "/sparql", QUERY.ljust(asked.LONGEST_TYPE + 1, ";"), "ASK {}", 415),
        ("POST", "/sparql", FORM, "", 400),
        ("GET", at(("query", "ASK {")), None, "", 400),
        ("GET", at(("update", "CLEAR ALL")), None, "", 403),
        ("GET", at(("query", "CLEAR ALL")), None, "", 400),
        ("POST", "/sparql", FORM, "update=CLEAR%20NAMED", 403),
        ("POST", "/sparql", FORM, "update=CLEAR%20NAMED&update=CLEAR%20DEFAULT", 403),
        ("POST", "/sparql", FORM, "update=CLEAR%20XYZ", 403),
        ("POST", "/sparql", UPDATE, "CLEAR NAMED", 403),
        ("POST", "/sparql", "text/plain", "CLEAR NAMED", 415),
        ("POST", "/sparql", None, "update=CLEAR%20NAMED", 415),
        ("GET", at(("query", "ASK {}"), ("default-graph-uri", "no iri")), None, "", 400),
        ("GET", "/sparql?query=%FF", None, "", 400),
        ("GET", at(("query", "ASK { SERVICE <http://localhost/> {} }")), None, "", 400),
    ],
)
def test_what_is_no_query_is_refused_in_one_sentence(three, method, path, kind, body, expected):
    headers = {"Content_Type": kind} if kind else {}
    status, text = three.send(method, path, body.encode(), **headers)
    assert status == expected
    assert text.endswith("\n")
    assert text.count("\n") == 1


def test_a_body_that_is_not_utf_8_is_refused(three):
    status, text = three.send("POST", "/sparql", b"ASK {} # \xff", Content_Type=QUERY)
    assert (status, text) == (
        400,
        "the query is not UTF-8 (byte 9); send it in that encoding\n",
    )


def test_a_type_that_is_too_long_is_not_taken_apart(three, monkeypatch):
    monkeypatch.setattr(asked, "_content_type", None)
    kind = 'a/b;"' + ";" * 60_000
    status, text = three.send("POST", "/sparql", b"ASK {}", Content_Type=kind)
    assert (status, text.partition(";")[0]) == (
        415,
        "the Content-Type is longer than 200 characters",
    )


def test_others_are_answered_while_a_long_request_is_read(three, monkeypatch):
    threads = {}

    def noted(module, name):
        work = getattr(module, name)

        def note(*args, **options):
            threads[name] = get_ident()
            return work(*args, **options)

        monkeypatch.setattr(module, name, note)

    for module, name in ((asked, "parse_qsl"), (endpoint, "form"), (endpoint, "choose")):
        noted(module, name)
    assert three.send("POST", "/sparql", b"query=ASK%20%7B%7D", Content_Type=FORM)[0] == 200
    # What is written is chosen in the thread that answers everybody.
    assert threads["choose"] not in {threads["parse_qsl"], threads["form"]}


def test_a_relative_iri_is_one_of_the_graph(three):
    answer = three.ask("ASK { FILTER(STR(<entity/x>) = 'https://w3id.org/bacd-graph/entity/x') }")
    assert answer.json()["boolean"] is True
