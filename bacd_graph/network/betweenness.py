"""Through whom the shortest paths lead: exactly, or estimated from those that begin at a few."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bacd_graph.network.compiled import to_igraph
from bacd_graph.network.projections import Network
from bacd_graph.network.ranking import LARGE, rounded

if TYPE_CHECKING:
    import igraph

PIVOTS: Final = 1_000
_BATCHES: Final = 10
# Student's t for 95 in 100 and nine degrees of freedom: ten batches.
_STUDENT: Final = 2.262


@dataclass(frozen=True, slots=True)
class Betweenness:
    """The betweenness of each node, in the order of the graph, as shares in 0..1.

    ``pivots`` is how many nodes the paths begin at, or None if at all. ``margin`` is how far
    the values may be off: 0 where they are exact, else the widest of all nodes' intervals of
    95 in 100, halved.
    """

    values: tuple[float, ...]
    margin: float
    pivots: int | None


def betweenness(graph: Network, pivots: int | None = None) -> Betweenness:
    """Return for each node the share of shortest paths between all others that lead through it.

    Every edge is one step long: weights count evidence, not distance. Where several paths
    between two are the shortest, each counts its part.

    With ``pivots``, 20 or more, the paths that begin at so many nodes stand for all; by default
    `PIVOTS` where the graph has more than `LARGE` nodes, else all nodes, which is exact. Pivots
    are drawn uniformly, which Brandes & Pich found to do as well as any other choice, by a
    generator of a fixed seed: the same graph gives the same answer. Of k pivots, a node's value
    is off by more than x at most 2 exp(-2 k x²) of the time (Hoeffding); the margin, from the
    spread of ten batches of pivots, is closer.

    Source: Freeman, L. C. (1977), Sociometry 40(1), 35-41; Brandes, U. (2001), Journal of
    Mathematical Sociology 25(2), 163-177; Brandes, U. & Pich, C. (2007), Centrality estimation
    in large networks, International Journal of Bifurcation and Chaos 17(7), 2303-2318.
    """
    count = len(graph)
    if pivots is None:
        pivots = PIVOTS if count > LARGE else count
    pivots = max(pivots, 2 * _BATCHES)
    compiled = to_igraph(graph)
    if pivots >= count:
        pairs = max((count - 1) * (count - 2) / 2, 1.0)
        exact = (rounded(value / pairs) for value in compiled.betweenness(directed=False))
        return Betweenness(tuple(exact), 0.0, None)
    return _estimate(compiled, draw_pivots(count, pivots))


def draw_pivots(count: int, pivots: int) -> list[int]:
    """Return ``pivots`` of the numbers below ``count``, drawn as in each run, in that order."""
    return random.Random(0).sample(range(count), pivots)  # noqa: S311 - a sample, no secret


def _estimate(graph: "igraph.Graph", pivots: Sequence[int]) -> Betweenness:
    import numpy as np

    count, k = graph.vcount(), len(pivots)
    sums, sources = np.zeros(count), np.zeros(count)
    means = np.empty((_BATCHES, count))
    for number in range(_BATCHES):
        batch = pivots[number::_BATCHES]
        found = np.array(graph.betweenness(directed=False, sources=batch))
        # A node lies on no path that begins at itself.
        begun = np.full(count, float(len(batch)))
        begun[batch] -= 1
        sums += found
        sources += begun
        means[number] = found / begun
    # igraph counts a path between two once, from whichever of its ends it is walked.
    scale = 2 / (count - 2)
    values = scale * sums / sources
    # Of a sample that holds much of the whole, less is left to chance.
    left = (1 - k / count) / _BATCHES
    margin = _STUDENT * scale * np.sqrt(means.var(axis=0, ddof=1).max() * left)
    return Betweenness(tuple(map(rounded, values.tolist())), float(margin), k)
