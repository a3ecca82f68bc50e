from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, RdfFormat, parse, serialize

from bacd_graph.errors import BuildError
from bacd_graph.model import (
    SIGNATURES,
    DocumentInfo,
    Entity,
    EntityType,
    Passage,
    Predicate,
    Statement,
    Status,
)
from bacd_graph.rdf import (
    BASE,
    Run,
    Terms,
    bacd,
    check_threshold,
    count_triples,
    create_store,
    describe,
)
from bacd_graph.rdf.names import prov, rdf, schema
from bacd_graph.rdf.schema_org import in_schema_org

RUN = Run.made_with("0.1.0", "m", "g")
T = Terms()


def plain(quads, document):
    """The triples between entities in a document's graph, as (subject, predicate, object)."""
    entity = f"{BASE}entity/"
    return {
        tuple(term.value.rpartition("/")[2] for term in q.triple)
        for q in quads
        if q.graph_name == T.document(document)
        and q.subject.value.startswith(entity)
        and q.object.value.startswith(entity)
    }


def test_an_asserted_statement_is_a_plain_triple_in_our_terms_and_schema_org(quads):
    assert {("ada", "vocab#spokeAt", "engine-day"), ("ada", "performerIn", "engine-day")} <= plain(
        quads, "recap"
    )


def test_planned_and_negated_statements_are_never_plain(quads):
    assert plain(quads, "announcement") == {
        ("engine-day", "vocab#coLocatedWith", "cards-conf"),
        ("ada", "vocab#worksFor", "society"),
        ("ada", "worksFor", "society"),
    }
    assert ("engine", "vocab#implements", "cards") not in plain(quads, "recap")


def test_a_statement_below_the_threshold_is_a_node_alone(quads, strict_quads):
    assert plain(strict_quads, "announcement") == {
        ("engine-day", "vocab#coLocatedWith", "cards-conf")
    }
    gone = plain(quads, "recap") - plain(strict_quads, "recap")
    assert gone == {
        ("ada", "vocab#contributesTo", "engine"),
        ("engine", "contributor", "ada"),
        ("engine", "vocab#integratesWith", "cards"),
    }
    assert ("loom", "vocab#integratesWith", "engine") in plain(strict_quads, "recap"), "0.8 is"


def test_a_threshold_takes_nothing_but_plain_triples(quads, strict_quads):
    def others(quads):
        # The run says the threshold, and the dataset counts what is there.
        said = {(q.subject, q.predicate, q.object) for q in quads if q.graph_name != T.run_graph}
        return {(s, p, o) for s, p, o in said if p != prov.wasGeneratedBy}

    gone = others(quads) - others(strict_quads)
    assert {s.value.split("/")[-3] for s, _, _ in gone} == {"entity"}
    assert others(strict_quads) <= others(quads)


def test_claims_tell_which_are_sure_and_which_are_plain(store, strict):
    assert all(claim.sure for claim in store.claims())
    said = {(c.confidence >= 0.8, c.sure) for c in strict.claims()}
    assert said == {(True, True), (False, False)}
    assert len(strict.claims()) == len(store.claims())
    assert {c.status for c in strict.claims() if c.plain} == {Status.ASSERTED}


def test_the_run_says_the_threshold_where_there_is_one(store, strict):
    asked = "SELECT ?threshold { ?run a bacd:Run, prov:Activity ; bacd:threshold ?threshold }"
    assert [row[0] for row in strict.query(asked)] == [Decimal("0.8")]
    assert list(store.query(asked)) == []


@pytest.mark.parametrize(
    ("confidence", "threshold"),
    [(0, 0.0), (1, 1.0), (0.8, 0.8), (0.07, 0.07), (0.8001, 0.801), (1e-30, 0.001)],
)
def test_a_threshold_is_rounded_up_to_what_statements_can_have(confidence, threshold):
    assert check_threshold(confidence) == threshold


@pytest.mark.parametrize("confidence", [-0.1, 1.01, 80, float("nan"), float("inf")])
def test_a_confidence_that_is_no_share_is_refused(confidence):
    with pytest.raises(BuildError, match=r"^confidence .* is not in 0\.\.1; give a share such as"):
        check_threshold(confidence)


@pytest.mark.parametrize(
    ("subject", "predicate", "object_", "expected"),
    [
        ("Person", "worksFor", "Company", ("worksFor", False)),
        ("Person", "contributesTo", "Project", ("contributor", True)),
        ("Company", "organizes", "Event", ("organizer", True)),
        ("Event", "locatedIn", "Place", ("location", False)),
        ("Place", "locatedIn", "Place", ("containedInPlace", False)),
        ("Event", "partOf", "Event", ("superEvent", False)),
        ("Project", "partOf", "Project", ("isPartOf", False)),
        ("Technology", "partOf", "Project", None),
        ("Organization", "partOf", "Organization", ("memberOf", False)),
        ("Company", "develops", "Project", ("maintainer", True)),
        ("Project", "develops", "Project", None),
        ("Company", "develops", "Technology", None),
        ("Project", "uses", "Project", None),
    ],
)
def test_schema_org_says_the_same_where_it_can(subject, predicate, object_, expected):
    got = in_schema_org(EntityType(subject), Predicate(predicate), EntityType(object_))
    assert got == (expected and (schema[expected[0]], expected[1]))


def test_a_passage_stands_once_however_many_statements_rest_on_it(quads):
    opening = NamedNode(f"{BASE}document/recap#char=0,22")
    resting = [q for q in quads if q.predicate == prov.wasDerivedFrom and q.object == opening]
    assert len(resting) == 2
    assert len([q for q in quads if q.subject == opening]) == 5


def test_no_quad_is_given_twice(world, quads):
    assert len(quads) == len(set(quads))
    first, *others = world.infos
    # Two lone surrogates are one and the same U+FFFD.
    info = replace(first, authors=("Ada", "Ada"), tags=("a\ud800", "a\ud801"))
    ada, *rest = world.entities
    ada = replace(ada, names=(*ada.names, "Ada"), documents=(*ada.documents, *ada.documents))
    passage = world.statements[0].passages[0]
    said = replace(world.statements[0], passages=(passage, replace(passage, text="Ada")))
    again = list(describe((info, *others), (ada, *rest), (said, *world.statements), RUN))
    assert len(again) == len(set(again))


def test_where_two_texts_claim_one_place_the_longer_stands(world, graph):
    first, *_ = world.statements
    short = replace(first.passages[0], text="Ada will")
    other = replace(first, status=Status.ASSERTED, passages=(short,))
    for order in ((first, other), (other, first)):
        (passage,) = graph(world.infos, world.entities, order).passages()
        assert passage.text == "Ada will open."


def test_a_statement_made_twice_is_one_with_both_passages(world, graph):
    first, *_ = world.statements
    later = replace(first.passages[0], start=500, end=514)
    again = replace(first, confidence=0.9, passages=(later,))
    (claim,) = graph(world.infos, world.entities, [first, again]).claims()
    assert claim.confidence == 0.9
    assert claim.passages == (first.passages[0], later)


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        ({"subject": "person/nobody"}, "entity 'person/nobody'"),
        ({"document_id": "nowhere"}, "document 'nowhere'"),
    ],
)
def test_what_is_not_given_cannot_be_named(world, broken, message):
    statement = replace(world.statements[0], **broken)
    with pytest.raises(BuildError, match=message):
        list(describe(world.infos, world.entities, [statement], RUN))


def test_an_entity_of_an_unknown_document_is_refused(world):
    lost = replace(world.entities[0], documents=("nowhere",))
    with pytest.raises(BuildError, match="nowhere"):
        list(describe(world.infos, [lost], [], RUN))


def test_statements_of_a_document_that_come_apart_are_refused(world):
    other = replace(world.infos[0], id="other")
    said = world.statements[0]
    apart = [said, replace(said, document_id="other"), said]
    with pytest.raises(BuildError, match=f"document {said.document_id!r} come apart"):
        list(describe((*world.infos, other), world.entities, apart, RUN))


def test_a_base_moves_everything_but_the_vocabulary(world):
    base = "http://example.org/ours/"
    store = create_store(None, describe(*world, RUN, base))
    nodes = {q.subject.value for q in store.quads()} | {q.graph_name.value for q in store.quads()}
    assert store.base == base
    assert all(node.startswith(base) for node in nodes)
    assert bool(store.query("ASK { person:ada bacd:spokeAt event:engine-day }"))
    assert len(store.claims()) == len(world.statements)


def test_evidence_stays_cheap(store):
    counts = count_triples(store)
    assert counts.stated == 13
    assert counts.evidence == 17 * 7 + 15 * 5
    assert counts.knowledge + counts.evidence + counts.metadata == len(store)
    about_all = sum(quad.graph_name == T.run_graph for quad in store.quads())
    about_documents = 3 * 5 + 2 * 2 + 1 + 2 + 2
    assert counts.metadata == about_all + about_documents
    assert counts.ratio <= 6


# --- whatever a text holds ---------------------------------------------------------------

texts = st.text(min_size=1, max_size=30).filter(lambda t: t.strip())
infos = st.builds(
    DocumentInfo,
    id=texts,
    path=texts,
    sha256=st.just("0" * 64),
    title=st.none() | texts,
    date=st.none() | st.dates(),
    authors=st.sets(texts, max_size=2).map(lambda s: tuple(sorted(s))),
    tags=st.sets(texts, max_size=2).map(lambda s: tuple(sorted(s))),
    url=st.none() | texts,
)


@st.composite
def worlds(draw):
    info = draw(infos)
    predicate = draw(st.sampled_from(list(Predicate)))
    ends = draw(st.sampled_from(sorted(SIGNATURES[predicate])))
    slugs = draw(st.lists(texts, min_size=2, max_size=2, unique=True))
    entities = []
    for kind, slug in zip(ends, slugs, strict=True):
        name = draw(texts)
        names = tuple(sorted({name, *draw(st.sets(texts, max_size=3))}))
        entities.append(Entity(f"{kind.lower()}/{slug}", name, kind, names, (info.id,)))
    start = draw(st.integers(0, 10**6))
    passage = Passage(info.id, start, start + draw(st.integers(1, 999)), draw(texts))
    statement = Statement(
        info.id,
        entities[0].id,
        predicate,
        entities[1].id,
        draw(st.sampled_from(list(Status))),
        draw(st.integers(0, 1000)) / 1000,
        (passage,),
    )
    return info, entities, statement


@settings(max_examples=150)
@given(worlds(), st.sampled_from([RdfFormat.TRIG, RdfFormat.N_QUADS, RdfFormat.JSON_LD]))
def test_everything_comes_back_from_a_written_graph(made, format_):
    info, entities, statement = made
    written = serialize(describe([info], entities, [statement], RUN), format=format_)
    store = create_store(None, parse(written, format_))
    (claim,) = store.claims()
    by_id = {entity.id: entity for entity in entities}
    assert (claim.document, claim.subject, claim.object) == (
        info,
        by_id[statement.subject],
        by_id[statement.object],
    )
    assert (claim.predicate, claim.status, claim.confidence, claim.passages) == (
        statement.predicate,
        statement.status,
        statement.confidence,
        statement.passages,
    )
    assert store.entities() == tuple(sorted(entities, key=lambda entity: entity.id))
    assert store.documents() == (info,)


def test_every_statement_node_says_what_it_states(quads, world):
    nodes = {q.subject for q in quads if q.predicate == rdf.type and q.object == bacd.Statement}
    assert nodes == {T.statement(statement) for statement in world.statements}
    for statement in world.statements:
        node, graph = T.statement(statement), T.document(statement.document_id)
        assert Quad(node, rdf.predicate, bacd[statement.predicate], graph) in quads
        assert Quad(node, bacd.status, bacd[statement.status], graph) in quads
