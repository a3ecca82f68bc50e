"""The grounds of communities: which part of the paper belongs to whom, as on a map."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bacd_graph.drawing.box import Box

# Points between the places on paper that are asked whose they are, and between two grounds.
_STEP, _STRAIT = 3.0, 2.0


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

    A place belongs to the group whose node is nearest, if that is within ``reach`` points: so
    grounds never overlap, and one may have parts, as countries have islands. None leaves
    ``box``.

    Source: Gansner, E. R., Hu, Y. & Kobourov, S. (2010), GMap: Visualizing graphs and clusters
    as maps, IEEE Pacific Visualization, 201-208.
    """
    x, y = _axis(box.left, box.width), _axis(box.bottom, box.height)
    distances = [_distances([positions[n] for n in group], reach, x, y) for group in groups]
    # For each place the least two, and whose the least is: nobody else need be asked.
    least, second = np.full((2, len(y), len(x)), np.inf)
    for found in distances:
        second = np.minimum(second, np.maximum(least, found))
        least = np.minimum(least, found)
    for own in distances:
        others = np.where(own > least, least, second)
        held = np.minimum(reach - own, (others - own) / 2 - _STRAIT / 2)
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
) -> NDArray[np.float64]:
    """Return for each place how far the nearest node is; three times the reach if farther."""
    far = 3 * reach
    nearest = np.full((len(y), len(x)), far)
    for across, along in nodes:
        columns = slice(*np.searchsorted(x, (across - far, across + far)))
        rows = slice(*np.searchsorted(y, (along - far, along + far)))
        part = nearest[rows, columns]
        np.minimum(part, np.hypot(x[columns] - across, (y[rows] - along)[:, None]), out=part)
    return nearest
