"""Where a name may stand beside its node, and what speaks for and against each place."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bacd_graph.drawing.box import Box
from bacd_graph.drawing.layout.rectangles import Lines, Rectangles, crossings, gaps, overlap, within

# The sides of a node and what speaks against each: cartographers' order, but that below, where
# a name takes least of a row, comes first here. In the middle of a side, (0, 0) is the node.
_SIDES: Final = (
    (0.0, -1.0, 0.0),
    (1.0, 0.0, 0.3),
    (0.0, 1.0, 0.4),
    (-1.0, 0.0, 0.5),
    (1.0, -1.0, 0.6),
    (1.0, 1.0, 0.6),
    (-1.0, -1.0, 0.8),
    (-1.0, 1.0, 0.8),
    (0.5, -1.0, 0.5),
    (-0.5, -1.0, 0.5),
    (0.5, 1.0, 0.8),
    (-0.5, 1.0, 0.8),
    (1.0, 0.5, 0.7),
    (1.0, -0.5, 0.7),
    (-1.0, 0.5, 0.9),
    (-1.0, -0.5, 0.9),
)
# Points between a name and its node, the nearest first.
_GAPS: Final = (1.5, 5.0, 10.0, 16.0)
# What a line of the network behind a name costs, a point more to its node, and another node
# that is as near as its own; one that is so many points farther away costs nothing.
_CROSSED, _POINT, _MISLEADS, _CLEAR = 0.5, 0.12, 3.0, 5.0
_SAME = 0.01  # points: of two nodes that are as far away as each other, neither is nearer


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the picture: its centre and radius in points."""

    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class Places:
    """The places that one name may take: rectangles, and what each costs (the least is best).

    ``ranks`` are the costs without those of the lines, ``gaps`` the points to the node.
    """

    boxes: Rectangles
    costs: NDArray[np.float64]
    ranks: NDArray[np.float64]
    gaps: NDArray[np.float64]


def places(
    node: Node,
    width: float,
    height: float,
    nodes: Rectangles,
    lines: Lines,
    around: Rectangles,
    box: Box,
) -> Places:
    """Return where a name so wide and high, in points, may stand beside ``node``.

    No place lies on one of ``nodes`` (squares around them, the node's own among them), leaves
    the ``box``, or would be taken for another node's name. ``lines`` are those of the
    network, and ``around`` the rectangles that hold them.

    Source of the sides: Imhof, E. (1975), The American Cartographer 2(2), 128-144.
    """
    boxes, ranks, away = _around(node, width, height)
    window = np.array([[*boxes[:, :2].min(axis=0) - 20, *boxes[:, 2:].max(axis=0) + 20]])
    lines = lines[overlap(window, around)[0]]
    nodes = nodes[overlap(window, nodes)[0]]
    free = within(boxes, box) & ~overlap(boxes, nodes).any(axis=1)
    centres, radii = (nodes[:, :2] + nodes[:, 2:]) / 2, (nodes[:, 2] - nodes[:, 0]) / 2
    others = np.hypot(*(centres - (node.x, node.y)).T) > 1e-6
    nearest = (gaps(boxes, centres[others]) - radii[others]).min(axis=1, initial=np.inf)
    own = gaps(boxes, np.array([[node.x, node.y]]))[:, 0] - node.radius
    free &= nearest > own - _SAME
    boxes, ranks, away, own = boxes[free], ranks[free] + _POINT * away[free], away[free], own[free]
    doubts = np.clip(1 - (nearest[free] - own) / _CLEAR, 0.0, 1.0)
    crossed = np.sqrt(crossings(boxes, lines))
    costs = ranks + _CROSSED * crossed + _MISLEADS * doubts
    return Places(boxes, costs, ranks + _MISLEADS * doubts, own)


def _around(
    node: Node, width: float, height: float
) -> tuple[Rectangles, NDArray[np.float64], NDArray[np.float64]]:
    """Return all places: their rectangles, the costs of their sides, the gaps to the node."""
    boxes, ranks, away = [], [], []
    for gap in _GAPS:
        for across, along, rank in _SIDES:
            x = node.x + _shift(across, node.radius + gap, width)
            y = node.y + _shift(along, node.radius + gap, height)
            boxes.append((x - width / 2, y - height / 2, x + width / 2, y + height / 2))
            ranks.append(rank)
            away.append(gap)
    return np.array(boxes), np.array(ranks), np.array(away)


def _shift(side: float, reach: float, length: float) -> float:
    """Return how far the middle of a name is from its node: beside it, or slid along it."""
    return side * length / 2 + (reach * side if abs(side) == 1 else 0.0)
