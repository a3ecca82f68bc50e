from dataclasses import replace
from importlib.resources import files

import pytest
from pyoxigraph import Literal, NamedNode, Quad
from rdflib import Graph, URIRef
from rdflib.namespace import SH

from bacd_graph.errors import ShapeError
from bacd_graph.model import SIGNATURES, Entity, EntityType, Predicate
from bacd_graph.rdf import BASE, Run, Terms, bacd, check, create_store, describe, validate
from bacd_graph.rdf.names import dcat, dcterms, prov, rdf, rdfs, schema, shortened, skos, void, xsd
from bacd_graph.rdf.schema_org import CLASSES
from bacd_graph.rdf.soundness import sound_nodes

RUN = Run.made_with("0.1.0", "m", "g")
T = Terms()
RECAP = T.document("recap")
ADA, DAY = T.entity("person/ada"), T.entity("event/engine-day")
ENGINE, CARDS = T.entity("project/engine"), T.entity("technology/cards")
RUN_NODE = T.run(RUN.id)
RUN_OF_ALL = T.run(Run.made_with("0.1.0", "no model", "no gazetteer").id)
KNOWS = NamedNode("http://example.org/knows")
OPENING = NamedNode(f"{BASE}document/recap#char=0,22")
ENTITIES = T.entity_graph
DATASET, PERIOD, ABOUT_ALL = T.dataset, T.of_dataset("period"), T.run_graph
PERSONS, LABELS = T.of_dataset("bacd:Person"), T.of_dataset("rdfs:label")
FEWER = Literal("-1", datatype=xsd.integer)
LATE = Literal("2020-01-01", datatype=xsd.date)


@pytest.fixture
def spoke(world):
    """The node of the statement that Ada spoke at Engine Day, as the recap says."""
    return next(
        T.statement(s)
        for s in world.statements
        if (s.document_id, s.subject, s.predicate) == ("recap", "person/ada", Predicate.SPOKE_AT)
    )


def shapes_of(quads):
    return {violation.shape for violation in validate(quads)}


def test_a_described_world_keeps_the_shapes(quads, store):
    assert validate(quads) == ()
    assert validate(store) == ()
    check(store)


def test_a_graph_with_a_threshold_keeps_the_shapes(strict):
    assert validate(strict) == ()


def test_below_the_threshold_nothing_may_be_plain_and_from_it_on_all_that_is_asserted(strict_quads):
    lacking = filter(_without(ADA, bacd.spokeAt), strict_quads)
    assert shapes_of(lacking) == {"assertedIsPlain"}
    unsure = Quad(ADA, bacd.contributesTo, ENGINE, RECAP)
    assert shapes_of([*strict_quads, unsure]) == {"unsureIsNotPlain"}
    denied = Quad(ENGINE, bacd.implements, CARDS, RECAP)
    assert shapes_of([*strict_quads, denied]) == {"deniedIsNotPlain"}


@pytest.mark.parametrize("value", [Literal("0.8"), Literal("-1", datatype=xsd.decimal)], ids=str)
def test_a_threshold_is_one_share(quads, value):
    assert shapes_of([*quads, Quad(RUN_OF_ALL, bacd.threshold, value, T.run_graph)]) == {"Run"}


def test_every_relation_the_model_allows_keeps_the_shapes(world):
    kinds = list(EntityType)
    entities = [
        Entity(f"{kind.lower()}/{n}", f"{kind} {n}", kind, (f"{kind} {n}",), ("recap",))
        for kind in kinds
        for n in (1, 2)
    ]
    statements = [
        replace(
            world.statements[5],
            subject=f"{s.lower()}/1",
            predicate=predicate,
            object=f"{o.lower()}/2",
        )
        for predicate, pairs in SIGNATURES.items()
        for s, o in pairs
    ]
    assert validate(describe(world.infos, entities, statements, RUN)) == ()


@pytest.mark.parametrize("predicate", list(Predicate))
def test_a_relation_of_wrong_types_breaks_its_shape(world, predicate):
    # Nothing joins a place to a person.
    ends = {"subject": "place/london", "object": "person/ada"}
    wrong = replace(world.statements[5], predicate=predicate, **ends)
    found = validate(describe(world.infos, world.entities, [wrong], RUN))
    assert {v.shape for v in found} == {"fittingTypes", predicate[0].upper() + predicate[1:]}
    assert any(v.label == f"London {predicate} Ada Lovelace" for v in found)


# What is taken away, what is put in, and the shapes that then break.
def _without(subject, predicate):
    return lambda q: not (q.subject == subject and q.predicate == predicate)


PLANTED = [
    (_without(ADA, skos.prefLabel), [], {"Entity"}),
    (_without(ADA, rdfs.label), [(ADA, rdfs.label, Literal("Eve"), ENTITIES)], {"Entity"}),
    (None, [(ADA, skos.prefLabel, Literal("Eve"), ENTITIES)], {"Entity"}),
    (None, [(ADA, skos.altLabel, Literal("Ada Lovelace"), ENTITIES)], {"Entity"}),
    (None, [(DAY, rdf.type, bacd.Place, ENTITIES)], {"Entity", "Place"}),
    (None, [(OPENING, bacd.text, Literal("Another text."), RECAP)], {"Passage"}),
    (_without(OPENING, bacd.text), [(OPENING, bacd.text, Literal(""), RECAP)], {"Passage"}),
    (_without(OPENING, bacd.start), [], {"Passage"}),
    (
        _without(OPENING, bacd.start),
        [(OPENING, bacd.start, Literal("22", datatype=xsd.integer), RECAP)],
        {"Passage"},
    ),
    (
        _without(OPENING, bacd.start),
        [(OPENING, bacd.start, Literal("-1", datatype=xsd.integer), RECAP)],
        {"Passage"},
    ),
    (
        _without(OPENING, bacd.end),
        [(OPENING, bacd.end, Literal("22", datatype=xsd.decimal), RECAP)],
        {"Passage"},
    ),
    (_without(OPENING, dcterms.isPartOf), [], {"Passage", "ownPassage"}),
    (_without(OPENING, rdf.type), [], {"Statement"}),
    (_without(RECAP, bacd.sha256), [], {"Document"}),
    (_without(RECAP, bacd.path), [], {"Document"}),
    (_without(RECAP, dcterms.identifier), [], {"Document"}),
    (_without(RECAP, prov.wasGeneratedBy), [], {"Document"}),
    (None, [(RECAP, bacd.sha256, Literal("abc"), RECAP)], {"Document"}),
    (None, [(RECAP, dcterms.title, Literal("Another title"), RECAP)], {"Document"}),
    (_without(RECAP, dcterms.date), [(RECAP, dcterms.date, Literal("2013"), RECAP)], {"Document"}),
    (_without(RECAP, schema.url), [(RECAP, schema.url, ADA, RECAP)], {"Document"}),
    (_without(RUN_NODE, bacd.model), [], {"Run"}),
    (_without(RUN_NODE, rdf.type), [(RUN_NODE, rdf.type, bacd.Run, T.run_graph)], {"Run"}),
    (_without(DATASET, dcterms.title), [], {"Dataset"}),
    (_without(DATASET, dcterms.rights), [], {"Dataset"}),
    (_without(DATASET, dcterms.conformsTo), [], {"Dataset"}),
    (_without(DATASET, prov.wasGeneratedBy), [], {"Dataset"}),
    (_without(DATASET, rdf.type), [(DATASET, rdf.type, dcat.Dataset, ABOUT_ALL)], {"Dataset"}),
    (_without(DATASET, dcterms.hasPart), [], {"Dataset", "Document"}),
    (_without(DATASET, dcterms.source), [], {"Dataset"}),
    (None, [(DATASET, dcterms.hasPart, ADA, ABOUT_ALL)], {"Dataset"}),
    (None, [(DATASET, dcterms.license, Literal("free"), ABOUT_ALL)], {"Dataset"}),
    (_without(DATASET, void.triples), [], {"Dataset"}),
    (_without(DATASET, void.entities), [(DATASET, void.entities, FEWER, ABOUT_ALL)], {"Dataset"}),
    (_without(PERSONS, void["class"]), [], {"ClassPartition"}),
    (
        _without(PERSONS, void.entities),
        [(PERSONS, void.entities, FEWER, ABOUT_ALL)],
        {"ClassPartition"},
    ),
    (_without(LABELS, void.property), [], {"PropertyPartition"}),
    (
        _without(LABELS, void.triples),
        [(LABELS, void.triples, FEWER, ABOUT_ALL)],
        {"PropertyPartition"},
    ),
    (_without(PERIOD, dcat.endDate), [], {"Period"}),
    (_without(PERIOD, dcat.startDate), [(PERIOD, dcat.startDate, LATE, ABOUT_ALL)], {"Period"}),
    (_without(ADA, bacd.spokeAt), [], {"assertedIsPlain"}),
    (None, [(ADA, bacd.spokeAbout, ENGINE, RECAP)], {"plainIsStated"}),
    (None, [(ADA, bacd.spokeAt, DAY, T.document("announcement"))], {"deniedIsNotPlain"}),
    (None, [(ENGINE, bacd.implements, CARDS, RECAP)], {"deniedIsNotPlain"}),
]  # fmt: skip


@pytest.mark.parametrize(("keep", "added", "expected"), PLANTED)
def test_a_planted_violation_is_found(world, keep, added, expected):
    quads = describe(*world, RUN)
    kept = [q for q in quads if keep is None or keep(q)]
    assert shapes_of([*kept, *(Quad(*q) for q in added)]) == expected


@pytest.mark.parametrize(
    ("predicate", "value", "expected"),
    [
        (rdf.subject, None, {"Statement"}),
        (rdf.object, None, {"Statement"}),
        (rdf.predicate, None, {"Statement"}),
        (rdf.predicate, KNOWS, {"Statement", "assertedIsPlain", "fittingTypes"}),
        (bacd.status, None, {"Statement"}),
        (bacd.status, NamedNode("http://example.org/maybe"), {"Statement"}),
        (bacd.confidence, None, {"Statement"}),
        (bacd.confidence, Literal("1.5", datatype=xsd.decimal), {"Statement"}),
        (bacd.confidence, Literal("0.5"), {"Statement"}),
        (prov.wasDerivedFrom, None, {"Statement"}),
        (prov.wasDerivedFrom, NamedNode(f"{BASE}document/announcement#char=0,14"), {"ownPassage"}),
    ],
)  # fmt: skip
def test_a_statement_lacks_nothing(quads, spoke, predicate, value, expected):
    kept = [q for q in quads if _without(spoke, predicate)(q)]
    added = [] if value is None else [Quad(spoke, predicate, value, RECAP)]
    # What is plain and rests on no whole statement is found as such, too.
    assert shapes_of(kept + added) - {"plainIsStated"} == expected


@pytest.mark.parametrize("kind", list(EntityType))
def test_an_entity_is_also_what_schema_org_calls_it(world, kind):
    entity = Entity(f"{kind.lower()}/x", "X", kind, ("X",), ())
    quads = describe(world.infos, [entity], [], RUN)
    kept = [q for q in quads if (q.predicate, q.object) != (rdf.type, CLASSES[kind])]
    (violation,) = validate(kept)
    assert (violation.shape, violation.label) == (kind.value, "X")
    assert "describe it anew" in violation.message


def test_a_violation_says_who_where_and_what(quads, spoke):
    wrong = Quad(spoke, bacd.confidence, Literal("7", datatype=xsd.decimal), RECAP)
    kept = [q for q in quads if _without(spoke, bacd.confidence)(q)]
    (violation,) = validate([*kept, wrong])
    assert str(violation) == (
        "Ada Lovelace spokeAt Engine Day (document recap): a statement has exactly one confidence, "
        "a decimal number from 0 to 1 [confidence: 7]"
    )
    with pytest.raises(ShapeError, match=r"in 1 places, first: Ada Lovelace spokeAt"):
        check([*kept, wrong])


def test_pyshacl_alone_finds_what_the_engine_finds(world):
    """The SPARQL constraints are standard SHACL: any validator may run shapes.ttl whole."""
    from pyshacl import validate as run_shacl
    from rdflib import Graph
    from rdflib.namespace import SH

    from bacd_graph.rdf.validation import _shapes

    wrong = replace(world.statements[5], subject="place/london")
    store = create_store(None, describe(world.infos, world.entities, [wrong], RUN))
    shapes, data = Graph() + _shapes(), Graph()
    data += store.dataset().triples((None, None, None))
    for named in (
        "ownPassage",
        "assertedIsPlain",
        "deniedIsNotPlain",
        "unsureIsNotPlain",
        "plainIsStated",
    ):
        # They look at graphs by name, which one graph alone does not have.
        shapes.remove(
            (None, SH.sparql, next(s for s in shapes.subjects() if str(s).endswith(named)))
        )
    _, report, _ = run_shacl(data, shacl_graph=shapes, inplace=True)
    components = {
        str(c).rpartition("#")[2] for c in report.objects(None, SH.sourceConstraintComponent)
    }
    assert "SPARQLConstraintComponent" in components
    assert shapes_of(store) == {"fittingTypes", "SpokeAt"}


def test_what_is_sound_is_most_of_a_whole_graph(store, world):
    parts = world.statements, store.passages(), world.entities
    assert len(sound_nodes(store.quads)) == sum(map(len, parts))


@pytest.mark.parametrize("predicate", [bacd.text, bacd.start, bacd.end, dcterms.isPartOf, rdf.type])
def test_a_passage_in_doubt_leaves_its_statements_in_doubt(quads, spoke, predicate):
    lacking = create_store(None, [q for q in quads if _without(OPENING, predicate)(q)])
    assert not {OPENING, spoke} & sound_nodes(lacking.quads)


@pytest.mark.parametrize(
    "planted",
    [
        (ADA, skos.altLabel, Literal("Ada Lovelace")),
        (ADA, skos.prefLabel, Literal("Eve")),
        (ADA, rdfs.label, Literal("Eve")),
        (ADA, rdf.type, bacd.Place),
        (ADA, bacd.uses, DAY),
        (ADA, bacd.uses, OPENING),
    ],
    ids=str,
)
def test_an_entity_in_doubt_leaves_others_sound(quads, store, planted):
    doubtful = sound_nodes(store.quads) - sound_nodes(
        create_store(None, [*quads, Quad(*planted, ENTITIES)]).quads
    )
    assert ADA in doubtful
    assert DAY not in doubtful


# What `soundness` takes for kept: a constraint that is added to these shapes has to go there too.
SOUND = {
    "Entity": {"rdf:type", "rdfs:label", "skos:altLabel", "skos:prefLabel"},
    "Statement": {
        *("bacd:confidence", "bacd:status", "prov:wasDerivedFrom"),
        *("rdf:object", "rdf:predicate", "rdf:subject"),
    },
    "Passage": {"bacd:end", "bacd:start", "bacd:text", "dcterms:isPartOf"},
    **{str(kind): set() for kind in EntityType},
}


@pytest.mark.parametrize("name", sorted(SOUND))
def test_what_is_judged_sound_is_all_that_its_shape_asks_for(name):
    shapes = Graph().parse(data=(files("bacd_graph") / "data" / "shapes.ttl").read_text("utf-8"))
    shape = URIRef(f"https://w3id.org/bacd-graph/shapes#{name}")
    parts = list(shapes.objects(shape, SH.property))
    paths = {str(shapes.value(part, SH.path)) for part in parts}
    assert {":".join(shortened(NamedNode(path))) for path in paths} == SOUND[name]
    asked = {str(p).rpartition("#")[2] for part in parts for p in shapes.predicates(part, None)}
    assert asked <= {
        *("path", "message", "minCount", "maxCount", "minLength", "datatype", "nodeKind", "class"),
        *("in", "equals", "disjoint", "lessThan", "minInclusive", "maxInclusive"),
        *("qualifiedValueShape", "qualifiedMaxCount"),
    }
    of_itself = {str(p).rpartition("#")[2] for p in shapes.predicates(shape, None)}
    assert of_itself <= {
        *("type", "targetClass", "nodeKind", "class", "pattern", "message", "property", "sparql"),
    }
