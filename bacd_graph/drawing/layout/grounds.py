"""The grounds of communities: which part of the paper belongs to whom, as on a map."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bacd_graph.drawing.box import Box

# Points between the places on paper that are asked whose they are, and between two grounds.
_STEP, _STRAIT = 3.0, 2.0
# How far the discs around nodes of a group melt into each other, as a share of their radius.
_SOFT = 0.45


@dataclass(frozen=True, slots=True)
class Ground:
    """How surely places belong to a group: above 0 where they do, by at most ``reach``.

    ``x`` and ``y`` are the columns and the rows of places, in points, and ``held`` (rows,
    columns) the points to the border of the ground.
    """

    x: NDArray[np.float64]
    y: NDArray[np.float64]
    held: NDArray[np.float64]
    reach: float


def grounds(
    groups: Sequence[Sequence[str]],
    positions: Mapping[str, tuple[float, float]],
    reach: float,
    box: Box,
) -> Iterator[Ground]:
    """Yield the ground of each group of nodes.

    A place belongs to the group whose node is nearest, if that is within ``reach`` points, or
    somewhat farther where several nodes of the group are near: so grounds never overlap, and one
    may have parts, as countries have islands. None leaves ``box``.

    Source: Gansner, E. R., Hu, Y. & Kobourov, S. (2010), GMap: Visualizing graphs and clusters
    as maps, IEEE Pacific Visualization, 201-208; of the soft outlines: Blinn, J. F. (1982), A
    generalization of algebraic surface drawing, ACM Transactions on Graphics 1(3), 235-256.
    """
    x, y = _axis(box.left, box.width), _axis(box.bottom, box.height)
    distances = [_distances([positions[n] for n in group], reach, x, y) for group in groups]
    # For each place the least two, and whose the least is: nobody else need be asked.
    least, second = np.full((2, len(y), len(x)), np.inf)
    for found, _ in distances:
        second = np.minimum(second, np.maximum(least, found))
        least = np.minimum(least, found)
    for own, soft in distances:
        others = np.where(own > least, least, second)
        held = np.minimum(reach - soft, (others - own) / 2 - _STRAIT / 2)
        # The edge of the box is nobody's, so that every ground has a border.
        held[[0, -1]], held[:, [0, -1]] = -1.0, -1.0
        yield Ground(x, y, held, reach)


def _axis(start: float, length: float) -> NDArray[np.float64]:
    return np.linspace(start, start + length, max(math.ceil(length / _STEP), 2) + 1)


def _distances(
    nodes: Sequence[tuple[float, float]],
    reach: float,
    x: NDArray[np.float64],
    y: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return for each place how far the nearest node is, and the less the more others are near.

    Both are three times the reach where no node is nearer.
    """
    far, soft = 3 * reach, _SOFT * reach
    nearest, near = np.full((len(y), len(x)), far), np.full((len(y), len(x)), math.exp(-3 / _SOFT))
    for across, along in nodes:
        columns = slice(*np.searchsorted(x, (across - far, across + far)))
        rows = slice(*np.searchsorted(y, (along - far, along + far)))
        distance = np.hypot(x[columns] - across, (y[rows] - along)[:, None])
        np.minimum(nearest[rows, columns], distance, out=nearest[rows, columns])
        near[rows, columns] += np.exp(-distance / soft)
    return nearest, -soft * np.log(near)
