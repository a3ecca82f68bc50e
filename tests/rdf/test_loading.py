"""A file of RDF becomes a graph in memory, whoever wrote it."""

import os

import pytest

from bacd_graph.errors import DataFileError
from bacd_graph.rdf import loading
from bacd_graph.rdf.loading import load_file

TURTLE = "@prefix ex: <http://example.org/> . ex:ada ex:knows ex:bob ; ex:name 'Ada' ."
TRIPLES = "<http://example.org/ada> <http://example.org/knows> <http://example.org/bob> .\n"
XML = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns:ex="http://example.org/"><rdf:Description rdf:about="http://example.org/ada">'
    '<ex:knows rdf:resource="http://example.org/bob"/></rdf:Description></rdf:RDF>'
)


def written(folder, name, text):
    path = folder / name
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.ttl", TURTLE),
        ("A.TTL", TURTLE),
        ("a.n3", TURTLE),
        ("a.trig", f"<http://example.org/g> {{ {TRIPLES} }}"),
        ("a.nt", TRIPLES),
        ("a.nq", TRIPLES.replace(" .", " <http://example.org/g> .")),
        ("a.rdf", XML),
        ("a.owl", XML),
        ("a.jsonld", '{"@id":"http://example.org/ada","http://example.org/knows":'
         '{"@id":"http://example.org/bob"}}'),
    ],
)  # fmt: skip
def test_the_ending_tells_the_format(tmp_path, name, text):
    store = load_file(written(tmp_path, name, text))
    rows = store.query("SELECT ?a ?b { ?a <http://example.org/knows> ?b }")
    assert list(rows) == [("http://example.org/ada", "http://example.org/bob")]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("a.csv", "a,b", "does not end as a file of RDF does; give one with .jsonld"),
        ("a.ttl", "<a:b", "is no Turtle"),
        ("a.jsonld", '{"@context":"http://example.org/context"}', "is no JSON-LD"),
        ("a.nt", "<< " * 200_000, "triples within triples"),
    ],
)
def test_a_file_that_holds_no_rdf_is_told(tmp_path, name, text, words):
    path = written(tmp_path, name, text)
    with pytest.raises(DataFileError) as caught:
        load_file(path)
    assert str(caught.value).startswith(str(path))
    assert words in str(caught.value)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(DataFileError, match=r"cannot be read \(No such file"):
        load_file(tmp_path / "none.ttl")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_a_pipe_is_no_file_and_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.ttl")
    with pytest.raises(DataFileError, match="is no usual file; give one of RDF"):
        load_file(tmp_path / "pipe.ttl")


def test_a_string_without_an_end_is_refused_in_no_time(tmp_path):
    path = written(tmp_path, "graph.nt", '<a:s> <a:p> "' + '\\"' * 100_000)
    with pytest.raises(DataFileError, match=r"graph\.nt"):
        load_file(path)


def test_a_file_is_bounded_by_bytes_and_by_quads(tmp_path, monkeypatch):
    path = written(tmp_path, "a.ttl", "<a:s> <a:p> 1, 2, 3 .")
    monkeypatch.setattr(loading, "MOST_QUADS", 3)
    assert len(load_file(path)) == 3
    monkeypatch.setattr(loading, "MOST_QUADS", 2)
    with pytest.raises(DataFileError, match="more than 2 quads; serve it"):
        load_file(path)
    monkeypatch.setattr(loading, "LARGEST", 4)
    with pytest.raises(DataFileError, match="larger than 0 MiB; serve it"):
        load_file(path)
