"""Documents, entities and statements as quads.

Where things live:

- ``{base}document/ID``, one graph a document: what is known of the document (title, date,
  author, url, hash, the run that read it), what it mentions, its asserted statements as plain
  triples (in our terms, and in schema.org's where it has one), and the evidence: a node for
  each statement and one for each passage. To forget a document is to drop its graph.
- ``{base}graph/entities``: types and names of all entities, since they belong to no single
  document. Types in our terms and schema.org's; ``skos:prefLabel`` and ``rdfs:label`` the
  name, ``skos:altLabel`` every other form.
- ``{base}graph/run``: what made the graph, and what the graph is as a dataset (see `dataset`).
  No clock and no threshold unless the run brings one.

A statement node has a type, subject, predicate, object, status, confidence and passages; a
passage has a type, text, start, end and document. Symmetric relations stand as they were
stated, so queries look both ways (``bacd:integratesWith|^bacd:integratesWith``). Planned and
negated statements, and those below the run's threshold, are nodes only. Authors and tags are
sets: their order is not kept.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby

from pyoxigraph import Literal, NamedNode, Quad

from bacd_graph.errors import BuildError
from bacd_graph.model import DocumentInfo, Entity, Passage, Statement, Status
from bacd_graph.rdf.dataset import Tally, describe_dataset
from bacd_graph.rdf.names import BASE, bacd, dc, dcterms, prov, rdf, rdfs, schema, skos, xsd
from bacd_graph.rdf.runs import Run
from bacd_graph.rdf.schema_org import CLASSES, in_schema_org
from bacd_graph.rdf.terms import Terms, check_base, confidence, day, integer, literal


def describe(
    infos: Iterable[DocumentInfo],
    entities: Iterable[Entity],
    statements: Iterable[Statement],
    run: Run,
    base: str = BASE,
    licence: NamedNode | None = None,
) -> Iterator[Quad]:
    """Yield all that a graph says, in no particular order; the same input gives the same quads.

    None is given twice, so that the dataset's counts are those of any store.

    Statements carry ids of entities; the run says from which confidence on an asserted one is
    also a plain triple. The same claim of the same document, stated twice, is one
    statement with the higher confidence and the passages of both. The statements of a document
    have to come together, and are let go with it. ``licence`` is that of the dataset, where its
    owner chose one.

    Raises:
        BuildError: if ``base`` does not fit, a statement or an entity names a document or an
            entity that is not given, or the statements of a document do not come together.
    """
    terms = Terms(check_base(base))
    documents = {info.id: info for info in infos}
    known = {entity.id: entity for entity in entities}
    tally = Tally()
    yield from tally.passing(_all(documents, known, statements, run, terms))
    yield from describe_dataset(tally, documents.values(), known.values(), run, terms, licence)


def _all(
    documents: Mapping[str, DocumentInfo],
    entities: Mapping[str, Entity],
    statements: Iterable[Statement],
    run: Run,
    terms: Terms,
) -> Iterator[Quad]:
    yield from _run(run, terms)
    for info in documents.values():
        yield from _document(info, run, terms)
    for entity in entities.values():
        yield from _entity(entity, documents, terms)
    evidence = _Evidence(terms, entities, documents, run)
    described: set[str] = set()
    for id_, said in groupby(statements, key=lambda s: s.document_id):
        if id_ in described:
            raise BuildError(f"the statements of document {id_!r} come apart; sort them")
        described.add(id_)
        merged = _merged(said)
        for statement in merged:
            yield from evidence.quads(statement)
        for passage in _passages(merged):
            yield from _passage(passage, terms)


def _merged(statements: Iterable[Statement]) -> list[Statement]:
    merged: dict[tuple[str, ...], Statement] = {}
    for new in statements:
        key = (new.document_id, new.subject, new.predicate, new.object, new.status)
        old = merged.get(key)
        merged[key] = new if old is None else _union(old, new)
    return list(merged.values())


def _union(one: Statement, other: Statement) -> Statement:
    passages = tuple(dict.fromkeys(one.passages + other.passages))
    return replace(one, confidence=max(one.confidence, other.confidence), passages=passages)


def _passages(statements: Iterable[Statement]) -> Iterable[Passage]:
    """Return each passage once; where two texts claim one place, the longer one stands."""
    best: dict[tuple[str, int, int], Passage] = {}
    for statement in statements:
        for new in statement.passages:
            old = best.setdefault((new.document_id, new.start, new.end), new)
            if (len(old.text), old.text) < (len(new.text), new.text):
                best[new.document_id, new.start, new.end] = new
    return best.values()


def _run(run: Run, terms: Terms) -> Iterator[Quad]:
    node, graph = terms.run(run.id), terms.run_graph
    yield Quad(node, rdf.type, bacd.Run, graph)
    yield Quad(node, rdf.type, prov.Activity, graph)
    yield Quad(node, bacd.version, literal(run.version), graph)
    yield Quad(node, bacd.model, literal(run.model), graph)
    yield Quad(node, bacd.gazetteer, literal(run.gazetteer), graph)
    if run.threshold is not None:
        yield Quad(node, bacd.threshold, confidence(run.threshold), graph)
    if run.started is not None:
        moment = Literal(run.started.isoformat(), datatype=xsd.dateTime)
        yield Quad(node, prov.startedAtTime, moment, graph)


def _document(info: DocumentInfo, run: Run, terms: Terms) -> Iterator[Quad]:
    node = terms.document(info.id)
    yield Quad(node, rdf.type, bacd.Document, node)
    yield Quad(node, dcterms.identifier, literal(info.id), node)
    yield Quad(node, bacd.path, literal(info.path), node)
    yield Quad(node, bacd.sha256, literal(info.sha256), node)
    yield Quad(node, prov.wasGeneratedBy, terms.run(run.id), node)
    if info.title is not None:
        yield Quad(node, dcterms.title, literal(info.title), node)
    if info.date is not None:
        yield Quad(node, dcterms.date, day(info.date), node)
    if info.url is not None:
        # A literal: a text's address need not be a valid IRI, and nobody should follow it unseen.
        url = Literal(literal(info.url).value, datatype=xsd.anyURI)
        yield Quad(node, schema.url, url, node)
    for author in _distinct(info.authors):
        yield Quad(node, dc.creator, author, node)
    for tag in _distinct(info.tags):
        yield Quad(node, dcterms.subject, tag, node)


def _entity(entity: Entity, documents: Mapping[str, DocumentInfo], terms: Terms) -> Iterator[Quad]:
    node, graph = terms.entity(entity.id), terms.entity_graph
    yield Quad(node, rdf.type, bacd[entity.type], graph)
    yield Quad(node, rdf.type, CLASSES[entity.type], graph)
    yield Quad(node, skos.prefLabel, literal(entity.name), graph)
    yield Quad(node, rdfs.label, literal(entity.name), graph)
    for name in _distinct(name for name in entity.names if name != entity.name):
        yield Quad(node, skos.altLabel, name, graph)
    for document_id in dict.fromkeys(entity.documents):
        if document_id not in documents:
            raise BuildError(_unknown(f"entity {entity.id!r}", "document", document_id))
        document = terms.document(document_id)
        yield Quad(document, schema.mentions, node, document)


@dataclass(frozen=True, slots=True)
class _Evidence:
    """Writes statements and their passages; looks up what they name."""

    terms: Terms
    entities: Mapping[str, Entity]
    documents: Mapping[str, DocumentInfo]
    run: Run

    def quads(self, statement: Statement) -> Iterator[Quad]:
        if statement.document_id not in self.documents:
            raise BuildError(_unknown("a statement", "document", statement.document_id))
        subject = self._end(statement, statement.subject)
        object_ = self._end(statement, statement.object)
        graph = self.terms.document(statement.document_id)
        ends = self.terms.entity(subject.id), self.terms.entity(object_.id)
        if statement.status is Status.ASSERTED and self.run.is_sure(statement.confidence):
            yield from _plain(statement, subject, object_, ends, graph)
        yield from self._node(statement, ends, graph)

    def _end(self, statement: Statement, id_: str) -> Entity:
        try:
            return self.entities[id_]
        except KeyError:
            where = f"a statement of document {statement.document_id!r}"
            raise BuildError(_unknown(where, "entity", id_)) from None

    def _node(
        self, statement: Statement, ends: tuple[NamedNode, NamedNode], graph: NamedNode
    ) -> Iterator[Quad]:
        node = self.terms.statement(statement)
        yield Quad(node, rdf.type, bacd.Statement, graph)
        yield Quad(node, rdf.subject, ends[0], graph)
        yield Quad(node, rdf.predicate, bacd[statement.predicate], graph)
        yield Quad(node, rdf.object, ends[1], graph)
        yield Quad(node, bacd.status, bacd[statement.status], graph)
        yield Quad(node, bacd.confidence, confidence(statement.confidence), graph)
        for passage in dict.fromkeys(map(self.terms.passage, statement.passages)):
            yield Quad(node, prov.wasDerivedFrom, passage, graph)


def _plain(
    statement: Statement,
    subject: Entity,
    object_: Entity,
    ends: tuple[NamedNode, NamedNode],
    graph: NamedNode,
) -> Iterator[Quad]:
    yield Quad(ends[0], bacd[statement.predicate], ends[1], graph)
    fitting = in_schema_org(subject.type, statement.predicate, object_.type)
    if fitting is not None:
        predicate, inverse = fitting
        first, second = reversed(ends) if inverse else ends
        yield Quad(first, predicate, second, graph)


def _passage(passage: Passage, terms: Terms) -> Iterator[Quad]:
    iri, graph = terms.passage(passage), terms.document(passage.document_id)
    yield Quad(iri, rdf.type, bacd.Passage, graph)
    yield Quad(iri, bacd.text, literal(passage.text), graph)
    yield Quad(iri, bacd.start, integer(passage.start), graph)
    yield Quad(iri, bacd.end, integer(passage.end), graph)
    yield Quad(iri, dcterms.isPartOf, graph, graph)


def _distinct(texts: Iterable[str]) -> Iterable[Literal]:
    return dict.fromkeys(map(literal, texts))


def _unknown(where: str, kind: str, id_: str) -> str:
    return f"{where} names {kind} {id_!r}, which is not among those given; resolve both together"
