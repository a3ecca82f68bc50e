"""Fits the judge that says whether an event is past or to come when its text is written."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import Pipeline, make_pipeline
from sklearn.preprocessing import StandardScaler
from spacy.tokens import Doc

from bacd_graph.evaluation.gold import AnnotatedEntity, Annotations
from bacd_graph.extraction import statuses
from bacd_graph.model import EntityType, Predicate, Status
from training.examples import Origin

REAL_WEIGHT = 4.0  # of what people wrote, beside exercises, of which there are many more
STRENGTH = 0.05  # inverse of that of the regularization


@dataclass(frozen=True, slots=True)
class EventCases:
    """Events of one document: ``features``, and ``labels``, 1 where one is to come."""

    features: NDArray[np.float32]
    labels: NDArray[np.int8]
    fold: int
    origin: Origin


def labels_of(gold: Annotations) -> Mapping[str, int]:
    """Return 1 for each event to come and 0 for each past one, as most of its statements say."""
    said: Mapping[str, Counter[Status]] = defaultdict(Counter)
    types = {entity.id: entity.type for entity in gold.entities}
    for s in gold.statements:
        if s.p in statuses.AT_EVENT:
            said[s.o][s.status] += 1
        elif s.p is Predicate.LOCATED_IN and types[s.s] is EntityType.EVENT:
            said[s.s][s.status] += 1
    return {e: int(c[Status.PLANNED] > c[Status.ASSERTED]) for e, c in said.items()}


def known_events(
    doc: Doc, gold: Annotations, aligned: Mapping[int, AnnotatedEntity]
) -> tuple[list[int], list[int]]:
    """Return the nodes, by their index, that are events of which gold says the time; the labels.

    ``aligned`` gives the gold entity of a node. Whose page the text is, is left out.
    """
    labels = labels_of(gold)
    known = [
        i
        for i, entity in sorted(aligned.items())
        if entity.id in labels and statuses.told_by_page(doc, doc._.nodes[i]) is None
    ]
    return known, [labels[aligned[i].id] for i in known]


def fit_events(cases: Sequence[EventCases]) -> Pipeline:
    """Return a logistic regression over standardized features."""
    weights = [
        np.full(len(c.labels), 1.0 if c.origin is Origin.EXERCISE else REAL_WEIGHT) for c in cases
    ]
    model = make_pipeline(StandardScaler(), LogisticRegression(C=STRENGTH, max_iter=3000))
    return model.fit(
        np.concatenate([c.features for c in cases]),
        np.concatenate([c.labels for c in cases]),
        logisticregression__sample_weight=np.concatenate(weights),
    )
