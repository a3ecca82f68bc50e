"""The component with the learned classifier of relations.

What rules have found is a feature to the classifier and to the judge, who know from annotated
texts how far to trust each; their word takes the place of the rules', but for what those found to
be negated.
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from bacd_graph.extraction.candidates import FEATURES, PREDICATES, candidates
from bacd_graph.extraction.completing import completed
from bacd_graph.extraction.heads import RelationHead, load_head
from bacd_graph.extraction.judges import Judge
from bacd_graph.extraction.pairs import PairSet, candidate_pairs
from bacd_graph.extraction.relations import (
    Floats,
    Relation,
    both_ways,
    by_rules,
    hits,
    without_mere_presence,
    without_other_rows,
)
from bacd_graph.extraction.statuses import events_of, features, told_by_page
from bacd_graph.extraction.trained import folder, settings
from bacd_graph.model import Status

# A rule that is this sure needs no judge. None of the packaged ones is; one of a domain may be.
CERTAIN: Final = 1.0
RULED: Final = FEATURES.index("confidence of the rules")
_HALF: Final = 0.5
# Of each pair and predicate: that it holds, that it is only planned, and the best meeting.
PairScores: TypeAlias = tuple[Floats, Floats, NDArray[np.int64]]


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
            found = [*negated, *completed(doc, kept, negated)]
            doc._.relations = self.settled(doc, pairs, scores, found)
        return doc

    def judged(self, doc: Doc, pairs: PairSet, scores: PairScores) -> Iterator[Relation]:
        """Yield the relations that are probable enough."""
        holds, planned, meeting = scores
        holds = both_ways(holds, pairs.pairs)
        found = candidates(doc._.clusters, doc._.nodes, pairs, holds, by_rules(doc._.relations))
        shown = {r.said: r.at for r in doc._.relations}
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
        owners = events_of(doc._.nodes, doc._.layout, relations)
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
