"""Pairs of clusters that are alike and were not joined, as long as no one has decided."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from bacd_graph.resolution.clusters import Clusters


@dataclass(slots=True)
class NearMisses:
    """Gathers pairs while clusters are made; only those that stay apart are asked about."""

    _pairs: dict[tuple[int, int], float] = field(default_factory=dict)

    def add(self, a: int, b: int, score: float) -> None:
        """Note that nodes ``a`` and ``b`` may be one; ``score`` in 0..1 says how likely."""
        pair = (min(a, b), max(a, b))
        self._pairs[pair] = max(score, self._pairs.get(pair, 0.0))

    def open(self, clusters: Clusters) -> Iterator[tuple[int, int, float]]:
        """Yield each pair of roots that may still be joined, once, with its best score."""
        best: dict[tuple[int, int], float] = {}
        for (a, b), score in self._pairs.items():
            first, *rest = clusters.roots((a, b))
            if rest and clusters.may_join(a, b):
                pair = (first, rest[0])
                best[pair] = max(score, best.get(pair, 0.0))
        for (a, b), score in sorted(best.items()):
            yield a, b, score
