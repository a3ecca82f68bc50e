"""Networks -> positions: the same each time, within a rectangle, nothing on top of anything."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from bacd_graph.network.compiled import seeded, to_igraph
from bacd_graph.network.projections import Network

Points: TypeAlias = NDArray[np.float64]

# Measured by eye on networks of 10 to 1000 entities: pulls of a community on its own.
_INSIDE, _ACROSS = 3.0, 0.6
_ITERATIONS = 600
# How far positions go from where forces put them towards even spacing, 0..1.
_EVEN = 0.55
# How near two nodes may come, as a share of the distance in an even grid.
_ROOMY = 0.66
# Points between a node and the edge of its cell: the ground of a community shows there.
_BORDER = 22.0


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, in points."""

    left: float
    bottom: float
    width: float
    height: float


def lay_out(
    graph: Network, groups: Sequence[Sequence[str]], radii: Mapping[str, float], box: Box
) -> dict[str, tuple[float, float]]:
    """Return a position in points for each node, within ``box``.

    Each connected component gets a part of the box as large as its share of the nodes, so
    small ones stand beside the big one instead of drifting away. In a component forces decide
    (Fruchterman & Reingold 1991, from a circle on which ``groups`` stand together), then the
    crowded middle is loosened and nodes that touch are pushed apart.
    """
    component_list = sorted(nx.connected_components(graph), key=lambda c: (-len(c), min(c)))
    components = [graph.subgraph(c) for c in component_list]
    cells = _partition([max(len(c) + 1.0, len(graph) / 25) for c in components], box)
    placed: dict[str, tuple[float, float]] = {}
    for component, cell in zip(components, cells, strict=True):
        snug = _shrink(cell, len(component))
        placed.update(_lay_out_component(component, groups, radii, snug))
    return {node: placed[node] for node in graph}


def _shrink(cell: Box, nodes: int) -> Box:
    """Return the middle of a cell that is too large for so few nodes: no edge as long as a page."""
    width = min(cell.width, 100.0 + 90.0 * nodes)
    height = min(cell.height, 60.0 + 45.0 * nodes)
    left = cell.left + (cell.width - width) / 2
    return Box(left, cell.bottom + (cell.height - height) / 2, width, height)


def make_room(
    positions: Mapping[str, tuple[float, float]],
    radii: Mapping[str, float],
    rooms: Mapping[str, tuple[float, float]],
    box: Box,
    edge: float = 0.0,
) -> dict[str, tuple[float, float]]:
    """Return the positions with a room beside each node of ``rooms`` cleared of other nodes.

    ``rooms`` gives the width and the height of a name, in points, for the nodes that must have
    one, the most important first. What stands in a room moves up or down, whichever is nearer,
    unless it is more important. Nodes keep ``edge`` points away from the edges of ``box``.
    """
    moved = dict(positions)
    rank = {node: number for number, node in enumerate(rooms)}
    # The most important come last, so that no one moves into their rooms any more.
    for node in reversed(list(rooms)):
        x, y = moved[node]
        width, height = rooms[node]
        start = x + radii[node] + 2
        if start + width > box.left + box.width:
            start = x - radii[node] - 2 - width
        for other in moved:
            ox, oy = moved[other]
            reach = radii[other] + 2.5
            away = height / 2 + reach
            beside = start - reach < ox < start + width + reach
            if beside and abs(oy - y) < away and rank.get(other, len(rank)) > rank[node]:
                moved[other] = (ox, y + away if oy >= y else y - away)
    return {n: _within(box, max(radii[n], edge), at) for n, at in moved.items()}


def _within(box: Box, edge: float, at: tuple[float, float]) -> tuple[float, float]:
    """Return ``at``, moved into the box by what it stands too near to the edges."""
    across, along = min(edge, box.width / 2), min(edge, box.height / 2)
    x = min(max(at[0], box.left + across), box.left + box.width - across)
    y = min(max(at[1], box.bottom + along), box.bottom + box.height - along)
    return x, y


def _lay_out_component(
    component: Network, groups: Sequence[Sequence[str]], radii: Mapping[str, float], cell: Box
) -> dict[str, tuple[float, float]]:
    # The subgraph's own order is that of a set.
    nodes = sorted(component)
    ordered: Network = nx.Graph()
    ordered.add_nodes_from(nodes)
    ordered.add_edges_from(sorted((min(e), max(e)) for e in component.edges))
    group_of = {node: number for number, group in enumerate(groups) for node in group}
    compiled = to_igraph(ordered)
    pulls = [
        _INSIDE if group_of.get(a, -1) == group_of.get(b, -2) else _ACROSS for a, b in ordered.edges
    ]
    with seeded(0):
        forces = compiled.layout_fruchterman_reingold(
            weights=pulls, niter=_ITERATIONS, seed=_circle(nodes, group_of), grid=False
        )
    radius = np.array([radii[n] for n in nodes])
    points = _fit(_loosen(_turn(np.array(forces.coords), cell)), cell, radius)
    points = _push_apart(points, radius, cell)
    return {n: (float(x), float(y)) for n, (x, y) in zip(nodes, points, strict=True)}


def _circle(nodes: Sequence[str], group_of: Mapping[str, int]) -> list[tuple[float, float]]:
    order = sorted(nodes, key=lambda n: (group_of.get(n, -1), n))
    angle = {n: 2 * math.pi * i / len(order) for i, n in enumerate(order)}
    size = math.sqrt(len(nodes))
    return [(size * math.cos(angle[n]), size * math.sin(angle[n])) for n in nodes]


def _turn(points: Points, cell: Box) -> Points:
    """Turn the points so that they stretch as the cell does."""
    centred = points - points.mean(axis=0)
    x, y = centred.T
    angle = 0.5 * math.atan2(2 * float(x @ y), float(x @ x - y @ y))
    angle -= 0.0 if cell.width >= cell.height else math.pi / 2
    turn = np.array([[math.cos(angle), -math.sin(angle)], [math.sin(angle), math.cos(angle)]])
    turned: Points = centred @ turn
    return turned


def _loosen(points: Points) -> Points:
    """Mix each coordinate with its rank: hubs make a clump, and names need room."""
    ranks = points.argsort(axis=0, kind="stable").argsort(axis=0, kind="stable")
    even = ranks / max(len(points) - 1, 1)
    # On a line across the other axis there are no ranks, only rounding.
    flat = np.ptp(points, axis=0) < 1e-6
    loose: Points = np.where(flat, 0.5, _EVEN * even + (1 - _EVEN) * _unit(points))
    return loose


def _unit(points: Points) -> Points:
    low, reach = points.min(axis=0), np.ptp(points, axis=0)
    flat = reach < 1e-6
    unit: Points = np.where(flat, 0.5, (points - low) / np.where(flat, 1.0, reach))
    return unit


def _fit(points: Points, cell: Box, radius: Points) -> Points:
    # Sideways more: names stand beside their nodes.
    wanted = radius.max() + np.array([_BORDER + 12.0, _BORDER])
    margin = np.minimum(wanted, np.array([cell.width, cell.height]) * 0.25)
    inner = np.array([cell.width, cell.height]) - 2 * margin
    corner = np.array([cell.left, cell.bottom])
    fitted: Points = corner + margin + _unit(points) * inner
    return fitted


def _push_apart(points: Points, radius: Points, cell: Box, gap: float = 5.0) -> Points:
    """Move nodes that touch away from each other, a bit at a time, and keep them in the cell."""
    corner, size = np.array([cell.left, cell.bottom]), np.array([cell.width, cell.height])
    border = np.minimum(radius[:, None] + _BORDER, size * 0.25)
    low, high = corner + border, corner + size - border
    # Room for a name: most of the distance that nodes would have if they were spread evenly.
    roomy = _ROOMY * math.sqrt(cell.width * cell.height / len(points))
    need = np.maximum(radius[:, None] + radius[None, :] + gap, roomy)
    np.fill_diagonal(need, 0.0)
    # Two nodes on one spot need a direction; the spiral gives each another one.
    turns = np.arange(len(points)) * 2.399963
    points = points + 1e-3 * np.column_stack([np.cos(turns), np.sin(turns)])
    for _ in range(min(200, 30_000 // len(points) + 10)):
        away = points[:, None, :] - points[None, :, :]
        distance = np.hypot(away[..., 0], away[..., 1])
        short = np.maximum(need - distance, 0.0)
        if short.max(initial=0.0) < 0.1:
            break
        push = (short / np.maximum(distance, 1e-9))[..., None] * away
        moved: Points = np.clip(points + 0.3 * push.sum(axis=1), low, high)
        points = moved
    return points


def _partition(sizes: Sequence[float], box: Box) -> list[Box]:
    """Cut ``box`` into one cell a size, in order, areas in proportion, cells not too narrow."""
    if len(sizes) <= 1:
        return [box] * len(sizes)
    total, head, cut = sum(sizes), 0.0, 0
    while cut < len(sizes) - 1 and (cut == 0 or head + sizes[cut] <= total / 2):
        head += sizes[cut]
        cut += 1
    share = head / total
    if box.width >= box.height:
        first = Box(box.left, box.bottom, box.width * share, box.height)
        second = Box(box.left + first.width, box.bottom, box.width - first.width, box.height)
    else:
        lower = box.height * (1 - share)
        first = Box(box.left, box.bottom + lower, box.width, box.height - lower)
        second = Box(box.left, box.bottom, box.width, lower)
    return _partition(sizes[:cut], first) + _partition(sizes[cut:], second)
