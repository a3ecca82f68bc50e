"""What an endpoint does beyond queries that go well: forms, its description, limits, origins."""

import json
import re
import threading

import pytest
import requests
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse
from served import publish, served

from bacd_graph.serving import asking
from bacd_graph.serving.asked import LARGEST

SELECT = "SELECT ?name { ?person bacd:worksFor ?company ; skos:prefLabel ?name } ORDER BY ?name"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
CONSTRUCT = "CONSTRUCT { ?person foaf:name ?name } WHERE { ?person skos:prefLabel ?name }"


@pytest.mark.parametrize(
    ("query", "accept", "kind", "within"),
    [
        (SELECT, None, "application/sparql-results+json", '"value":"Ada"'),
        (SELECT, "*/*", "application/sparql-results+json", '"value":"Ada"'),
        (SELECT, BROWSER, "text/html; charset=utf-8", f'"query":{json.dumps(SELECT)}'),
        ("ASK {}", BROWSER, "text/html; charset=utf-8", '"query":"ASK {}"'),
        ("ASK { broken", BROWSER, "text/html; charset=utf-8", '"query":"ASK { broken"'),
        ("CLEAR ALL", BROWSER, "text/html; charset=utf-8", '"query":"CLEAR ALL"'),
        (SELECT, "application/json", "application/json", '"value":"Ada"'),
        (SELECT, "application/sparql-results+xml", "application/sparql-results+xml", "<literal>"),
        (SELECT, "text/csv", "text/csv; charset=utf-8", "name\r\nAda\r\n"),
        (SELECT, "text/*", "text/csv; charset=utf-8", "name\r\nAda\r\n"),
        (SELECT, "text/tab-separated-values", "text/tab-separated-values; charset=utf-8", '"Ada"'),
        ("ASK {}", "application/sparql-results+xml", "application/sparql-results+xml", "true"),
        (CONSTRUCT, None, "text/turtle; charset=utf-8", 'foaf:name "Ada"'),
        (CONSTRUCT, "application/n-triples", "application/n-triples", '/name> "Ada" .'),
        (CONSTRUCT, "application/ld+json", "application/ld+json", '"@value":"Ada"'),
        (CONSTRUCT, "application/rdf+xml", "application/rdf+xml", ">Ada</foaf:name>"),
        (
            "DESCRIBE person:ada",
            "text/turtle;q=0.1, application/ld+json",
            "application/ld+json",
            "",
        ),
    ],
)
def test_an_answer_has_the_form_that_is_wanted_most(server, query, accept, kind, within):
    answer = server.ask(query, accept)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == kind
    assert "Accept" in answer.headers["Vary"]
    assert within in answer.text


@pytest.mark.parametrize(
    ("query", "accept"),
    [
        (SELECT, "text/turtle"),
        (SELECT, "application/sparql-results+json;q=0"),
        (CONSTRUCT, "text/csv"),
        ("ASK {}", "image/png"),
    ],
)
def test_a_form_that_an_answer_does_not_have_is_refused(server, query, accept):
    answer = server.ask(query, accept)
    assert answer.status_code == 406
    assert answer.text.startswith("this cannot be had in a form that is accepted; accept one of ")


def test_a_head_has_the_head_of_the_answer_and_no_body(server):
    got = server.ask(SELECT)
    head = requests.head(server.url + "sparql", params={"query": SELECT}, timeout=60)
    assert (head.status_code, head.content) == (200, b"")
    for name in ("Content-Type", "Content-Length", "Vary"):
        assert head.headers[name] == got.headers[name]


def test_without_a_query_the_endpoint_describes_itself(server):
    answer = server.get("sparql", "application/n-triples")
    said = {(q.predicate.value.partition("#")[2], q.object) for q in triples(answer.content)}
    sd = "http://www.w3.org/ns/sparql-service-description#"
    assert ("endpoint", NamedNode(server.url + "sparql")) in said
    assert ("supportedLanguage", NamedNode(f"{sd}SPARQL11Query")) in said
    assert ("feature", NamedNode(f"{sd}UnionDefaultGraph")) in said
    assert ("name", NamedNode("https://w3id.org/bacd-graph/document/recap")) in said


def triples(nt):
    return parse(nt, format=RdfFormat.N_TRIPLES)


def test_a_browser_finds_an_editor_to_ask_by(server):
    page = server.get("sparql", BROWSER)
    assert re.search(r'<script type="module" src="\./assets/sparql-\w+\.js"></script>', page.text)
    assert '"query":null' in page.text


def test_a_browser_that_posts_a_query_finds_it_and_its_graphs_in_the_editor(server):
    graph = "https://w3id.org/bacd-graph/document/recap"
    form = {"query": "ASK {}", "default-graph-uri": graph}
    page = requests.post(server.url + "sparql", form, headers={"Accept": BROWSER}, timeout=9)
    assert f'"query":"ASK {{}}","graphs":{{"default":["{graph}"],"named":[]}}' in page.text


def test_a_body_that_is_too_large_is_refused(server):
    body = b"ASK {} #" + b"x" * LARGEST
    status, text = server.send("POST", "/sparql", body, Content_Type="application/sparql-query")
    assert (status, text) == (413, "the body is larger than 4,194,304 bytes; shorten the query\n")


def test_a_query_that_is_too_long_to_parse_is_refused(server):
    body = b"ASK {} #" + b"x" * 1_000_000
    status, text = server.send("POST", "/sparql", body, Content_Type="application/sparql-query")
    assert status == 400
    assert "longer than 1,000,000 characters" in text


DEEP = 100_000


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {'{' * DEEP}{'}' * DEEP}",
        f"SELECT * {{ FILTER({'(' * DEEP}1{')' * DEEP}) }}",
        f"SELECT * {{ FILTER({'!' * DEEP}true) }}",
        f"SELECT * {{ FILTER(1{'+1' * DEEP} > 2) }}",
    ],
    ids=["groups", "parentheses", "operators", "a chain"],
)
@pytest.mark.parametrize("accept", ["*/*", "image/png"])
def test_a_query_that_is_nested_too_deeply_is_refused(server, query, accept):
    kind = "application/sparql-query"
    answer = server.send("POST", "/sparql", query.encode(), Content_Type=kind, Accept=accept)
    told = "the query is nested too deeply, or chains too many parts; simplify it\n"
    assert answer == (400, told)


NODES = [NamedNode(f"http://example.org/{n}") for n in range(330)]
CROSS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def crossed(tmp_path_factory):
    """The folder of a graph whose cross products are large."""
    quads = [Quad(node, node, Literal("x"), node) for node in NODES]
    return publish(tmp_path_factory.mktemp("heavy"), quads)


@pytest.fixture(scope="module")
def heavy(crossed):
    """A server of it, with ten seconds for a query: on a busy machine many take long to begin."""
    with served(crossed, timeout=10) as server:
        yield server


def test_a_query_that_takes_too_long_is_cut_while_others_are_answered(crossed):
    with served(crossed, timeout=4) as server:
        cut = []
        long = [threading.Thread(target=lambda: cut.append(server.ask(CROSS))) for _ in range(3)]
        for thread in long:
            thread.start()
        while any(thread.is_alive() for thread in long):
            assert server.ask("ASK {}").json()["boolean"] is True
    assert {answer.status_code for answer in cut} == {504}
    assert cut[0].text == (
        "the query ran longer than 4 s and was stopped; "
        "narrow it, add LIMIT, or allow more time (--timeout)\n"
    )


def test_more_long_queries_than_there_is_room_for_are_put_off(heavy):
    said = []
    many = [threading.Thread(target=lambda: said.append(heavy.ask(CROSS))) for _ in range(12)]
    for thread in many:
        thread.start()
    for thread in many:
        thread.join()
    assert {answer.status_code for answer in said} == {503, 504}
    assert {answer.headers.get("Retry-After") for answer in said} == {"2", None}
    assert heavy.ask("ASK {}").status_code == 200


def test_an_answer_of_too_many_rows_is_refused(heavy, monkeypatch):
    monkeypatch.setattr(asking, "MAX_ROWS", 100)
    answer = heavy.ask("SELECT * { ?a ?b ?c }")
    assert answer.status_code == 500
    assert answer.text == "the query gives more than 100 rows; narrow it or add LIMIT\n"


def test_an_answer_is_compressed_for_who_can_read_it(heavy):
    query = "SELECT * { ?a ?b ?c }"
    answer = heavy.ask(query)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(json.loads(answer.text)["results"]["bindings"]) == len(NODES)
