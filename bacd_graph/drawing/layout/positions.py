"""Networks -> positions: distances on paper in proportion to those in the network.

The same network gives the same positions each time, whatever the order of its nodes.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from bacd_graph.drawing.box import Box
from bacd_graph.drawing.layout.spreading import spread
from bacd_graph.network.compiled import to_igraph
from bacd_graph.network.projections import Network

Points: TypeAlias = NDArray[np.float64]
Indices: TypeAlias = NDArray[np.intp]

# How much longer than a tie within a community one between two is meant to be.
_ACROSS = 1.2
# Passes over the pairs of nodes, in which a node meets at most so many others, and how far the
# last pass may still move them.
_PASSES, _MEETINGS, _LAST_STEP = 15, 400, 0.1
# Up to so many nodes all distances are known. Of more, those to so many landmarks are, a node
# meets fewer others, and positions then go so far towards even spacing, 0..1.
_EXACT, _LANDMARKS, _FEWER, _EVEN = 1_000, 16, 60, 0.7
# The area to lay out in, in squares of the mean distance: less would press nodes to the edges.
_ROOM = 5.0
# How much longer one axis may be made than the other, to fill the paper.
_STRETCH = 1.4


def lay_out(
    graph: Network,
    groups: Sequence[Sequence[str]],
    sizes: Mapping[str, tuple[float, float]],
    box: Box,
) -> dict[str, tuple[float, float]]:
    """Return the centre of each node in points; none lies on another, if ``box`` has the room.

    ``sizes`` are the widths and heights that nodes take up, in points, names included. The
    positions make the stress small, the sum over all pairs of ((distance on paper - distance
    in the network) / distance in the network)^2 (Kamada & Kawai 1989), by stochastic gradient
    descent (Zheng, Pawar & Goodman 2018) over pairs that are drawn by lot, within the
    proportions of the box. A tie is one step long, and somewhat more between two of
    ``groups``, so that these stand together. Then nodes are spread until none overlap.

    Of large networks the distances are those over landmarks, the nodes with most neighbours:
    never too short, and exact wherever a shortest path passes one (Potamias et al. 2009).

    Source: Kamada, T. & Kawai, S. (1989), Information Processing Letters 31(1), 7-15; Zheng,
    J. X., Pawar, S. & Goodman, D. F. M. (2018), IEEE TVCG 25(9), 2738-2748; Potamias, M. et al.
    (2009), CIKM '09, 867-876.
    """
    nodes = sorted(graph)
    if not nodes:
        return {}
    reach = np.array([sizes[n] for n in nodes])
    points = _descend(_distances(graph, nodes, groups), box)
    points = _fit(points, reach, box)
    low = np.array([box.left, box.bottom])
    points = spread(points, reach, low, low + np.array([box.width, box.height]))
    return {n: (float(x), float(y)) for n, (x, y) in zip(nodes, points, strict=True)}


def _distances(graph: Network, nodes: Sequence[str], groups: Sequence[Sequence[str]]) -> Points:
    """Return how far all nodes (columns) are from all nodes, or from the landmarks (rows)."""
    group_of = {node: number for number, group in enumerate(groups) for node in group}
    ordered: Network = nx.Graph()
    ordered.add_nodes_from(nodes)
    for a, b in sorted((min(edge), max(edge)) for edge in graph.edges):
        ordered.add_edge(a, b, weight=1.0 if group_of.get(a) == group_of.get(b) else _ACROSS)
    compiled = to_igraph(ordered)
    sources = list(range(len(nodes)))
    if len(nodes) > _EXACT:
        degrees = compiled.degree()
        sources = sorted(sources, key=lambda i: -degrees[i])[:_LANDMARKS]
    found = np.array(compiled.distances(source=sources, weights="weight"))
    # What nothing joins stands a bit farther apart than others do on average.
    joined = np.isfinite(found)
    known: Points = np.where(joined, found, found[joined].mean() + 1.0)
    return known


def _descend(distances: Points, box: Box) -> Points:
    """Return points whose distances are near to those given, in any unit."""
    count = distances.shape[1]
    exact = len(distances) == count
    chance = np.random.default_rng(0)
    limit = _limits(distances, box)
    points = chance.uniform(-1, 1, (count, 2)) * limit
    for step in np.geomspace(max(float(distances.max()), 1.0) ** 2, _LAST_STEP, _PASSES):
        for one, other in _meetings(count, _MEETINGS if exact else _FEWER, chance):
            wanted = distances[one, other] if exact else _over(distances, one, other)
            moved = _pull(points[one] - points[other], wanted, step) / 2
            points[one] -= moved
            points[other] += moved
            np.clip(points, -limit, limit, out=points)
    return points if exact else _loosen(points)


def _loosen(points: Points) -> Points:
    """Mix each coordinate with its rank: thousands round a hub would not fit where they belong."""
    low, reach = points.min(axis=0), np.ptp(points, axis=0)
    ranks = points.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable")
    even = low + reach * ranks / (len(points) - 1)
    loose: Points = _EVEN * even + (1 - _EVEN) * points
    return loose


def _over(distances: Points, one: Indices, other: Indices) -> Points:
    """Return the distances of nodes, each by the landmark over which the way is shortest."""
    shortest: Points = (distances[:, one] + distances[:, other]).min(axis=0)
    return shortest


def _pull(apart: Points, wanted: Points, step: float) -> Points:
    """Return how far points that are so far apart shall come nearer: at most all the way."""
    length = np.hypot(apart[:, 0], apart[:, 1]) + 1e-9
    # A node is where it wants to be for itself.
    strength = np.minimum(step / np.maximum(wanted, 1e-9) ** 2, 1.0)
    pull: Points = ((length - wanted) / length * strength)[:, None] * apart
    return pull


def _meetings(
    count: int, most: int, chance: np.random.Generator
) -> Iterator[tuple[Indices, Indices]]:
    """Yield pairs of nodes, no node twice at a time: rounds of a tournament, drawn by lot.

    All rounds together hold each pair once. Pairs that share no node can be moved at once.
    """
    even = count + count % 2
    order = chance.permutation(even)
    half = even // 2
    for turn in chance.permutation(even - 1)[:most]:
        ring = np.roll(order[1:], turn)
        one = np.concatenate([order[:1], ring[: half - 1]])
        other = ring[half - 1 :][::-1]
        real = (one < count) & (other < count)
        yield one[real], other[real]


def _limits(distances: Points, box: Box) -> Points:
    """Return how far from the centre points may go, along each axis."""
    area = _ROOM * float((distances**2).mean()) + 1.0
    aspect = box.width / max(box.height, 1e-9)
    height = math.sqrt(area / aspect)
    return np.array([height * aspect, height]) / 2


def _fit(points: Points, reach: Points, box: Box) -> Points:
    """Move and scale the points into the box, along one axis at most a bit more than the other."""
    low, high = points.min(axis=0), points.max(axis=0)
    room = np.array([box.width, box.height])
    # What is large stands anywhere, so a middling size is left free at the edges.
    inner = np.maximum(room - np.median(reach, axis=0), room * 0.5)
    factor = inner / np.maximum(high - low, 1e-6)
    factor = np.minimum(factor, _STRETCH * factor.min())
    centre = np.array([box.left, box.bottom]) + room / 2
    fitted: Points = centre + (points - (low + high) / 2) * factor
    return fitted
