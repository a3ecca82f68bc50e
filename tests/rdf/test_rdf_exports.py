import json
from hashlib import sha256

import hostile
import pytest
from pyld import jsonld
from pyoxigraph import NamedNode, Quad, RdfFormat, parse
from rdflib import Dataset, Graph
from rdflib.namespace import DCTERMS, RDF, VOID
from rdflib_terms import quads_of, triples

from bacd_graph.errors import BuildError, UnknownNameError
from bacd_graph.rdf import (
    Run,
    create_store,
    describe,
    write,
    write_jsonld,
    write_nquads,
    write_trig,
    write_turtle,
)
from bacd_graph.rdf.names import bacd, rdfs, skos

RUN = Run.made_with("0.1.0", "no model", "no gazetteer")

WHOLE = [
    (write_trig, RdfFormat.TRIG),
    (write_nquads, RdfFormat.N_QUADS),
    (write_jsonld, RdfFormat.JSON_LD),
]


@pytest.mark.parametrize(("writer", "format_"), WHOLE)
def test_a_whole_export_holds_every_quad(tmp_path, quads, writer, format_):
    writer(quads, tmp_path / "graph")
    assert set(parse(path=str(tmp_path / "graph"), format=format_)) == set(quads)


@pytest.mark.parametrize("writer", [write_trig, write_nquads, write_jsonld, write_turtle])
def test_the_same_graph_gives_the_same_bytes(tmp_path, quads, writer):
    shuffled = sorted(quads, key=lambda q: sha256(str(q).encode()).digest())
    for name, source in (
        ("a", quads),
        ("b", shuffled),
        ("c", create_store(None, shuffled)),
        ("d", create_store(tmp_path / "store", quads)),
    ):
        writer(source, tmp_path / name)
    assert len({(tmp_path / name).read_bytes() for name in "abcd"}) == 1


def test_turtle_holds_what_is_asserted_with_types_and_names(tmp_path, quads):
    write_turtle(quads, tmp_path / "graph.ttl")
    graph = Graph().parse(tmp_path / "graph.ttl", format="turtle")
    predicates = {str(p).rpartition("/")[2].rpartition("#")[2] for p in graph.predicates()}
    assert predicates == {
        *("type", "label", "prefLabel", "altLabel"),
        *("worksFor", "spokeAt", "spokeAbout", "contributesTo", "develops", "integratesWith"),
        *("uses", "sponsors", "coLocatedWith", "hiresFor"),
        *("title", "description", "rights", "conformsTo"),
    }
    text = (tmp_path / "graph.ttl").read_text("utf-8")
    assert "person:ada a schema:Person , bacd:Person" in text
    assert "document:" not in text.replace("@prefix document:", "")
    (dataset,) = graph.subjects(RDF.type, VOID.Dataset)
    assert set(graph.subjects(DCTERMS.title)) == {dataset}
    assert "graph.ttl has the asserted statements alone" in graph.value(
        dataset, DCTERMS.description
    )
    assert "implements" not in text


def test_what_is_stated_twice_stands_once_in_turtle(tmp_path):
    node, uses = NamedNode("http://example.org/a"), "https://w3id.org/bacd-graph/vocab#uses"
    twice = [Quad(node, NamedNode(uses), node, NamedNode(f"http://example.org/{g}")) for g in "bc"]
    write_turtle(twice, tmp_path / "graph.ttl")
    assert (tmp_path / "graph.ttl").read_text("utf-8").count("bacd:uses") == 1


def test_a_file_is_written_whole_or_not_at_all(tmp_path, quads):
    path = tmp_path / "graph.trig"
    path.write_text("old")

    def broken():
        yield quads[0]
        raise RuntimeError("killed")

    with pytest.raises(RuntimeError, match="killed"):
        write_trig(broken(), path)
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["graph.trig"]


def test_where_nothing_can_be_written_is_named(tmp_path, quads):
    (tmp_path / "file").write_text("")
    with pytest.raises(BuildError, match=r"file/graph\.trig: cannot be written"):
        write_trig(quads, tmp_path / "file" / "graph.trig")


def test_an_unknown_format_gets_an_offer(tmp_path):
    with pytest.raises(UnknownNameError, match="jsonld, nquads, trig, turtle"):
        write([], tmp_path / "graph", "docx")


# Read back by readers of another make: rdflib for all, and PyLD for JSON-LD

HOSTILE = list(describe([hostile.INFO], hostile.ENTITIES, hostile.STATEMENTS, RUN))


@pytest.fixture(params=["usual", "hostile"])
def whole(request, quads):
    return {"usual": quads, "hostile": HOSTILE}[request.param]


@pytest.mark.parametrize(
    ("format_", "theirs"), [("trig", "trig"), ("nquads", "nquads"), ("jsonld", "json-ld")]
)
def test_rdflib_reads_every_quad(tmp_path, whole, format_, theirs):
    write(whole, tmp_path / "graph", format_)
    dataset = Dataset()
    dataset.parse(tmp_path / "graph", format=theirs)
    assert set(dataset.quads()) == quads_of(whole)


def test_rdflib_reads_every_asserted_triple_and_name(tmp_path, whole):
    write_turtle(whole, tmp_path / "graph.ttl")
    read = set(Graph().parse(tmp_path / "graph.ttl", format="turtle"))
    assert read < triples(whole)
    names = (skos.prefLabel, skos.altLabel, rdfs.label, bacd.uses)
    told = triples(quad for quad in whole if quad.predicate in names)
    assert {triple for triple in read if triple[1] in {p for _, p, _ in told}} == told


def test_pyld_reads_every_quad_of_the_json_ld_and_fetches_nothing(tmp_path, whole):
    def fetch(url, options):
        raise AssertionError(f"{url} is fetched")

    write_jsonld(whole, tmp_path / "graph.jsonld")
    document = json.loads((tmp_path / "graph.jsonld").read_text("utf-8"))
    read = jsonld.to_rdf(document, {"documentLoader": fetch})
    assert {
        (quad["subject"]["value"], quad["predicate"]["value"], quad["object"]["value"], graph)
        for graph, found in read.items()
        for quad in found
    } == {(q.subject.value, q.predicate.value, q.object.value, q.graph_name.value) for q in whole}
