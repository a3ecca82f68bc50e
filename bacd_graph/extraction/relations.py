"""Relations between clusters, and the component with the learned classifier.

``doc._.relations`` holds what has been found so far. What rules have found is a feature to the
classifier and to the judge, who know from annotated texts how far to trust each; their word
takes the place of the rules', but for what those found to be negated.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeAlias

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
from bacd_graph.extraction.pairs import Hits, Node, PairSet, Place, candidate_pairs
from bacd_graph.extraction.statuses import events_of, features, told_by_page
from bacd_graph.extraction.trained import folder, settings
from bacd_graph.model import SYMMETRIC, EntityType, Predicate, Status

if TYPE_CHECKING:
    from bacd_graph.extraction.layout import Section

Doc.set_extension("relations", default=(), force=True)

# A rule that is this sure needs no judge. None of the packaged ones is; one of a domain may be.
CERTAIN: Final = 1.0
RULED: Final = FEATURES.index("confidence of the rules")
PARTS: Final = frozenset({Predicate.SPOKE_AT, Predicate.ORGANIZES, Predicate.SPONSORS})
# What one row of a table says of a person or company.
OF_A_ROW: Final = frozenset({Predicate.SPOKE_ABOUT, Predicate.WORKS_FOR, Predicate.HIRES_FOR})
_HALF: Final = 0.5
Floats = NDArray[np.float32]
# Of each pair and predicate: that it holds, that it is only planned, and the best meeting.
PairScores: TypeAlias = tuple[Floats, Floats, NDArray[np.int64]]


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

    def __init__(self, head: RelationHead, judge: Judge, ahead: Judge, threshold: float) -> None:
        self.head = head
        self.judge = judge
        self.ahead = ahead
        self.threshold = threshold

    def __call__(self, doc: Doc) -> Doc:
        """Return ``doc`` with its learned relations."""
        pairs = candidate_pairs(doc, doc._.nodes, hits(doc._.relations))
        if doc._.states is not None:
            scores = self.head(doc._.states, pairs)
            negated = [r for r in doc._.relations if r.status is Status.NEGATED]
            judged = without_mere_presence(tuple(self.judged(doc, pairs, scores)))
            kept = without_other_rows(doc._.layout, doc._.nodes, judged)
            doc._.relations = self.settled(doc, pairs, scores, [*negated, *kept])
        return doc

    def judged(self, doc: Doc, pairs: PairSet, scores: PairScores) -> Iterator[Relation]:
        """Yield the relations that are probable enough."""
        holds, planned, meeting = scores
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

    def settled(
        self, doc: Doc, pairs: PairSet, scores: PairScores, relations: Sequence[Relation]
    ) -> tuple[Relation, ...]:
        """Return the relations, those about one event with the status that all of it has."""
        owners = events_of(doc._.nodes, relations)
        status = self.times(doc, pairs, scores, {event for event in owners if event is not None})
        return tuple(
            r if event is None or r.status is Status.NEGATED else replace(r, status=status[event])
            for r, event in zip(relations, owners, strict=True)
        )

    def times(
        self, doc: Doc, pairs: PairSet, scores: PairScores, events: Set[int]
    ) -> dict[int, Status]:
        """Return whether each of the events, nodes by their index, is past or to come."""
        told = {event: told_by_page(doc, doc._.nodes[event]) for event in sorted(events)}
        status = {event: own for event, own in told.items() if own is not None}
        others = [event for event, own in told.items() if own is None]
        holds, planned, _ = scores
        sure = self.ahead(features(doc, others, pairs, holds, planned))
        for event, p in zip(others, sure, strict=True):
            status[event] = Status.PLANNED if p > _HALF else Status.ASSERTED
        return status


def without_mere_presence(relations: Sequence[Relation]) -> Iterator[Relation]:
    """Yield the relations but for who "attends" what they speak at, organize or sponsor.

    "Attends" says that somebody took part otherwise.
    """
    parts = {(r.subject, r.object) for r in relations if r.predicate in PARTS}
    for r in relations:
        if r.predicate is not Predicate.ATTENDS or (r.subject, r.object) not in parts:
            yield r


def without_other_rows(
    layout: Sequence["Section"], nodes: Sequence[Node], relations: Iterable[Relation]
) -> Iterator[Relation]:
    """Yield the relations but for those that lend a row of a table what another one says.

    They are those of ``OF_A_ROW`` whose ends never stand in one row, and only in rows under a
    header, of which one has an end of its own. In a table of fields none has: one row is the
    speaker, the next the company.
    """
    types: defaultdict[int, set[EntityType]] = defaultdict(set)
    for node in nodes:
        for place in node.places:
            types[place.block].add(node.type)
    blocks = [frozenset(place.block for place in node.places) for node in nodes]
    tabled = [all(layout[b].columns is not None for b in own) for own in blocks]
    beside = [frozenset[EntityType]().union(*(types[b] for b in own)) for own in blocks]
    for r in relations:
        a, b = r.subject, r.object
        apart = tabled[a] and tabled[b] and blocks[a].isdisjoint(blocks[b])
        own = nodes[b].type in beside[a] or nodes[a].type in beside[b]
        if not (apart and own and r.predicate in OF_A_ROW):
            yield r


def by_rules(relations: Sequence[Relation]) -> RuleHits:
    """Return how sure the surest rule is of each relation that it does not negate."""
    sure: dict[tuple[int, int, Predicate], float] = {}
    for r in relations:
        if r.status is not Status.NEGATED:
            key = (r.subject, r.object, r.predicate)
            sure[key] = max(r.confidence, sure.get(key, 0.0))
    return sure


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
    return RelationClassifier(
        load_head(place / "relations.npz"),
        Judge(place / "statements.onnx"),
        Judge(place / "events.onnx"),
        settings(own).statement,
    )


@Language.component("bacd_nodes", assigns=["doc._.nodes"])
def set_nodes(doc: Doc) -> Doc:
    """Make the clusters into nodes."""
    doc._.nodes = make_nodes(doc, doc._.clusters)
    return doc
