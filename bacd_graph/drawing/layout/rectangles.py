"""Rectangles and lines on paper: what overlaps, what crosses, what is left of a line.

A rectangle is a row of its left, bottom, right and top; a line is a row of x, y, x, y.
"""

from collections.abc import Iterable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from bacd_graph.drawing.box import Box

Rectangles: TypeAlias = NDArray[np.float64]
Lines: TypeAlias = NDArray[np.float64]
Matrix: TypeAlias = NDArray[np.float64]


def overlap(ones: Rectangles, others: Rectangles) -> NDArray[np.bool_]:
    """Return which of ``ones`` (rows) overlap which of ``others`` (columns).

    Those that only touch do not, and one of nan overlaps nothing.

    >>> overlap(np.array([[0.0, 0, 4, 4]]), np.array([[3.0, 3, 9, 9], [4.0, 0, 9, 4]]))
    array([[ True, False]])
    """
    a, b = ones[:, None], others[None]
    across = (a[..., 0] < b[..., 2]) & (b[..., 0] < a[..., 2])
    along = (a[..., 1] < b[..., 3]) & (b[..., 1] < a[..., 3])
    found: NDArray[np.bool_] = across & along
    return found


def squares(circles: Iterable[tuple[float, float, float]]) -> Rectangles:
    """Return the squares around circles, each of which is its x, its y and its radius.

    >>> squares([(4.0, 6.0, 2.0)])
    array([[2., 4., 6., 8.]])
    """
    x, y, radius = np.array([*circles], float).reshape(-1, 3).T
    return np.column_stack([x - radius, y - radius, x + radius, y + radius])


def grown(ones: Rectangles, across: float, along: float) -> Rectangles:
    """Return the rectangles wider and higher by so much at each of their sides.

    >>> grown(np.array([[2.0, 2, 4, 4]]), 1, 2)
    array([[1., 0., 5., 6.]])
    """
    found: Rectangles = ones + np.array([-across, -along, across, along])
    return found


def within(ones: Rectangles, box: Box) -> NDArray[np.bool_]:
    """Return which of the rectangles do not stand out over an edge of ``box``.

    >>> within(np.array([[0.0, 0, 4, 4], [3.0, 3, 9, 9]]), Box(0, 0, 8, 8))
    array([ True, False])
    """
    low, high = (box.left, box.bottom), (box.right, box.top)
    inside = (ones >= (*low, *low)) & (ones <= (*high, *high))
    return np.asarray(inside.all(axis=1), bool)


def hulls(lines: Lines) -> Rectangles:
    """Return the smallest rectangles that hold the lines, with a point around them."""
    x, y = lines[:, 0::2], lines[:, 1::2]
    sides = (x.min(axis=1) - 1, y.min(axis=1) - 1, x.max(axis=1) + 1, y.max(axis=1) + 1)
    found: Rectangles = np.column_stack(sides)
    return found


def gaps(ones: Rectangles, points: NDArray[np.float64]) -> Matrix:
    """Return how far each point (columns) is from each rectangle (rows); 0 if it is inside."""
    low, high = ones[:, None, :2], ones[:, None, 2:]
    away = np.maximum(np.maximum(low - points[None], points[None] - high), 0.0)
    found: Matrix = np.hypot(away[..., 0], away[..., 1])
    return found


def spans(lines: Lines, boxes: Rectangles) -> tuple[Matrix, Matrix]:
    """Return where each line (rows) enters and leaves each rectangle (columns), 0..1 of its way.

    It crosses those alone where it enters before it leaves.

    Source: Liang, Y.-D. & Barsky, B. A. (1984), ACM Transactions on Graphics 3(1), 1-22.

    >>> spans(np.array([[0.0, 1, 8, 1]]), np.array([[2.0, 0, 4, 4]]))
    (array([[0.25]]), array([[0.5]]))
    """
    start, way = lines[:, None, :2], (lines[:, 2:] - lines[:, :2])[:, None]
    # A line along an axis is a bit askew: else it would be divided by nothing.
    way = np.where(np.abs(way) < 1e-9, 1e-9, way)
    to_low, to_high = (boxes[None, :, :2] - start) / way, (boxes[None, :, 2:] - start) / way
    enters = np.minimum(to_low, to_high).max(axis=2)
    leaves = np.maximum(to_low, to_high).min(axis=2)
    return np.maximum(enters, 0.0), np.minimum(leaves, 1.0)


def crossings(boxes: Rectangles, lines: Lines) -> NDArray[np.int_]:
    """Return how many of the lines cross each of the rectangles."""
    enters, leaves = spans(lines, boxes)
    found: NDArray[np.int_] = (enters < leaves).sum(axis=0)
    return found


def visible(lines: Lines, boxes: Rectangles) -> list[list[tuple[float, float]]]:
    """Return for each line the parts of it, 0..1 of its way, that no rectangle hides.

    >>> visible(np.array([[0.0, 1, 8, 1]]), np.array([[2.0, 0, 4, 4], [3.0, 0, 5, 4]]))
    [[(0.0, 0.25), (0.625, 1.0)]]
    """
    enters, leaves = spans(lines, boxes)
    return [
        _rest(sorted(zip(enters[i, hit].tolist(), leaves[i, hit].tolist(), strict=True)))
        for i, hit in enumerate(enters < leaves)
    ]


def _rest(hidden: list[tuple[float, float]]) -> list[tuple[float, float]]:
    parts, reached = [], 0.0
    for enters, leaves in hidden:
        if enters > reached:
            parts.append((reached, enters))
        reached = max(reached, leaves)
    return [*parts, (reached, 1.0)] if reached < 1.0 else parts
