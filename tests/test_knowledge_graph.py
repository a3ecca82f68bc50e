"""The graph as people use it: found by name, asked, measured, drawn."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import networkx as nx
import pytest
import rdflib
from corpora import TWO, make_graph, sketched, write_corpus

import bacd_graph
from bacd_graph.errors import (
    GraphMissingError,
    NoPathError,
    QueryError,
    QueryTimeError,
    UnknownNameError,
)
from bacd_graph.knowledge_graph import KnowledgeGraph
from bacd_graph.model import EntityType, Predicate
from bacd_graph.reading import find_sources, read

ROOT = Path(bacd_graph.__file__).parent.parent
CORRECTIONS = '[[alias]]\nname = "Acme"\nalias = "Société Générale"\n'


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    place = tmp_path_factory.mktemp("graph")
    corpus = write_corpus(place / "corpus", TWO | {"corrections.toml": CORRECTIONS})
    with sketched():
        make_graph(corpus, place / "out").graph.close()
    return place / "out"


@pytest.fixture(scope="module")
def graph(folder):
    with bacd_graph.open(folder) as graph:
        yield graph


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("Ada", "person/ada"),
        ("ADA", "person/ada"),
        ("  ada ", "person/ada"),
        ("person/ada", "person/ada"),
        ("societe generale", "organization/acme"),
        ("Société  Générale", "organization/acme"),
        ("ac-me", "organization/acme"),
    ],
)
def test_an_entity_is_found_by_any_of_its_names_and_by_its_id(graph, name, id_):
    assert graph.entity(name).entity.id == id_
    assert graph.store.find(name) == (graph.store.terms.entity(id_),)


def test_a_name_of_several_entities_is_refused_with_the_ids_to_choose_from(graph):
    with pytest.raises(UnknownNameError) as error:
        graph.entity("bob")
    for id_ in ("person/bob (Person, Bob)", "person/bob-initech (Person, Bob)"):
        assert id_ in str(error.value)
    assert graph.entity("person/bob-initech").name == "Bob"


def test_an_unknown_name_is_answered_by_names_that_are_close(graph):
    with pytest.raises(UnknownNameError, match="did you mean 'Cloudy'"):
        graph.entity("Clowdy")
    with pytest.raises(UnknownNameError, match="check the spelling"):
        graph.entity("zzzzqqqq")
    with pytest.raises(UnknownNameError):
        graph.entity("")


def test_a_query_is_sparql_or_the_name_of_one(graph):
    rows = graph.query("SELECT ?name { ?p bacd:spokeAt ?e . ?p skos:prefLabel ?name }")
    assert sorted(rows) == [("Ada",), ("Bob",)]
    assert len(graph.query("speakers", event="ghentday")) == 2
    with pytest.raises(UnknownNameError, match="no named query 'nothing'"):
        graph.query("nothing")
    with pytest.raises(UnknownNameError, match="takes no values"):
        graph.query("SELECT * { ?s ?p ?o }", event="Ghentday")
    with pytest.raises(QueryError):
        graph.query("DROP ALL")


def test_a_query_that_is_stopped_tells_what_is_not_joined(graph):
    with pytest.raises(QueryTimeError, match=r"stopped; .*; nothing joins \?a and \?b to \?d"):
        graph.query("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", timeout=0.3)


def test_a_path_leads_over_asserted_claims(graph):
    steps = graph.path("Acme", "Cephy")
    assert [step.predicate for step in steps] == [
        Predicate.WORKS_FOR,
        Predicate.CONTRIBUTES_TO,
        Predicate.INTEGRATES_WITH,
    ]
    assert list(graph.path("Ada", "ada")) == []


def test_a_path_shows_itself_and_nothing_of_a_text_acts_in_a_page(graph):
    steps = graph.path("Acme", "Cephy")
    assert (steps.source.id, steps.target.id) == (
        graph.entity("Acme").entity.id,
        graph.entity("Cephy").entity.id,
    )
    assert len(steps) == 3
    assert next(iter(steps)) == steps[0]
    assert str(steps).splitlines()[:3] == [
        "Ada works for Acme",
        "  “Ada worksFor Acme.”",
        "  A Day in Ghent, 2013-01-31, asserted, 0.90",
    ]
    hostile = replace(steps[0], subject=replace(steps[0].subject, name="<script>"))
    assert "&lt;script&gt;" in replace(steps, claims=(hostile,))._repr_html_()
    assert "<script" not in replace(steps, claims=(hostile,))._repr_html_()
    assert "no step is needed" in graph.path("Ada", "ada")._repr_html_()


def test_no_path_is_an_error_of_its_own(quick, tmp_path):
    text = "Ada worksFor Acme.\n\nZoe worksFor Elsewhere.\n"
    corpus = write_corpus(tmp_path / "corpus", {"a.md": text})
    with (
        make_graph(corpus, tmp_path / "out").graph as graph,
        pytest.raises(NoPathError, match="no chain of asserted claims leads from Ada to Zoe"),
    ):
        graph.path("Ada", "Zoe")


def test_networks_measures_and_rdf_are_of_the_same_graph(graph):
    network = graph.network("people-projects")
    assert nx.is_frozen(network)
    assert network.has_edge("person/ada", graph.entity("project/cloudy").entity.id)
    measures = graph.measures(limit=3)
    assert len(measures.central) == 3
    assert measures.bus_factors[0].people == ("person/ada",)
    assert "<h4>Central in ecosystem</h4>" in measures._repr_html_()
    assert isinstance(graph.rdf, rdflib.Dataset)
    assert len(graph.rdf) == len({quad.triple for quad in graph.store.quads()})
    assert graph.validate() == ()
    with pytest.raises(UnknownNameError, match="no view"):
        graph.network("nothing")


def test_a_picture_is_a_figure(graph):
    assert graph.draw("ecosystem").axes
    assert graph.draw("neighbourhood", "Ada").axes


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("nothing",), "no picture 'nothing'"),
        (("neighbourhood",), "give its name"),
        (("ecosystem", "Ada"), "leave 'Ada' out"),
        (("neighbourhood", "Nobody at all"), "no entity"),
    ],
)
def test_a_picture_that_there_is_not_is_refused(graph, arguments, words):
    with pytest.raises(UnknownNameError, match=words):
        graph.draw(*arguments)


def test_the_values_are_those_of_the_documents(graph):
    assert [info.title for info in graph.documents] == ["A Day in Gent", "A Day in Ghent"]
    assert {e.type for e in graph.entities} >= {EntityType.PERSON, EntityType.EVENT}
    assert len(graph.claims) == 10


def test_a_text_is_one_of_a_document_that_was_read(graph):
    assert graph.text("recap") == graph.texts["recap"]
    assert graph.text("recap").text.startswith("A Day in Ghent\nAda\n")
    for id_ in ("nothing", "", "\ud800"):
        with pytest.raises(UnknownNameError, match=r"is not in this graph; use an id of"):
            graph.text(id_)


def test_a_corrections_file_has_no_text(quick, tmp_path):
    row = '[[add]]\nsubject = "Ada"\npredicate = "contributesTo"\nobject = "Rook"\n'
    row += 'object_type = "Project"\n'
    corpus = write_corpus(tmp_path / "corpus", TWO | {"corrections.toml": row})
    with make_graph(corpus, tmp_path / "out").graph as graph:
        assert {info.id for info in graph.documents} - {*graph.texts} == {"corrections"}
        with pytest.raises(UnknownNameError, match="'corrections' has no text"):
            graph.text("corrections")


def test_a_graph_without_texts_says_so(graph):
    bare = KnowledgeGraph(graph.store)
    assert bare.texts == {}
    with pytest.raises(UnknownNameError, match="without the texts of its documents"):
        bare.text("recap")


def test_the_texts_are_closed_with_the_graph(folder):
    with bacd_graph.open(folder) as graph:
        assert graph.text("recap")
    with pytest.raises(GraphMissingError, match="open the graph again"):
        graph.text("recap")


def test_each_text_of_the_corpus_is_marked_with_what_the_graph_says_of_it(corpus_graph):
    sources = {source.id: source for source in find_sources([ROOT / "corpus"])}
    with bacd_graph.open(corpus_graph) as graph:
        entities = {entity.id: entity for entity in graph.entities}
        assert {*graph.texts} == {*sources}
        for id_, marked in graph.texts.items():
            document = read(sources[id_])
            assert (marked.text, marked.blocks) == (document.text, document.blocks)
            for start, end, entity in marked.names:
                assert " ".join(marked.text[start:end].split()) in entities[entity].names
            for start, end, passage in marked.passages:
                assert " ".join(marked.text[start:end].split()) == passage.text
            named = {e.id for e in entities.values() if id_ in e.documents}
            assert {name.entity for name in marked.names} == named
            said = {p for c in graph.claims if c.document.id == id_ for p in c.passages}
            assert {span.passage for span in marked.passages} == said


LIGHT = """
import sys
_, graph, out = sys.argv
heavy = ("matplotlib", "networkx", "pandas", "rdflib", "requests", "spacy", "trafilatura")

def run(*arguments):
    sys.argv = ["x", *arguments]
    try:
        main()
    except SystemExit as end:
        assert not end.code

def tell(step):
    print("after", step, [name for name in heavy if name in sys.modules])

import bacd_graph
tell("import")
from bacd_graph.cli import main
run("--help")
tell("help")
run("query", "ASK { ?s ?p ?o }", "--graph", graph)
tell("query")
bacd_graph.open(graph).entity("Ada")
tell("entity")
run("export", "--format", "nquads", "--out", out, "--graph", graph)
tell("export")
# What a build needs to find that nothing changed.
import bacd_graph.building.making
tell("build")
"""


def test_what_is_light_imports_nothing_heavy(folder, tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", LIGHT, folder, tmp_path / "all.nq"],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    told = [line for line in done.stdout.splitlines() if line.startswith("after ")]
    steps = ("import", "help", "query", "entity", "export", "build")
    assert told == [f"after {step} []" for step in steps]


def test_entities_are_searched_by_name(graph):
    finds = graph.search("generale")
    assert [(find.entity.id, find.name) for find in finds] == [
        ("organization/acme", "Société Générale")
    ]
    assert [find.entity.id for find in graph.search("acmee", limit=1)] == ["organization/acme"]
