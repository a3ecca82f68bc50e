"""Relations between clusters, and the component with the learned classifier.

``doc._.relations`` holds what has been found so far. What rules have found is a feature to the
classifier, which knows from annotated texts how far to trust each; its judgement replaces theirs,
but for what they found to be negated and for rules that are trusted by themselves.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from bacd_graph.extraction.heads import RelationHead
from bacd_graph.extraction.nodes import make_nodes
from bacd_graph.extraction.pairs import Hits, Node, PairSet, Place, candidate_pairs
from bacd_graph.extraction.statuses import events_ahead
from bacd_graph.extraction.trained import folder, settings
from bacd_graph.model import SYMMETRIC, Predicate, Status, allowed

Doc.set_extension("relations", default=(), force=True)

TRUSTED: Final = 0.45
_HALF: Final = 0.5
_PREDICATES: Final = tuple(Predicate)
Floats = NDArray[np.float32]


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
    """Puts the classifier's relations in the place of the rules'."""

    def __init__(self, head: RelationHead, thresholds: Mapping[Predicate, float]) -> None:
        self.head = head
        self.thresholds = np.array([thresholds[p] for p in _PREDICATES], dtype=np.float32)

    def __call__(self, doc: Doc) -> Doc:
        """Return ``doc`` with its learned relations."""
        pairs = candidate_pairs(doc, doc._.nodes, hits(doc._.relations))
        if doc._.encoding is not None:
            kept = [r for r in doc._.relations if r.status is Status.NEGATED or trusted(r)]
            doc._.relations = settled(doc, [*kept, *self.judge(doc, pairs)])
        return doc

    def judge(self, doc: Doc, pairs: PairSet) -> Iterator[Relation]:
        """Yield the relations that are sure enough."""
        nodes: Sequence[Node] = doc._.nodes
        holds, planned, meeting = self.head(doc._.encoding.states, pairs)
        holds = both_ways(holds, pairs.pairs)
        sure = [
            (int(row), int(column))
            for row, column in zip(*np.nonzero(holds >= self.thresholds), strict=True)
            if holds_here(nodes, pairs.pairs[row], _PREDICATES[column])
        ]
        for row, column in sure:
            a, b = pairs.pairs[row]
            best = pairs.meetings[row][meeting[row, column]]
            status = Status.PLANNED if planned[row, column] > _HALF else Status.ASSERTED
            confidence = float(holds[row, column])
            at = (best.subject, best.object)
            yield Relation(a, _PREDICATES[column], b, confidence, status, at)


def trusted(relation: Relation) -> bool:
    """Say whether a rule is right so often that the classifier need not agree."""
    return relation.confidence >= TRUSTED


def settled(doc: Doc, relations: Sequence[Relation]) -> tuple[Relation, ...]:
    """Return the relations, those about one event with the status that all of it has."""
    ahead = events_ahead(doc, [(r.subject, r.predicate, r.object) for r in relations])
    return tuple(
        r if event is None or r.status is Status.NEGATED else replace(r, status=event)
        for r, event in zip(relations, ahead, strict=True)
    )


def holds_here(nodes: Sequence[Node], pair: tuple[int, int], predicate: Predicate) -> bool:
    """Say whether ``predicate`` may join the pair; symmetric ones are stated one way."""
    a, b = pair
    return allowed(predicate, nodes[a].type, nodes[b].type) and not (
        predicate in SYMMETRIC and a > b
    )


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


def both_ways(holds: Floats, pairs: Sequence[tuple[int, int]]) -> Floats:
    """Return ``holds`` with each symmetric predicate as probable one way as the other."""
    if not pairs:
        return holds
    at = {pair: i for i, pair in enumerate(pairs)}
    other = np.array([at.get((b, a), at[a, b]) for a, b in pairs])
    columns = [i for i, p in enumerate(_PREDICATES) if p in SYMMETRIC]
    out = holds.copy()
    out[:, columns] = (holds[:, columns] + holds[other][:, columns]) / 2
    return out


@Language.factory("bacd_relations", assigns=["doc._.relations"], requires=["doc._.nodes"])
def make_classifier(nlp: Language, name: str, own: str | None = None) -> RelationClassifier:
    """Return the component on the model in the folder ``own``, by default the packaged one."""
    return RelationClassifier(RelationHead(folder(own) / "relations.npz"), settings(own).relations)


@Language.component("bacd_nodes", assigns=["doc._.nodes"])
def set_nodes(doc: Doc) -> Doc:
    """Make the clusters into nodes."""
    doc._.nodes = make_nodes(doc, doc._.clusters)
    return doc
