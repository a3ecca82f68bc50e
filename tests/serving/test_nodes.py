"""The IRIs that have no page: RDF for a program, and what there is for a browser."""

from urllib.parse import urljoin

import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from bacd_graph import open as open_graph
from bacd_graph.rdf.names import bacd, prov, rdf
from bacd_graph.rdf.terms import HASH_DIGITS

BASE = "https://w3id.org/bacd-graph/"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
FORMATS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/rdf+xml": RdfFormat.RDF_XML,
}


@pytest.fixture(scope="module")
def quads(folder):
    """Everything that the graph holds."""
    with open_graph(folder) as graph:
        return list(graph.store.quads())


@pytest.fixture(scope="module")
def statement(quads):
    """The path of a statement."""
    typed = (q.subject.value for q in quads if q.predicate == rdf.type)
    return min(node for node in typed if "/statement/" in node).removeprefix(BASE)


@pytest.fixture(scope="module")
def run(quads):
    """The path of the run."""
    return next(q.subject.value for q in quads if q.object == bacd.Run).removeprefix(BASE)


def triples(server, path, kind="text/turtle"):
    answer = server.get(path, kind)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"].partition(";")[0] == kind
    assert "Accept" in answer.headers["Vary"]
    return {quad.triple for quad in parse(answer.content, format=FORMATS[kind])}


def within(quads, graph):
    return {quad.triple for quad in quads if quad.graph_name.value == BASE + graph}


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("path", ["graph/entities", "graph/run", "document/recap"])
def test_the_iri_of_a_graph_gives_what_it_holds(server, quads, path, kind):
    assert triples(server, path, kind) == within(quads, path) != set()


def test_that_of_a_document_is_that_of_its_passages(server):
    found = triples(server, "document/recap")
    passages = {t.subject for t in found if t.object == bacd.Passage}
    derived = {t.object for t in found if t.predicate == prov.wasDerivedFrom}
    assert passages == derived != set()
    assert {node.value.partition("#")[0] for node in passages} == {f"{BASE}document/recap"}


@pytest.mark.parametrize("kind", FORMATS)
def test_a_statement_comes_with_its_passages(server, quads, statement, kind):
    node = NamedNode(BASE + statement)
    passages = {q.object for q in quads if q.subject == node and q.predicate == prov.wasDerivedFrom}
    described = {q.triple for q in quads if q.subject in {node, *passages}}
    assert triples(server, statement, kind) == described
    assert passages


def test_a_browser_is_sent_to_the_statement_on_the_page_of_its_document(server, quads, statement):
    document = next(q.graph_name for q in quads if q.subject.value == BASE + statement)
    answer = server.get(statement, BROWSER, allow_redirects=False)
    assert answer.status_code == 303
    there = urljoin(BASE + statement, answer.headers["Location"])
    assert there == f"{document.value}#statement={statement.partition('/')[2]}"
    assert not answer.headers["Location"].startswith(("http", "/"))
    assert server.get(statement, BROWSER).status_code == 200


def test_the_dataset_comes_with_its_parts(server, quads):
    node = f"{BASE}dataset"
    described = {q.triple for q in quads if q.subject.value.partition("#")[0] == node}
    assert triples(server, "dataset") == described
    assert {t.subject.value for t in described} > {node, f"{node}#bacd:Statement"}


def test_the_run_tells_what_made_the_graph(server, quads, run):
    assert triples(server, run) == {q.triple for q in quads if q.subject.value == BASE + run}


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize(
    ("path", "subject"),
    [
        ("vocab", bacd.worksFor),
        ("vocab/0.1.0", bacd.worksFor),
        ("shapes", NamedNode(f"{BASE}shapes#Person")),
    ],
)
def test_the_vocabulary_and_the_shapes_answer(server, path, subject, kind):
    assert any(t.subject == subject for t in triples(server, path, kind))


@pytest.mark.parametrize("path", ["graph/run", "dataset", "vocab/0.1.0", "shapes"])
@pytest.mark.parametrize("accept", [BROWSER, "*/*", None])
def test_a_browser_gets_turtle_of_what_has_no_page(server, path, accept):
    answer = server.get(path, accept)
    assert answer.headers["Content-Type"] == "text/turtle; charset=utf-8"
    assert list(parse(answer.content, format=RdfFormat.TURTLE))


@pytest.mark.parametrize(
    "path",
    [
        f"statement/{'0' * HASH_DIGITS}",
        "statement/",
        "statement/recap",
        "statement/a%3Cb",
        "graph/none",
        "graph/",
        "graph/%FF%3C%00",
        "run/none",
        "vocab/9.9.9",
    ],
)
@pytest.mark.parametrize(("accept", "lines"), [(BROWSER, None), ("text/turtle", 1)])
def test_what_is_not_in_the_graph_is_not_found(server, path, accept, lines):
    status, text = server.send("GET", f"/{path}", Accept=accept)
    assert status == 404
    assert text.startswith("<!doctype html>") if lines is None else text.count("\n") == lines


def test_a_graph_that_does_not_describe_itself_has_no_dataset(three):
    assert three.get("dataset").status_code == 404


@pytest.mark.parametrize("path", ["statement", "graph/run", "dataset", "vocab", "run"])
def test_a_form_that_there_is_not_is_refused(server, statement, run, path):
    path = {"statement": statement, "run": run}.get(path, path)
    assert server.get(path, "image/png").status_code == 406


def test_how_a_path_is_encoded_makes_no_difference(server):
    status, text = server.send("GET", "/graph/%72un", Accept="application/n-triples")
    assert status == 200
    assert f"<{BASE}dataset>" in text


def test_a_description_that_is_too_large_is_refused(server, monkeypatch):
    monkeypatch.setattr("bacd_graph.serving.asking.MAX_ROWS", 5)
    answer = server.get("graph/entities", "text/turtle")
    assert answer.status_code == 500
    assert answer.text.startswith("this takes more than ")
    assert answer.text.endswith(" triples; ask for parts of it at /sparql\n")


def test_every_iri_of_the_graph_below_its_base_answers(server, quads):
    nodes = {term for q in quads for term in (*q.triple, q.graph_name)}
    paths = {
        node.value.removeprefix(BASE).partition("#")[0]
        for node in nodes
        if isinstance(node, NamedNode) and node.value.startswith(BASE)
    }
    assert {path.partition("/")[0] for path in paths} == {
        *("dataset", "document", "entity", "graph", "run", "statement", "vocab"),
    }
    for path in paths:
        assert server.send("GET", f"/{path}", Accept="application/n-triples")[0] == 200
