"""Where entities stand on the graph page: those that statements join stand together."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from bacd_graph.model import Claim, Entity
from bacd_graph.network.compiled import from_edges, seeded

if TYPE_CHECKING:
    import igraph

Points: TypeAlias = NDArray[np.float64]

# The largest coordinate: whole numbers up to it are finer than a screen, and short to write.
EXTENT: Final = 10_000
# Steps of the layout, after which thousands of nodes hardly move any more.
_STEPS: Final = 500
# The golden angle: points on a spiral that turns by it lie evenly, none on another.
_TURN: Final = math.pi * (3 - math.sqrt(5))


def places(entities: Sequence[Entity], claims: Iterable[Claim]) -> list[tuple[int, int]]:
    """Return where each of ``entities`` stands, from 0 to `EXTENT` along both axes.

    Statements pull their two ends together and all else stands apart, after Fruchterman and
    Reingold: hubs come into the middle of what hangs on them, and groups that few statements
    join stand apart. What nothing joins to the largest component stands in rows below it. The
    same entities and claims give the same places, whatever the order of the claims.

    Source: Fruchterman, T. M. J. & Reingold, E. M. (1991), Software: Practice and Experience
    21(11), 1129-1164.
    """
    if not entities:
        return []
    graph = _graph(entities, claims)
    parts = sorted(graph.connected_components(), key=lambda part: (-len(part), part))
    shapes = [_lay_out(graph.induced_subgraph(part)) for part in parts]
    points = np.zeros((len(entities), 2))
    for part, shape in zip(parts, _packed(shapes), strict=True):
        points[part] = shape
    points -= points.min(axis=0)
    whole = np.rint(points * (EXTENT / max(float(points.max()), 1e-9))).astype(int)
    return [(int(x), int(y)) for x, y in whole]


def _graph(entities: Sequence[Entity], claims: Iterable[Claim]) -> "igraph.Graph":
    """Return the entities with an edge for each two that a statement joins, however many do."""
    at = {entity.id: index for index, entity in enumerate(entities)}
    pairs: Counter[tuple[int, int]] = Counter()
    for claim in claims:
        one, other = at.get(claim.subject.id), at.get(claim.object.id)
        if one is None or other is None or one == other or not claim.held:
            continue
        pairs[min(one, other), max(one, other)] += 1
    edges = sorted(pairs)
    return from_edges(
        len(entities), ([a for a, _ in edges], [b for _, b in edges], [1.0] * len(edges))
    )


def _lay_out(graph: "igraph.Graph") -> Points:
    """Return the places of a component's nodes around (0, 0), about one unit of area each."""
    count = graph.vcount()
    turns, reach = np.arange(count) * _TURN, np.sqrt(np.arange(count) / math.pi)
    spiral = np.column_stack([reach * np.cos(turns), reach * np.sin(turns)])
    if count < 3:
        return spiral
    with seeded(0):
        found = graph.layout_fruchterman_reingold(seed=spiral.tolist(), niter=_STEPS)
    points = np.array(found.coords)
    points -= points.mean(axis=0)
    # Half of the nodes take up half of the area; a few far ones do not shrink the rest.
    middle = float(np.median(np.hypot(*points.T)))
    return np.asarray(points * (math.sqrt(count / 2 / math.pi) / max(middle, 1e-9)))


def _packed(shapes: Sequence[Points]) -> list[Points]:
    """Return the shapes, the largest first, moved apart: the others in rows below the first."""
    first, *others = shapes
    left, right = float(first[:, 0].min()), float(first[:, 0].max())
    width = max(right - left, math.sqrt(sum(len(shape) for shape in shapes)))
    packed = [first]
    x, top, height = left, float(first[:, 1].min()) - 2.0, 0.0
    for shape in others:
        low, size = shape.min(axis=0), np.ptp(shape, axis=0) + 1.0
        if x > left and x + size[0] > left + width:
            x, top, height = left, top - height, 0.0
        packed.append(shape - low + np.array([x, top - size[1]]))
        x, height = x + float(size[0]), max(height, float(size[1]))
    return packed
