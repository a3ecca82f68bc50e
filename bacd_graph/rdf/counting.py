"""How much of a graph is knowledge, and how much is evidence for it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pyoxigraph import BlankNode, NamedNode, Quad, Triple

from bacd_graph.model import Predicate
from bacd_graph.rdf.names import bacd, rdf, schema
from bacd_graph.rdf.store import GraphStore

_EVIDENCE: Final = frozenset({bacd.Statement, bacd.Passage})
_CHECKS: Final = frozenset({bacd.checked, bacd.checkedAgainst, bacd.reason})
_DOCUMENTS: Final = frozenset({bacd.Document})
_STATED: Final = frozenset(bacd[predicate] for predicate in Predicate)


@dataclass(frozen=True, slots=True)
class TripleCounts:
    """How many triples of a graph are what.

    ``knowledge`` counts relations (in all vocabularies), mentions, types and names;
    ``evidence`` what is said of statements and passages; ``metadata`` what is said of
    documents themselves, of runs and of the dataset, and what registers say to statements.
    ``stated`` are those of the knowledge that are plain triples of our own eighteen relations.
    """

    knowledge: int
    evidence: int
    metadata: int
    stated: int

    @property
    def ratio(self) -> float:
        """Triples of evidence for each triple of knowledge; 0 in an empty graph."""
        return self.evidence / self.knowledge if self.knowledge else 0.0


def count_triples(store: GraphStore) -> TripleCounts:
    """Count what the triples of ``store`` are for; each counts once a graph.

    What a node is, its own graph says: one graph after the other is looked at.
    """
    counts: Counter[str] = Counter()
    for graph in store.graphs():
        counts.update(_uses(list(store.quads(graph=graph)), graph == store.terms.run_graph))
    return TripleCounts(
        counts["knowledge"], counts["evidence"], counts["metadata"], counts["stated"]
    )


def _uses(quads: list[Quad], about_all: bool) -> Iterator[str]:
    """Yield what each of a graph's quads is for, and again for those that are stated."""
    evidence, documents = _typed(quads, _EVIDENCE), _typed(quads, _DOCUMENTS)
    for quad in quads:
        # Each of these makes an object anew, so it is asked for once.
        subject, predicate = quad.subject, quad.predicate
        if predicate in _STATED:
            yield "stated"
        if predicate in _CHECKS:
            yield "metadata"
        elif subject in evidence:
            yield "evidence"
        elif about_all or (subject in documents and predicate != schema.mentions):
            yield "metadata"
        else:
            yield "knowledge"


def _typed(quads: list[Quad], classes: frozenset[NamedNode]) -> set[NamedNode | BlankNode | Triple]:
    return {q.subject for q in quads if q.predicate == rdf.type and q.object in classes}
