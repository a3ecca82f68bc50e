import json
import re
from importlib.resources import files

import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, FOAF, OWL, RDF, RDFS, SH, SKOS, VANN

from bacd_graph.model import SIGNATURES, SYMMETRIC, EntityType, Mark, Predicate, Status
from bacd_graph.rdf import VOCABULARY, bacd, prefixes
from bacd_graph.rdf.names import VOCABULARY_VERSION, dcat, dcterms, shortened
from bacd_graph.rdf.schema_org import CLASSES, FORWARD, INVERSE

B = Namespace(VOCABULARY)


def load(name):
    return Graph().parse(data=(files("bacd_graph") / "data" / name).read_text("utf-8"))


@pytest.fixture(scope="module")
def vocabulary():
    return load("vocabulary.ttl")


@pytest.fixture(scope="module")
def shapes():
    return load("shapes.ttl")


def local(iri):
    assert str(iri).startswith(VOCABULARY)
    return str(iri).removeprefix(VOCABULARY)


def union(graph, node):
    """The types of a class: itself, or the members of its owl:unionOf."""
    members = graph.value(node, OWL.unionOf)
    return {local(node)} if members is None else set(map(local, Collection(graph, members)))


def sides(predicate):
    pairs = set(SIGNATURES[predicate])
    if predicate in SYMMETRIC:
        # What is symmetric has one class at both ends.
        pairs |= {(o, s) for s, o in pairs}
    return {s.value for s, _ in pairs}, {o.value for _, o in pairs}


def test_the_vocabulary_has_our_terms_and_no_other(vocabulary):
    defined = {local(s) for s in vocabulary.subjects(RDFS.isDefinedBy) if s in B}
    assert defined == set(bacd)


def test_it_is_an_ontology_with_a_version(vocabulary):
    (ontology,) = vocabulary.subjects(RDF.type, OWL.Ontology)
    version = vocabulary.value(ontology, OWL.versionInfo)
    assert str(vocabulary.value(ontology, OWL.versionIRI)) == f"{ontology}/{version}"
    assert f"{ontology}/{version}" == VOCABULARY_VERSION, "which each dataset names"
    assert f"{ontology}#" == VOCABULARY


@pytest.mark.parametrize(
    "saying",
    [
        *(DCTERMS.title, DCTERMS.abstract, DCTERMS.description, DCTERMS.creator, DCTERMS.license),
        *(DCTERMS.created, DCTERMS.modified),
        *(VANN.preferredNamespacePrefix, VANN.preferredNamespaceUri),
    ],
)
def test_it_says_what_it_is_by_whom_and_under_which_licence(vocabulary, saying):
    (ontology,) = vocabulary.subjects(RDF.type, OWL.Ontology)
    (said,) = vocabulary.objects(ontology, saying)
    assert str(said).strip()


@pytest.mark.parametrize("term", list(bacd))
def test_every_term_is_explained(vocabulary, term):
    for saying in (RDFS.label, SKOS.definition, SKOS.example, RDFS.isDefinedBy):
        (said,) = vocabulary.objects(B[term], saying)
        assert str(said).strip()
    kinds = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.NamedIndividual}
    assert len(kinds & {*vocabulary.objects(B[term], RDF.type)}) == 1


PROPERTIES = [term for term in bacd if term[0].islower() and term not in {*Status, *Mark}]


@pytest.mark.parametrize("term", PROPERTIES)
def test_every_property_says_what_it_joins(vocabulary, term):
    for side in (RDFS.domain, RDFS.range):
        (joined,) = vocabulary.objects(B[term], side)
        if joined != FOAF.Document and "XMLSchema#" not in str(joined):
            assert union(vocabulary, joined) <= {t for t in bacd if t[0].isupper()}


TIES = (
    *(RDFS.subClassOf, RDFS.subPropertyOf, OWL.equivalentClass),
    *(SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch),
)
# What no vocabulary of these has: a near miss would say what is not so.
UNTIED = {
    *("spokeAbout", "coLocatedWith", "uses", "integratesWith", "alternativeTo", "hiresFor"),
    *("status", "confidence", "path", "version", "model", "gazetteer", "threshold"),
    *("checked", "reason"),
}


def tied(vocabulary, term):
    """The IRIs that a term is tied to, also as the inverse of one."""
    ends = [end for tie in TIES for end in vocabulary.objects(B[term], tie)]
    named = [vocabulary.value(end, OWL.inverseOf, default=end) for end in ends]
    return {str(end) for end in named if isinstance(end, URIRef)}


@pytest.mark.parametrize("term", sorted({*bacd} - {*Status, *Mark}))
def test_a_term_is_tied_to_vocabularies_that_people_know_unless_none_has_it(vocabulary, term):
    known = ("schema.org/", "foaf/", "doap#", "ns/org#", "ns/prov#", "skos/core#", "ns/oa#")
    known += ("rdf-syntax-ns#", "purl.org/dc/terms/")
    ties = tied(vocabulary, term)
    assert bool(ties) == (term not in UNTIED)
    assert all(any(name in tie for name in known) for tie in ties)


@pytest.mark.parametrize("predicate", list(Predicate))
def test_a_relation_joins_what_the_model_says(vocabulary, predicate):
    domain = union(vocabulary, vocabulary.value(B[predicate], RDFS.domain))
    range_ = union(vocabulary, vocabulary.value(B[predicate], RDFS.range))
    assert (domain, range_) == sides(predicate)


def test_symmetric_relations_are_symmetric(vocabulary):
    found = {local(s) for s in vocabulary.subjects(RDF.type, OWL.SymmetricProperty)}
    assert found == {p.value for p in SYMMETRIC}


def test_statuses_are_the_models(vocabulary):
    assert {local(s) for s in vocabulary.subjects(RDF.type, B.Status)} == {s.value for s in Status}


def test_marks_are_the_models(vocabulary):
    assert {local(s) for s in vocabulary.subjects(RDF.type, B.Mark)} == {m.value for m in Mark}


@pytest.mark.parametrize(("predicate", "term"), FORWARD.items())
def test_what_is_said_in_schema_org_follows(vocabulary, predicate, term):
    assert (B[predicate], RDFS.subPropertyOf, URIRef(term.value)) in vocabulary


@pytest.mark.parametrize(("predicate", "term"), INVERSE.items())
def test_what_schema_org_says_the_other_way_follows(vocabulary, predicate, term):
    (super_,) = vocabulary.objects(B[predicate], RDFS.subPropertyOf)
    assert vocabulary.value(super_, OWL.inverseOf) == URIRef(term.value)


@pytest.mark.parametrize(("kind", "term"), CLASSES.items())
def test_a_class_is_one_of_schema_org(vocabulary, kind, term):
    ties = {
        *vocabulary.objects(B[kind], RDFS.subClassOf),
        *vocabulary.objects(B[kind], OWL.equivalentClass),
    }
    assert URIRef(term.value) in ties


def _types(shapes, node):
    """The types that a shape allows for its node: sh:class, or one of sh:or's."""
    one = {local(c) for c in shapes.objects(node, SH["class"]) if c in B}
    choices = shapes.value(node, SH["or"])
    return one or {local(shapes.value(n, SH["class"])) for n in Collection(shapes, choices)}


def _pairs(shapes, node, predicate):
    for part in shapes.objects(node, SH.property):
        if shapes.value(part, SH.path) == B[predicate]:
            for subject in _types(shapes, node):
                yield from ((subject, object_) for object_ in _types(shapes, part))


@pytest.mark.parametrize("predicate", list(Predicate))
def test_the_shape_of_a_relation_joins_what_the_model_says(shapes, predicate):
    (shape,) = shapes.subjects(SH.targetSubjectsOf, B[predicate])
    choices = shapes.value(shape, SH["or"])
    alternatives = [shape] if next(_pairs_or_none(shapes, shape, predicate), None) else []
    alternatives = alternatives or list(Collection(shapes, choices))
    got = {pair for node in alternatives for pair in _pairs(shapes, node, predicate)}
    assert got == {(s.value, o.value) for s, o in SIGNATURES[predicate]}


def _pairs_or_none(shapes, node, predicate):
    return (
        p for p in shapes.objects(node, SH.property) if shapes.value(p, SH.path) == B[predicate]
    )


def test_the_table_of_fitting_types_is_the_models(shapes):
    (select,) = shapes.objects(URIRef("https://w3id.org/bacd-graph/shapes#fittingTypes"), SH.select)
    rows = re.findall(r'"(\w+ \w+ \w+)"', str(select))
    expected = [f"{p} {s} {o}" for p in Predicate for s, o in SIGNATURES[p]]
    assert sorted(rows) == sorted(expected)


def test_shapes_list_all_relations_statuses_and_classes(shapes):
    lists = [set(map(local, Collection(shapes, node))) for node in shapes.objects(None, SH["in"])]
    assert {p.value for p in Predicate} in lists
    assert {s.value for s in Status} in lists
    assert {m.value for m in Mark} in lists
    assert {t.value for t in EntityType} in lists
    of_others = {URIRef(term.value) for term in (dcat.Dataset, dcterms.PeriodOfTime)}
    targets = set(map(local, {*shapes.objects(None, SH.targetClass)} - of_others))
    assert targets == {*EntityType, "Statement", "Passage", "Document", "Run"}


def test_every_shape_says_what_to_do(shapes):
    tested = {SH["class"], SH.datatype, SH.minCount, SH.maxCount, SH["in"], SH.select, SH.pattern}
    for node in {s for s, p, _ in shapes if p in tested}:
        assert _message(shapes, node), shapes.value(node, SH.path) or node


def _message(shapes, node):
    """The message of a shape, or of the one whose sh:or or qualified value it is a part of."""
    while node is not None:
        if (message := shapes.value(node, SH.message)) is not None:
            return message
        node = next(iter(shapes.subjects(None, node)), None)
    return None


def test_the_context_of_json_ld_knows_every_property(store):
    context = json.loads((files("bacd_graph") / "data" / "context.jsonld").read_text("utf-8"))
    known = {e["@id"] for e in context["@context"].values() if isinstance(e, dict)}
    assert {f"bacd:{term}" for term in PROPERTIES} <= known
    said = {":".join(shortened(quad.predicate)) for quad in store.quads()} - {"rdf:type"}
    assert {term for term in said if not term.startswith("schema:")} <= known
    namespaces = {k: v for k, v in context["@context"].items() if isinstance(v, str) and "://" in v}
    assert namespaces.items() <= prefixes().items()
