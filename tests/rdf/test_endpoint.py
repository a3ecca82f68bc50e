"""A SPARQL endpoint answers as a graph of ours does: a real one, and one that does as told."""

from urllib.parse import parse_qs

import graph_servers
import pytest
import requests
from graph_servers import Answer
from letting_go import assert_nothing_stays
from pyoxigraph import RdfFormat, serialize

from bacd_graph.errors import QueryError
from bacd_graph.rdf import endpoint as module
from bacd_graph.rdf.endpoint import Endpoint

TABLE = {"Content-Type": "application/sparql-results+json; charset=utf-8"}
GRAPH = {"Content-Type": "application/n-triples"}
ONE_ROW = b'{"head":{"vars":["a"]},"results":{"bindings":[{"a":{"type":"literal","value":"x"}}]}}'


@pytest.fixture(autouse=True)
def own_surroundings(monkeypatch, tmp_path):
    """No proxy and no ~/.netrc of whoever runs the tests."""
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))


# A real server


@pytest.fixture(scope="module")
def server(tmp_path_factory, quads):
    server = graph_servers.oxigraph(tmp_path_factory.mktemp("server"))
    server.start()
    body = serialize(quads, format=RdfFormat.N_QUADS)
    headers = {"Content-Type": "application/n-quads"}
    requests.post(server.store, data=body, headers=headers, timeout=30).raise_for_status()
    # Of other makers: their default graph is not the union of all.
    flat = serialize((q.triple for q in quads), format=RdfFormat.N_TRIPLES)
    headers = {"Content-Type": "application/n-triples"}
    requests.post(
        f"{server.store}?default", data=flat, headers=headers, timeout=30
    ).raise_for_status()
    yield server
    server.kill()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?name ?date { ?p bacd:worksFor ?c ; skos:prefLabel ?name . OPTIONAL { ?c ?x ?date"
        " FILTER(DATATYPE(?date) = xsd:date) } } ORDER BY ?name",
        "SELECT (COUNT(*) AS ?n) { ?s a bacd:Statement }",
        "ASK { person:ada bacd:worksFor ?c }",
        "ASK { person:ada bacd:worksFor person:ada }",
        "CONSTRUCT { ?p bacd:worksFor ?c } WHERE { ?p bacd:worksFor ?c }",
    ],
)
def test_an_endpoint_answers_what_the_graph_answers(server, store, query):
    found, own = Endpoint(server.sparql).query(query), store.query(query)
    assert (found.kind, found.columns) == (own.kind, own.columns)
    assert list(found) == list(own)
    assert len(found) > 0


def test_a_query_s_error_is_the_server_s_own_words(server):
    with pytest.raises(QueryError, match=r"answers 400 \(Bad Request: .+\); mend") as told:
        Endpoint(server.sparql).query("SELECT ?a { ?a ?b }")
    assert "\n" not in str(told.value)


# One that does as told


@pytest.fixture
def told():
    with graph_servers.told_server() as server:
        yield server


def asked_of(told):
    return parse_qs(told.bodies[-1].decode())["query"][0]


@pytest.mark.parametrize(
    ("query", "sent"),
    [
        ("ASK { ?a a foaf:Person }", "PREFIX foaf: <http://xmlns.com/foaf/0.1/> ASK {"),
        ("PREFIX foaf: <http://x/> ASK { ?a a foaf:Person }", "PREFIX foaf: <http://x/> ASK"),
        ("prefix foaf: <http://x/> ASK { ?a a foaf:Person }", "prefix foaf: <http://x/> ASK"),
        ("ASK { ?a ?b 'foaf:Person' }", "ASK {"),
        ("ASK { ?a a <foaf:Person> } # foaf:Person", "ASK {"),
        ("ASK { ?a a myfoaf:Person }", "ASK {"),
        ("ASK { ?a a schema:Person }", "ASK {"),
        ("ASK { SERVICE <http://example.org/> { ?a ?b ?c } }", "ASK { SERVICE"),
        ("PREFIX : <http://x/> ASK { ?a a :Person }", "PREFIX : <http://x/> ASK"),
    ],
)
def test_a_usual_prefix_is_declared_where_the_query_uses_it_and_does_not(told, query, sent):
    told.answers.append(Answer(200, TABLE, b'{"head":{},"boolean":true}'))
    assert Endpoint(told.url).query(query)
    assert asked_of(told).startswith(sent)
    assert asked_of(told).endswith(query)


@pytest.mark.parametrize("query", ["DROP ALL", "INSERT DATA { <a:b> <a:b> 1 }", "", "hello"])
def test_what_is_no_query_is_not_sent(told, query):
    with pytest.raises(QueryError):
        Endpoint(told.url).query(query)
    assert told.asked == []


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer(400, {"Content-Type": "text/plain"}, b"no { here\nline"), "400 (Bad Request: no {"),
        (
            Answer(400, {"Content-Type": "text/plain"}, b"queryStr=x\n\tMalformedException: no {"),
            "(Bad Request: MalformedException: no {); mend the query",
        ),
        (Answer(400, {"Content-Type": "text/html"}, b"<h1>x"), "400 (Bad Request); mend"),
        (Answer(400, {"Content-Type": "text/plain"}, b"\x1b[31m" * 999), "Request: �[31m�"),
        (Answer(401), "401 (Unauthorized); give the right user and password"),
        (Answer(404), "404 (Not Found); give the address of a SPARQL endpoint"),
        (Answer(405), "405 (Method Not Allowed); give the address of a SPARQL endpoint"),
        (Answer(500), "500 (Internal Server Error); ask again later"),
        (Answer(307, {"Location": "http://x/y?z=1"}), "it sends on to http://x/y; ask there if"),
        (Answer(0), "no answer (Remote end closed connection without response)"),
        (Answer(200, {"Content-Type": "text/html"}, b"<h1>x"), "it answers in 'text/html', not"),
        (Answer(200, {}, ONE_ROW), "it answers in 'nothing', not"),
        (Answer(200, TABLE, b"{"), "its answer cannot be read"),
        (Answer(200, TABLE, b'{"a":' * 100_000), "nested too deeply"),
        (Answer(200, TABLE, b"[" * 100_000), "nested too deeply"),
    ],
)
def test_a_refusal_is_one_sentence_with_the_address_and_without_the_password(told, answer, words):
    told.answers.extend([answer] * 9)
    with pytest.raises(QueryError) as caught:
        Endpoint(told.url.replace("://", "://ada:secret@")).query("SELECT ?a { ?a ?b ?c }")
    said = str(caught.value)
    assert said.startswith(f"{told.url}: ")
    assert words in said
    assert len(said) < 500
    assert "secret" not in said
    assert "\n" not in said


def test_triples_within_triples_are_refused_before_they_break_the_parser(told):
    told.answers.append(Answer(200, GRAPH, b"<a:s> <a:p> " + b"<<( <a:b> <a:b> " * 100_000))
    with pytest.raises(QueryError, match="nested too deeply"):
        Endpoint(told.url).query("CONSTRUCT WHERE { ?s ?p ?o }")


def test_nothing_stays_of_an_answer_that_cannot_be_read(told, monkeypatch):
    told.answers.append(Answer(200, TABLE, ONE_ROW.replace(b"x", b"a" * (17 << 20))))
    assert_nothing_stays(lambda: Endpoint(told.url).query("SELECT ?a { ?a ?b ?c }"), monkeypatch)


def test_an_answer_that_is_too_large_is_given_up(told, monkeypatch):
    monkeypatch.setattr(module, "LARGEST", 10)
    told.answers.append(Answer(200, TABLE, ONE_ROW))
    with pytest.raises(QueryError, match="over 10 bytes; narrow"):
        Endpoint(told.url).query("SELECT ?a { ?a ?b ?c }")


@pytest.mark.parametrize(
    ("query", "headers", "body"),
    [
        ("SELECT ?a { ?a ?b ?c }", TABLE, ONE_ROW.replace(b"}}]", b"}},{},{}]")),
        (
            "CONSTRUCT WHERE { ?a ?b ?c }",
            GRAPH,
            b"".join(b"<a:s> <a:p> <a:o%d> .\n" % n for n in range(3)),
        ),
    ],
)
def test_more_rows_than_are_taken_are_told(told, query, headers, body):
    told.answers.extend([Answer(200, headers, body)] * 2)
    assert len(Endpoint(told.url).query(query, max_rows=3)) == 3
    with pytest.raises(QueryError, match="gives more than 2 rows; narrow it or add LIMIT"):
        Endpoint(told.url).query(query, max_rows=2)


def test_an_answer_that_comes_too_late_is_not_taken_for_the_next_one(told):
    late, next_one = (ONE_ROW.replace(b'"x"', word) for word in (b'"late"', b'"next"'))
    told.answers.extend([Answer(200, TABLE, late, seconds=1.0), Answer(200, TABLE, next_one)])
    asked = Endpoint(told.url)
    with pytest.raises(QueryError, match=r"no answer \(it takes over 0.2 s\)"):
        asked.query("SELECT ?a { ?a ?b ?c }", timeout=0.2)
    assert list(asked.query("SELECT ?a { ?a ?b ?c }")) == [("next",)]


@pytest.mark.parametrize("url", ["nonsense", "ftp://ada:secret@x/y", "http://ada:secret@x:port/"])
def test_what_is_no_address_is_told_without_the_password(url):
    with pytest.raises(QueryError, match="no http") as caught:
        Endpoint(url)
    assert "secret" not in str(caught.value)
