"""The components that find relations: the learned classifier, and what it is given to look at.

``doc._.nodes`` holds the clusters as nodes, ``doc._.relations`` what has been found between
them so far; each component that finds relations adds its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc

from bacd_graph.extraction.heads import RelationHead
from bacd_graph.extraction.nodes import make_nodes
from bacd_graph.extraction.pairs import Hits, Place, candidate_pairs
from bacd_graph.extraction.trained import folder, settings
from bacd_graph.model import SYMMETRIC, Predicate, Status, allowed

Doc.set_extension("relations", default=(), force=True)

_PREDICATES: Final = tuple(Predicate)


@dataclass(frozen=True, slots=True)
class Relation:
    """A predicate between two clusters, given by their index, and where the text shows it."""

    subject: int
    predicate: Predicate
    object: int
    confidence: float
    status: Status
    at: tuple[Place, Place]


class RelationClassifier:
    """Adds the relations that the learned classifier is sure of."""

    def __init__(self, head: RelationHead, thresholds: Mapping[Predicate, float]) -> None:
        self.head = head
        self.thresholds = np.array([thresholds[p] for p in _PREDICATES], dtype=np.float32)

    def __call__(self, doc: Doc) -> Doc:
        """Return ``doc`` with its learned relations."""
        nodes = doc._.nodes
        pairs = candidate_pairs(doc, nodes, hits(doc._.relations))
        if doc._.encoding is None or not pairs.pairs:
            return doc
        holds, planned, meeting = self.head(doc._.encoding.states, pairs)
        holds = both_ways(holds, pairs.pairs)
        found = []
        for row, column in zip(*np.nonzero(holds >= self.thresholds), strict=True):
            a, b = pairs.pairs[row]
            predicate = _PREDICATES[column]
            if not allowed(predicate, nodes[a].type, nodes[b].type):
                continue
            if predicate in SYMMETRIC and a > b:
                continue
            best = pairs.meetings[row][meeting[row, column]]
            found.append(
                Relation(
                    a,
                    predicate,
                    b,
                    float(holds[row, column]),
                    Status.PLANNED if planned[row, column] > 0.5 else Status.ASSERTED,
                    (best.subject, best.object),
                )
            )
        doc._.relations = (*doc._.relations, *found)
        return doc


def hits(relations: Sequence[Relation]) -> Hits:
    """Return the predicates found so far between two clusters, symmetric ones both ways."""
    found: dict[tuple[int, int], frozenset[Predicate]] = {}
    for r in relations:
        ends = [(r.subject, r.object)]
        if r.predicate in SYMMETRIC:
            ends.append((r.object, r.subject))
        for pair in ends:
            found[pair] = found.get(pair, frozenset()) | {r.predicate}
    return found


def both_ways(holds: np.ndarray, pairs: tuple[tuple[int, int], ...]) -> np.ndarray:
    """Return ``holds`` with each symmetric predicate as probable one way as the other."""
    at = {pair: i for i, pair in enumerate(pairs)}
    other = np.array([at.get((b, a), at[a, b]) for a, b in pairs])
    columns = [i for i, p in enumerate(_PREDICATES) if p in SYMMETRIC]
    out = holds.copy()
    out[:, columns] = (holds[:, columns] + holds[other][:, columns]) / 2
    return out


@Language.factory("bacd_relations", assigns=["doc._.nodes", "doc._.relations"])
def make_classifier(nlp: Language, name: str) -> RelationClassifier:
    """Return the component on the packaged model."""
    return RelationClassifier(RelationHead(folder() / "relations.npz"), settings().relations)


@Language.component("bacd_nodes", assigns=["doc._.nodes"])
def set_nodes(doc: Doc) -> Doc:
    """Make the clusters into nodes."""
    doc._.nodes = make_nodes(doc, doc._.clusters)
    return doc
