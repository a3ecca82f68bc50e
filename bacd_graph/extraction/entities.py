"""The component that decides which clusters are entities, and how sure that is.

The recognizer lets through what may be a name; seen in the whole document (what else is named,
how often, what the gazetteer says) more can be told.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import repeat
from operator import contains
from typing import Final

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from bacd_graph.extraction.encoding import TYPES
from bacd_graph.extraction.judges import Judge
from bacd_graph.extraction.layout import HEADINGS
from bacd_graph.extraction.listed import gazetteer_of
from bacd_graph.extraction.nodes import Cluster
from bacd_graph.extraction.trained import folder, settings
from bacd_graph.gazetteer import Gazetteer

# What the judge is told of a cluster, in the order of its inputs.
FEATURES: Final = (
    "score of the recognizer",
    "type",
    "words",
    "characters",
    "listed as of its type",
    "listed as of another type",
    "lower-case",
    "upper-case",
    "share of words with a capital",
    "has a digit",
    "has a sign within",
    "mentions",
    "spellings",
    "in the title",
    "names that share its most shared word",
    "part of another name",
    "has another name in it",
    "names",
    "names of its type",
    "tokens",
    "mean score of the names",
)
_TOKENS: Final = 16  # that a name within a rejected one may have
_SIGN: Final = re.compile(r"[_/:.\-]")


class EntityJudge:
    """Keeps the clusters that are probable enough, with that probability as confidence."""

    def __init__(self, judge: Judge, threshold: float, gazetteer: Gazetteer) -> None:
        self.judge = judge
        self.threshold = threshold
        self.gazetteer = gazetteer

    def __call__(self, doc: Doc) -> Doc:
        """Return ``doc`` with the clusters that are entities."""
        clusters: Sequence[Cluster] = doc._.clusters
        sure = self.judge(features(doc, clusters, self.gazetteer))
        doc._.clusters = decided(doc, clusters, sure, self.threshold)
        return doc


def decided(
    doc: Doc, clusters: Sequence[Cluster], sure: Iterable[float], threshold: float
) -> tuple[Cluster, ...]:
    """Return the clusters that are probable enough, and free the names that others hold."""
    kept, rejected = [], []
    for cluster, p in zip(clusters, sure, strict=True):
        if p >= threshold:
            kept.append(replace(cluster, confidence=float(p)))
        else:
            rejected.append(cluster)
    return with_freed(doc, kept, rejected)


def with_freed(
    doc: Doc, kept: Sequence[Cluster], rejected: Sequence[Cluster]
) -> tuple[Cluster, ...]:
    """Return the kept clusters, also named where a rejected name holds one of theirs.

    If "OpenStack Block Storage Tales" is nothing, "OpenStack" in it is OpenStack.
    """
    owner: dict[str, int] = {}
    lengths: Mapping[str, set[int]] = defaultdict(set)  # of names, in tokens, by the first
    for i, cluster in enumerate(kept):
        for start, end in cluster.spans:
            if end - start <= _TOKENS:
                owner.setdefault(doc[start:end].text, i)
                lengths[doc[start].text].add(end - start)
    freed: Mapping[int, list[tuple[int, int]]] = defaultdict(list)
    for start, end in (span for cluster in rejected for span in cluster.spans):
        at = start
        while at < end:
            stops = [at + n for n in lengths.get(doc[at].text, ()) if at + n <= end]
            named = [stop for stop in sorted(stops) if doc[at:stop].text in owner]
            if named:
                freed[owner[doc[at : named[-1]].text]].append((at, named[-1]))
            at = named[-1] if named else at + 1
    return tuple(
        replace(cluster, spans=tuple(sorted((*cluster.spans, *freed.get(i, ())))))
        for i, cluster in enumerate(kept)
    )


def features(doc: Doc, clusters: Sequence[Cluster], gazetteer: Gazetteer) -> NDArray[np.float32]:
    """Return ``FEATURES`` of each cluster, shape (clusters, features)."""
    rows = []
    names = [c.name for c in clusters]
    lowered = [name.lower() for name in names]
    distinct = set(lowered)
    shared = Counter(word for name in lowered for word in name.split())
    of_type = Counter(c.type for c in clusters)
    mean = float(np.mean([c.confidence for c in clusters])) if clusters else 0.0
    titles = [(s.start, s.end) for s in doc._.layout if s.kind in HEADINGS]
    for cluster, name, lower in zip(clusters, names, lowered, strict=True):
        words = name.split()
        listed = {entry.type for entry in gazetteer.canonical(name)}
        others = [other for other in distinct if other != lower]
        rows.append(
            (
                cluster.confidence,
                TYPES.index(cluster.type),
                len(words),
                len(name),
                cluster.type in listed,
                bool(listed - {cluster.type}),
                name.islower(),
                name.isupper(),
                sum(word[:1].isupper() for word in words) / len(words),
                any(ch.isdigit() for ch in name),
                bool(_SIGN.search(name)),
                len(cluster.spans),
                len({doc[start:end].text for start, end in cluster.spans}),
                any(a <= start < b for start, _ in cluster.spans for a, b in titles),
                max(shared[word] for word in lower.split()),
                any(map(contains, others, repeat(lower))),
                any(map(lower.__contains__, others)),
                len(clusters),
                of_type[cluster.type],
                len(doc),
                mean,
            )
        )
    return np.array(rows, dtype=np.float32).reshape(-1, len(FEATURES))


@Language.factory("bacd_entities", assigns=["doc._.clusters"], requires=["doc._.clusters"])
def make_entity_judge(nlp: Language, name: str, own: str | None = None) -> EntityJudge:
    """Return the component on the model in the folder ``own``, by default the packaged one."""
    judge = Judge(folder(own) / "entities.onnx")
    return EntityJudge(judge, settings(own).entity, gazetteer_of(nlp))
