import stat
from hashlib import sha256

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse
from rdflib import Dataset, Graph
from rdflib.namespace import DCTERMS, RDF, VOID

from bacd_graph.errors import BuildError, UnknownNameError
from bacd_graph.rdf import create_store, write, write_jsonld, write_nquads, write_trig, write_turtle

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


def test_other_tools_read_the_json_ld(tmp_path, quads):
    write_jsonld(quads, tmp_path / "graph.jsonld")
    dataset = Dataset()
    dataset.parse(tmp_path / "graph.jsonld", format="json-ld")
    assert len(list(dataset.quads())) == len(quads)


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


def test_a_new_folder_is_made_and_the_file_can_be_read_by_all(tmp_path, quads):
    write(quads, tmp_path / "new" / "graph.trig", "trig")
    mode = (tmp_path / "new" / "graph.trig").stat().st_mode
    assert stat.S_IMODE(mode) == 0o644


def test_where_nothing_can_be_written_is_named(tmp_path, quads):
    (tmp_path / "file").write_text("")
    with pytest.raises(BuildError, match=r"file/graph\.trig cannot be written"):
        write_trig(quads, tmp_path / "file" / "graph.trig")


def test_an_unknown_format_gets_an_offer(tmp_path):
    with pytest.raises(UnknownNameError, match="jsonld, nquads, trig, turtle"):
        write([], tmp_path / "graph", "docx")
