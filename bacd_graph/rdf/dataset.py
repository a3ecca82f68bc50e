"""What a graph is as a dataset, in VoID and DCAT: how much, from which texts, by which run.

The node ``{base}dataset`` stands in ``{base}graph/run``, with its parts under ``{base}dataset#``
(no blank nodes, so two builds can be compared). Its counts are of all other quads: a triple
counts once for each graph that holds it, and this description does not count itself. A licence
stands there only where the owner of the graph chose one; the rights in the quotes are always
named, since they are not the owner's to give.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from bacd_graph.model import DocumentInfo, Entity
from bacd_graph.outputs import TRIG, TURTLE
from bacd_graph.rdf.names import (
    VOCABULARY_VERSION,
    dcat,
    dcterms,
    prefixes,
    prov,
    rdf,
    shortened,
    void,
)
from bacd_graph.rdf.runs import Run
from bacd_graph.rdf.terms import Terms, day, integer, literal
from bacd_graph.wording import count

DESCRIPTION: Final = (
    "What texts say of people, companies, organizations, projects, technologies, events and "
    "places: each statement with the sentence that says it, its status and a confidence, read "
    "by software and so not free of errors. A graph for each document holds its statements and "
    "their evidence; graph/entities holds types and names, graph/run the run and this "
    "description. Counts are of everything but this description; a triple counts once for each "
    "graph that holds it. The file graph.ttl has the asserted statements alone."
)
RIGHTS: Final = (
    "Titles, and the quotes from documents (bacd:text), remain their authors'; a licence of this "
    "dataset does not reach them."
)
FILES: Final = {
    TRIG: ("application/trig", "Everything, each document in its graph, with evidence."),
    TURTLE: ("text/turtle", "The asserted statements alone, as plain triples."),
}
_MEDIA_TYPES: Final = "https://www.iana.org/assignments/media-types/"


class Tally:
    """How many quads passed, by property, and how many things were typed, by class."""

    def __init__(self) -> None:
        self.properties: Counter[NamedNode] = Counter()
        self.classes: Counter[NamedNode] = Counter()

    def passing(self, quads: Iterable[Quad]) -> Iterator[Quad]:
        """Yield ``quads``, none of which may come twice, and count them."""
        typed = rdf.type
        for quad in quads:
            predicate = quad.predicate
            self.properties[predicate] += 1
            if predicate == typed:
                self.classes[quad.object] += 1  # type: ignore[index]
            yield quad


def describe_dataset(
    tally: Tally,
    documents: Collection[DocumentInfo],
    entities: Collection[Entity],
    run: Run,
    terms: Terms,
    licence: NamedNode | None = None,
) -> Iterator[Quad]:
    """Yield the description of the graph whose quads passed ``tally``."""
    node, graph = terms.dataset, terms.run_graph
    said = (
        *_identity(documents, run, terms, licence),
        *_counts(tally, len(entities), terms),
        *_example(entities, terms),
    )
    for predicate, object_ in said:
        yield Quad(node, predicate, object_, graph)
    for document in documents:
        yield Quad(node, dcterms.hasPart, terms.document(document.id), graph)
        yield Quad(node, dcterms.source, terms.document(document.id), graph)
    yield from _period(documents, terms)
    yield from _partitions(tally, terms)
    yield from _distributions(terms)


_Said = Iterator[tuple[NamedNode, NamedNode | Literal]]


def _identity(
    documents: Collection[DocumentInfo], run: Run, terms: Terms, licence: NamedNode | None
) -> _Said:
    yield rdf.type, void.Dataset
    yield rdf.type, dcat.Dataset
    yield dcterms.title, literal(f"A knowledge graph of {count(len(documents), 'document')}")
    yield dcterms.description, literal(DESCRIPTION)
    yield dcterms.rights, literal(RIGHTS)
    if licence is not None:
        yield dcterms.license, licence
    yield dcterms.conformsTo, NamedNode(VOCABULARY_VERSION)
    yield prov.wasGeneratedBy, terms.run(run.id)


def _counts(tally: Tally, entities: int, terms: Terms) -> _Said:
    yield void.triples, integer(tally.properties.total())
    yield void.entities, integer(entities)
    yield void.classes, integer(len(tally.classes))
    yield void.properties, integer(len(tally.properties))
    yield void.uriSpace, literal(f"{terms.base}entity/")
    used = {shortened(term)[0] for term in (*tally.properties, *tally.classes)}
    for prefix in sorted(used):
        yield void.vocabulary, NamedNode(prefixes()[prefix])


def _example(entities: Collection[Entity], terms: Terms) -> _Said:
    """Yield the entity of which the most documents speak."""
    if entities:
        known = min(entities, key=lambda entity: (-len(entity.documents), entity.id))
        yield void.exampleResource, terms.entity(known.id)


def _period(documents: Iterable[DocumentInfo], terms: Terms) -> Iterator[Quad]:
    dates = sorted(document.date for document in documents if document.date is not None)
    if dates:
        period, graph = terms.of_dataset("period"), terms.run_graph
        yield Quad(terms.dataset, dcterms.temporal, period, graph)
        yield Quad(period, rdf.type, dcterms.PeriodOfTime, graph)
        yield Quad(period, dcat.startDate, day(dates[0]), graph)
        yield Quad(period, dcat.endDate, day(dates[-1]), graph)


def _partitions(tally: Tally, terms: Terms) -> Iterator[Quad]:
    kinds = (
        (tally.classes, void.classPartition, void["class"], void.entities),
        (tally.properties, void.propertyPartition, void.property, void.triples),
    )
    graph = terms.run_graph
    for counts, partition, of, number in kinds:
        for term, times in counts.items():
            part = terms.of_dataset(":".join(shortened(term)))
            yield Quad(terms.dataset, partition, part, graph)
            yield Quad(part, of, term, graph)
            yield Quad(part, number, integer(times), graph)


def _distributions(terms: Terms) -> Iterator[Quad]:
    """Yield the files of a build that hold RDF: by name, since nobody knows where they will lie."""
    graph = terms.run_graph
    for name, (media_type, what) in FILES.items():
        file = terms.of_dataset(name)
        yield Quad(terms.dataset, dcat.distribution, file, graph)
        yield Quad(file, rdf.type, dcat.Distribution, graph)
        yield Quad(file, dcterms.title, literal(name), graph)
        yield Quad(file, dcterms.description, literal(what), graph)
        yield Quad(file, dcat.mediaType, NamedNode(_MEDIA_TYPES + media_type), graph)
