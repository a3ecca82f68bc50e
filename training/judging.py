"""Fits the judges to what models make of documents that they have not learned from.

Documents are in folds. The judge of entities is fitted first; what it keeps, in the folds that it
was not fitted to, is what the judges of statements and of events learn from. All then learn from
all folds.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from skl2onnx import to_onnx
from skl2onnx.common.data_types import FloatTensorType
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.pipeline import Pipeline
from spacy.tokens import Doc

from bacd_graph.evaluation.comparison import gold_triples, triple_of
from bacd_graph.evaluation.gold import AnnotatedEntity, Annotations
from bacd_graph.evaluation.matching import align, group
from bacd_graph.evaluation.scores import Score
from bacd_graph.extraction import candidates as statements
from bacd_graph.extraction import entities, statuses
from bacd_graph.extraction.heads import RelationHead
from bacd_graph.extraction.judges import INPUT
from bacd_graph.extraction.marks import marks_of
from bacd_graph.extraction.nodes import Cluster, make_nodes
from bacd_graph.extraction.pairs import PairSet, candidate_pairs
from bacd_graph.extraction.readings import Reader
from bacd_graph.extraction.relations import Relation, both_ways, by_rules, hits
from bacd_graph.extraction.rules import Rules
from bacd_graph.gazetteer import Gazetteer
from training.events import EventCases, fit_events, known_events
from training.examples import Origin

Floats = NDArray[np.float32]
Labels = NDArray[np.int8]
Trees: TypeAlias = GradientBoostingClassifier

OPTIONAL = -1  # neither right nor wrong
THRESHOLDS = np.arange(0.1, 0.9, 0.01)
ALIKE = 0.001  # of F1: among thresholds that are as good, the one with the fewest false ones


@dataclass(frozen=True, slots=True)
class KeptOut:
    """A document, its gold, and a model that has not learned from it.

    The judges of entities and statements learn from no exercises, that of events from all.
    """

    doc: Doc
    gold: Annotations
    reader: Reader
    head: RelationHead
    fold: int
    origin: Origin


@dataclass(frozen=True, slots=True)
class Cases:
    """What a judge has to judge in one document.

    ``labels`` are 1, 0 or OPTIONAL, one for each row of ``features``; ``firm`` is how many there
    are to be found.
    """

    features: Floats
    labels: Labels
    firm: int
    fold: int
    origin: Origin


@dataclass(frozen=True, slots=True)
class Judged:
    """A fitted judge, where it says yes, and its probabilities of real texts, out of fold.

    ``onnx`` is fitted to all folds, ``without`` to all but the one that it is under.
    """

    onnx: bytes
    without: Mapping[int, bytes]
    threshold: float
    probabilities: Floats
    labels: Labels

    def of(self, fold: int | None) -> bytes:
        """Return the judge that was not fitted to a fold, or, for None, the one fitted to all."""
        return self.onnx if fold is None else self.without[fold]


@dataclass(frozen=True, slots=True)
class Judges:
    """The judges of entities, of statements, and of events; the last under the fold left out."""

    entities: Judged
    statements: Judged
    events: Mapping[int | None, bytes]


def fit_judges(
    kept_out: Sequence[KeptOut], names: Callable[[Doc], Doc], rules: Rules, gazetteer: Gazetteer
) -> Judges:
    """Return the judges. ``names`` finds clusters in a ``Doc`` that has an encoding."""
    clusters = [found(item, names) for item in kept_out]
    first = [entity_cases(i, c, gazetteer) for i, c in zip(kept_out, clusters, strict=True)]
    of_entities, probabilities = judge(first)
    second, third = [], []
    for item, own, sure in zip(kept_out, clusters, probabilities, strict=True):
        kept = entities.decided(item.doc, own, sure.tolist(), of_entities.threshold)
        related = relate(item, kept, rules)
        second.append(statement_cases(item, related))
        third.append(event_cases(item, related))
    return Judges(of_entities, judge(second)[0], judges_of_events(third))


def found(item: KeptOut, names: Callable[[Doc], Doc]) -> tuple[Cluster, ...]:
    """Return all that may be an entity in a document."""
    item.doc._.encoding = item.reader.read(item.doc)
    clusters: tuple[Cluster, ...] = names(item.doc)._.clusters
    return clusters


def aligned(item: KeptOut, clusters: Sequence[Cluster]) -> dict[int, AnnotatedEntity]:
    """Return the gold entity of each cluster that has one."""
    predicted = [
        AnnotatedEntity(
            str(i), c.name, c.type, tuple(" ".join(item.doc[a:b].text.split()) for a, b in c.spans)
        )
        for i, c in enumerate(clusters)
    ]
    pairs = align(item.gold.entities, predicted, group)
    return {int(i): entity for i, entity in pairs.items()}


def entity_cases(item: KeptOut, clusters: Sequence[Cluster], gazetteer: Gazetteer) -> Cases:
    """Return the clusters of a document as cases."""
    gold = aligned(item, clusters)
    labels = [
        0 if i not in gold else OPTIONAL if gold[i].optional else 1 for i in range(len(clusters))
    ]
    firm = sum(not entity.optional for entity in item.gold.entities)
    features = entities.features(item.doc, clusters, gazetteer)
    return Cases(features, np.array(labels, np.int8), firm, item.fold, item.origin)


@dataclass(frozen=True, slots=True)
class Related:
    """What rules and classifier make of a document whose nodes are set, and their gold entities."""

    relations: Sequence[Relation]
    gold: Mapping[int, AnnotatedEntity]
    pairs: PairSet
    holds: Floats
    planned: Floats


def relate(item: KeptOut, clusters: tuple[Cluster, ...], rules: Rules) -> Related:
    """Set the nodes of a document and return what is made of its pairs."""
    doc = item.doc
    doc._.clusters, doc._.relations = clusters, ()
    nodes = doc._.nodes = make_nodes(doc, clusters)
    relations = rules(doc)._.relations
    pairs = candidate_pairs(doc, nodes, hits(relations))
    states = item.reader.read_again(doc._.encoding, marks_of(len(doc), nodes))
    holds, planned, _ = item.head(states, pairs)
    gold = aligned(item, clusters)
    return Related(relations, gold, pairs, both_ways(holds, pairs.pairs), planned)


def statement_cases(item: KeptOut, related: Related) -> Cases:
    """Return the candidate statements of a document as cases."""
    doc, gold, pairs = item.doc, related.gold, related.pairs
    candidates = statements.candidates(
        doc._.clusters, doc._.nodes, pairs, related.holds, by_rules(related.relations)
    )
    firm, optional = gold_triples(item.gold)
    labels = []
    for row, column in zip(candidates.rows.tolist(), candidates.columns.tolist(), strict=True):
        a, b = pairs.pairs[row]
        predicate = statements.PREDICATES[column]
        key = triple_of(gold[a].id, predicate, gold[b].id) if a in gold and b in gold else None
        labels.append(1 if key in firm else OPTIONAL if key in optional else 0)
    return Cases(candidates.features, np.array(labels, np.int8), len(firm), item.fold, item.origin)


def event_cases(item: KeptOut, related: Related) -> EventCases:
    """Return the events of a document of which gold says the time as cases; pages need no judge."""
    known, labels = known_events(item.doc, item.gold, related.gold)
    features = statuses.features(item.doc, known, related.pairs, related.holds, related.planned)
    return EventCases(features, np.array(labels, np.int8), item.fold, item.origin)


def judges_of_events(cases: Sequence[EventCases]) -> dict[int | None, bytes]:
    """Return the judge of events fitted without each fold, and, under None, to all."""
    width = cases[0].features.shape[1]
    return {
        fold: converted(fit_events([c for c in cases if c.fold != fold]), width)
        for fold in (*sorted({c.fold for c in cases}), None)
    }


def judge(cases: Sequence[Cases]) -> tuple[Judged, list[Floats]]:
    """Return the judge, with a threshold, and the probabilities out of fold.

    It learns from no exercises: they are harder, and would make it too modest. The threshold is the
    highest whose F1 on the gold is as good as the best. The probabilities of a document are those
    by a judge fitted to the other folds.
    """
    folds = sorted({c.fold for c in cases})
    real = [i for i, c in enumerate(cases) if c.origin is not Origin.EXERCISE]
    judges = {fold: fit_trees([cases[i] for i in real if cases[i].fold != fold]) for fold in folds}
    by_document = [probability(judges[c.fold], c.features) for c in cases]
    gold = [i for i in real if cases[i].origin is Origin.GOLD]
    threshold = best_threshold([by_document[i] for i in gold], [cases[i] for i in gold])
    width = cases[0].features.shape[1]
    whole = converted(fit_trees([cases[i] for i in real]), width)
    without = {fold: converted(trees, width) for fold, trees in judges.items()}
    p = np.concatenate([by_document[i] for i in real])
    labels = np.concatenate([cases[i].labels for i in real])
    return Judged(whole, without, threshold, p, labels), by_document


def best_threshold(probabilities: Sequence[Floats], cases: Sequence[Cases]) -> float:
    """Return the highest threshold whose F1 on these documents is as good as the best."""
    p, labels = np.concatenate(probabilities), np.concatenate([c.labels for c in cases])
    firm = sum(c.firm for c in cases)
    scores = np.array([f1(p >= t, labels, firm) for t in THRESHOLDS])
    return round(float(THRESHOLDS[scores >= scores.max() - ALIKE].max()), 2)


def fit_trees(cases: Sequence[Cases]) -> Trees:
    """Return boosted trees fitted to the cases that are right or wrong."""
    features = np.concatenate([c.features for c in cases])
    labels = np.concatenate([c.labels for c in cases])
    trees = GradientBoostingClassifier(
        n_estimators=150,
        learning_rate=0.05,
        max_leaf_nodes=12,
        min_samples_leaf=40,
        subsample=0.7,
        max_features=0.5,
        random_state=0,
    )
    return trees.fit(features[labels != OPTIONAL], labels[labels != OPTIONAL])


def probability(trees: Trees, features: Floats) -> Floats:
    """Return the probability of each row."""
    if not len(features):
        return np.zeros(0, np.float32)
    yes: Floats = trees.predict_proba(features)[:, 1].astype(np.float32)
    return yes


def converted(fitted: Trees | Pipeline, width: int) -> bytes:
    """Return a judge over so many features as ONNX."""
    model = to_onnx(
        fitted,
        initial_types=[(INPUT, FloatTensorType([None, width]))],
        options={"zipmap": False},
        target_opset=17,
    )
    # By default, these are others each time.
    model.graph.name = "judge"
    model.opset_import.sort(key=lambda opset: opset.domain)
    written: bytes = model.SerializeToString(deterministic=True)
    return written


def f1(yes: NDArray[np.bool_], labels: Labels, firm: int) -> float:
    """Return the harmonic mean of precision and recall; what is optional counts for neither."""
    right = int((yes & (labels == 1)).sum())
    false = int((yes & (labels == 0)).sum())
    return Score(right, false, firm - right).f1
