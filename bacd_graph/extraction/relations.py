"""Relations between clusters, and the component with the learned classifier.

``doc._.relations`` holds what has been found so far. What rules have found is a feature to the
classifier and to the judge, who know from annotated texts how far to trust each; their word
takes the place of the rules', but for what those found to be negated.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from bacd_graph.extraction.candidates import (
    BOTH_WAYS,
    FEATURES,
    PREDICATES,
    RuleHits,
    candidates,
)
from bacd_graph.extraction.heads import RelationHead, load_head
from bacd_graph.extraction.judges import Judge
from bacd_graph.extraction.nodes import make_nodes
from bacd_graph.extraction.pairs import Hits, PairSet, Place, candidate_pairs
from bacd_graph.extraction.statuses import events_ahead
from bacd_graph.extraction.trained import folder, settings
from bacd_graph.model import SYMMETRIC, Predicate, Status

Doc.set_extension("relations", default=(), force=True)

# A rule that is this sure needs no judge. None of the packaged ones is; one of a domain may be.
CERTAIN: Final = 1.0
RULED: Final = FEATURES.index("confidence of the rules")
PARTS: Final = frozenset({Predicate.SPOKE_AT, Predicate.ORGANIZES, Predicate.SPONSORS})
_HALF: Final = 0.5
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
    """Puts what classifier and judge find probable enough in the place of the rules' relations."""

    def __init__(self, head: RelationHead, judge: Judge, threshold: float) -> None:
        self.head = head
        self.judge = judge
        self.threshold = threshold

    def __call__(self, doc: Doc) -> Doc:
        """Return ``doc`` with its learned relations."""
        pairs = candidate_pairs(doc, doc._.nodes, hits(doc._.relations))
        if doc._.states is not None:
            negated = [r for r in doc._.relations if r.status is Status.NEGATED]
            judged = without_mere_presence(tuple(self.judged(doc, pairs)))
            doc._.relations = settled(doc, [*negated, *judged])
        return doc

    def judged(self, doc: Doc, pairs: PairSet) -> Iterator[Relation]:
        """Yield the relations that are probable enough."""
        holds, planned, meeting = self.head(doc._.states, pairs)
        holds = both_ways(holds, pairs.pairs)
        found = candidates(doc._.clusters, doc._.nodes, pairs, holds, by_rules(doc._.relations))
        shown = {(r.subject, r.predicate, r.object): r.at for r in doc._.relations}
        ruled = found.features[:, RULED]
        sure = self.judge(found.features)
        sure = np.where(ruled >= CERTAIN, np.maximum(ruled, sure), sure)
        for row, column, p in zip(found.rows.tolist(), found.columns.tolist(), sure, strict=True):
            if p >= self.threshold:
                (a, b), predicate = pairs.pairs[row], PREDICATES[column]
                status = Status.PLANNED if planned[row, column] > _HALF else Status.ASSERTED
                at = pairs.meeting(row, meeting[row, column])
                if holds[row, column] < _HALF:  # then a rule, where one found it, shows it better
                    at = shown.get((a, predicate, b), at)
                yield Relation(a, predicate, b, float(p), status, at)


def without_mere_presence(relations: Sequence[Relation]) -> Iterator[Relation]:
    """Yield the relations but for who "attends" what they speak at, organize or sponsor.

    "Attends" says that somebody took part otherwise.
    """
    parts = {(r.subject, r.object) for r in relations if r.predicate in PARTS}
    for r in relations:
        if r.predicate is not Predicate.ATTENDS or (r.subject, r.object) not in parts:
            yield r


def by_rules(relations: Sequence[Relation]) -> RuleHits:
    """Return how sure the surest rule is of each relation that it does not negate."""
    sure: dict[tuple[int, int, Predicate], float] = {}
    for r in relations:
        if r.status is not Status.NEGATED:
            key = (r.subject, r.object, r.predicate)
            sure[key] = max(r.confidence, sure.get(key, 0.0))
    return sure


def settled(doc: Doc, relations: Sequence[Relation]) -> tuple[Relation, ...]:
    """Return the relations, those about one event with the status that all of it has."""
    ahead = events_ahead(doc, [(r.subject, r.predicate, r.object) for r in relations])
    return tuple(
        r if event is None or r.status is Status.NEGATED else replace(r, status=event)
        for r, event in zip(relations, ahead, strict=True)
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
    out = holds.copy()
    out[:, BOTH_WAYS] = (holds[:, BOTH_WAYS] + holds[other][:, BOTH_WAYS]) / 2
    return out


@Language.factory("bacd_relations", assigns=["doc._.relations"], requires=["doc._.nodes"])
def make_classifier(nlp: Language, name: str, own: str | None = None) -> RelationClassifier:
    """Return the component on the model in the folder ``own``, by default the packaged one."""
    place = folder(own)
    head, judge = load_head(place / "relations.npz"), Judge(place / "statements.onnx")
    return RelationClassifier(head, judge, settings(own).statement)


@Language.component("bacd_nodes", assigns=["doc._.nodes"])
def set_nodes(doc: Doc) -> Doc:
    """Make the clusters into nodes."""
    doc._.nodes = make_nodes(doc, doc._.clusters)
    return doc
