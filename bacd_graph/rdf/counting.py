"""How much of a graph is knowledge, and how much is evidence for it."""

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
    """Count what the triples of ``store`` are for; each counts once a graph."""
    typed = list(store.quads(rdf.type))
    evidence, documents = _typed(typed, _EVIDENCE), _typed(typed, _DOCUMENTS)
    about_all = store.terms.run_graph
    counts = {"evidence": 0, "metadata": 0, "knowledge": 0}
    stated = 0
    for quad in store.quads():
        # Each look at a term of a quad makes it anew.
        subject, predicate = quad.subject, quad.predicate
        stated += predicate in _STATED
        if predicate in _CHECKS:
            counts["metadata"] += 1
        elif subject in evidence:
            counts["evidence"] += 1
        elif quad.graph_name == about_all or (
            subject in documents and predicate != schema.mentions
        ):
            counts["metadata"] += 1
        else:
            counts["knowledge"] += 1
    return TripleCounts(**counts, stated=stated)


def _typed(typed: list[Quad], classes: frozenset[NamedNode]) -> set[NamedNode | BlankNode | Triple]:
    return {q.subject for q in typed if q.object in classes}
