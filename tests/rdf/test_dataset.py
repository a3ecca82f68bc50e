"""What a graph says of itself is what SPARQL counts in it."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from pyoxigraph import NamedNode
from rdflib import Dataset, URIRef
from rdflib.namespace import DCTERMS, PROV, RDF, VOID

from bacd_graph.errors import BuildError
from bacd_graph.model import EntityType
from bacd_graph.rdf import BASE, Run, Terms, create_store, describe, write_nquads
from bacd_graph.rdf.terms import check_licence

RUN = Run.made_with("0.1.0", "m", "g")
T = Terms()
# Everything but the description, whose nodes are {base}dataset and its parts.
REST = f'GRAPH ?graph {{ ?s ?p ?o FILTER(!STRSTARTS(STR(?s), "{BASE}dataset")) }}'


def values(store, select):
    return [tuple(row) for row in store.query(select)]


def said(store, property_):
    """What the dataset says by one property, as Python values."""
    asked = f"SELECT ?value {{ ?dataset a void:Dataset, dcat:Dataset ; {property_} ?value }}"
    return [value for (value,) in values(store, asked)]


@pytest.fixture(params=["store", "strict"])
def any_store(request):
    """With and without a threshold: what is a node alone must not be counted as more."""
    return request.getfixturevalue(request.param)


@pytest.mark.parametrize(
    ("property_", "counted"),
    [
        ("void:triples", f"SELECT (COUNT(*) AS ?n) {{ {REST} }}"),
        ("void:properties", f"SELECT (COUNT(DISTINCT ?p) AS ?n) {{ {REST} }}"),
        ("void:classes", f"SELECT (COUNT(DISTINCT ?o) AS ?n) {{ {REST} FILTER(?p = rdf:type) }}"),
        ("void:entities", "SELECT (COUNT(?s) AS ?n) { ?s skos:prefLabel ?o }"),
    ],
)
def test_a_count_is_what_sparql_counts(any_store, property_, counted):
    assert values(any_store, counted) == [tuple(said(any_store, property_))]


@pytest.mark.parametrize(
    ("partition", "term", "number", "counted"),
    [
        ("void:propertyPartition", "void:property", "void:triples", f"?p {{ {REST} }} GROUP BY ?p"),
        (
            "void:classPartition",
            "void:class",
            "void:entities",
            f"?o {{ {REST} FILTER(?p = rdf:type) }} GROUP BY ?o",
        ),
    ],
)
def test_each_class_and_property_is_counted(any_store, partition, term, number, counted):
    variable = counted[:2]
    described = f"SELECT ?of ?n {{ ?d {partition} [ {term} ?of ; {number} ?n ] }}"
    found = f"SELECT {variable} (COUNT(*) AS ?n) {counted.removeprefix(variable)}"
    assert sorted(values(any_store, described)) == sorted(values(any_store, found))


def test_every_document_is_a_part_and_a_source(store):
    documents = {T.document(info.id).value for info in store.documents()}
    assert len(documents) == 3
    assert {*said(store, "dcterms:hasPart")} == {*said(store, "dcterms:source")} == documents


def test_it_names_the_run_that_made_it_and_the_vocabulary_it_keeps_to(store):
    (run,) = said(store, "prov:wasGeneratedBy")
    assert values(store, f"SELECT ?version {{ <{run}> bacd:version ?version }}") == [("0.1.0",)]
    assert said(store, "dcterms:conformsTo") == ["https://w3id.org/bacd-graph/vocab/0.1.0"]
    assert "https://w3id.org/bacd-graph/vocab#" in said(store, "void:vocabulary")
    assert "https://schema.org/" in said(store, "void:vocabulary")


def test_it_gives_an_example_of_which_the_most_documents_speak(store):
    # Three documents speak of Babbage Engines and three of the Engine: the first by id.
    assert said(store, "void:exampleResource") == [T.entity("company/engines").value]
    assert said(store, "void:uriSpace") == [f"{BASE}entity/"]


def test_it_names_the_files_that_hold_it(store):
    asked = (
        "SELECT ?name ?type { ?d dcat:distribution [ dcterms:title ?name ; dcat:mediaType ?type ] }"
    )
    types = "https://www.iana.org/assignments/media-types/"
    assert sorted(values(store, asked)) == [
        ("graph.trig", f"{types}application/trig"),
        ("graph.ttl", f"{types}text/turtle"),
    ]


PERIOD = (
    "SELECT ?first ?last { ?d dcterms:temporal [ dcat:startDate ?first ; dcat:endDate ?last ] }"
)


def test_its_period_is_that_of_the_dated_documents(store):
    assert values(store, PERIOD) == [(date(2012, 11, 2), date(2013, 1, 31))]


def test_without_dates_there_is_no_period(world, graph):
    undated = graph([replace(info, date=None) for info in world.infos], world.entities)
    assert values(undated, PERIOD) == []
    assert len(said(undated, "dcterms:hasPart")) == 3
    assert not undated.query("ASK { ?period a dcterms:PeriodOfTime }")


@pytest.mark.parametrize(("documents", "title"), [(1, "1 document"), (3, "3 documents")])
def test_a_graph_without_entities_is_described_too(world, graph, documents, title):
    empty = graph(world.infos[:documents])
    assert said(empty, "dcterms:title") == [f"A knowledge graph of {title}"]
    assert said(empty, "void:entities") == [0]
    assert said(empty, "void:exampleResource") == []


def test_a_licence_is_said_where_there_is_one_and_the_rights_in_quotes_always(world):
    chosen = check_licence("https://creativecommons.org/licenses/by/4.0/")
    for licence in (None, chosen):
        store = create_store(None, describe(*world, RUN, licence=licence))
        assert said(store, "dcterms:license") == ([licence.value] if licence else [])
        (rights,) = said(store, "dcterms:rights")
        assert "remain their authors'" in rights


@pytest.mark.parametrize("licence", ["", "CC BY 4.0", "urn:free", "https://", "mine>"])
def test_what_is_no_address_is_no_licence(licence):
    with pytest.raises(BuildError, match=r"^licence "):
        check_licence(licence)


def test_a_clock_is_read_by_the_run_alone(world):
    started = Run.made_with("0.1.0", "m", "g", started=datetime(2026, 1, 2, 3, 4, 5))
    with_clock, without = (set(describe(*world, run)) for run in (started, RUN))
    gone = {str(quad.predicate) for quad in with_clock ^ without}
    assert "<http://www.w3.org/ns/prov#startedAtTime>" in gone
    # Beside it there is only what counts one triple and one property more.
    assert {name.rpartition("#")[2].rstrip(">") for name in gone} == {
        *("startedAtTime", "triples", "properties", "propertyPartition", "property")
    }


def test_the_same_world_is_described_by_the_same_bytes(world, tmp_path):
    for name in "ab":
        write_nquads(describe(*world, RUN), tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_it_has_no_blank_nodes_and_stands_in_the_graph_of_the_run(quads):
    about = [q for q in quads if q.subject.value.startswith(f"{BASE}dataset")]
    assert {q.graph_name for q in about} == {T.run_graph}
    assert all(isinstance(q.subject, NamedNode) for q in quads)


def test_other_tools_read_it(store, tmp_path):
    write_nquads(store, tmp_path / "graph.nq")
    dataset = Dataset(default_union=True)
    dataset.parse(tmp_path / "graph.nq", format="nquads")
    (node,) = dataset.subjects(RDF.type, VOID.Dataset)
    assert node == URIRef(T.dataset.value)
    assert int(dataset.value(node, VOID.entities)) == len(store.entities())
    assert len(list(dataset.objects(node, DCTERMS.hasPart))) == len(store.documents())
    run = dataset.value(node, PROV.wasGeneratedBy)
    assert (run, RDF.type, PROV.Activity) in dataset


def test_a_base_moves_it(world):
    base = "http://example.org/ours/"
    store = create_store(None, describe(*world, RUN, base))
    assert values(store, "SELECT ?d { ?d a void:Dataset }") == [(f"{base}dataset",)]
    assert said(store, "void:uriSpace") == [f"{base}entity/"]


def test_every_type_that_there_is_has_its_partition(store, world):
    kinds = {entity.type for entity in world.entities}
    assert kinds == {*EntityType}
    asked = "SELECT ?class { ?d void:classPartition/void:class ?class }"
    assert {class_.rpartition("#")[2] for (class_,) in values(store, asked)} >= kinds
