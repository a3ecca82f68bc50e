"""Ties between members -> lines from rim to rim that show as much of themselves as they can."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from bacd_graph.drawing.box import Box
from bacd_graph.drawing.stack.bands import Band, Grid
from bacd_graph.drawing.stack.members import Tie

Points: TypeAlias = NDArray[np.float64]

_PORTS: Final = tuple(np.linspace(-0.39, 0.39, 7).tolist())  # on a rim, in widths of the chip
_BENDS: Final = (0.0, -0.08, 0.08, -0.16, 0.16)  # of a line's middle, in lengths of the line
_STEPS: Final = 24  # of a curve
# What a line would rather do than be hidden for another so much of its length.
_BENT, _ASKEW, _SHARED = 0.6, 0.05, 0.12


@dataclass(frozen=True, slots=True)
class Line:
    """A tie as a curve: its points from rim to rim, n x 2, in the units of the bands."""

    tie: Tie
    points: Points


def box_of(x: float, y: float, width: float, grid: Grid) -> Box:
    """Return the box of a chip from its left edge and its middle."""
    return Box(x, y - grid.row * 0.42, width, grid.row * 0.84)


def lines_of(ties: Sequence[Tie], bands: Sequence[Band], grid: Grid) -> Iterator[Line]:
    """Yield the lines of ``ties``, each as it is hidden least behind the chips of others.

    Lines leave a chip at its upper or lower rim, where none does yet if there is room, and bend
    a little where that keeps them visible. The first ones choose first.
    """
    boxes = {
        chip.member.entity.id: box_of(x, y, chip.width, grid)
        for band in bands
        for chip, x, y in band.chips
    }
    taken: Counter[tuple[str, bool, float]] = Counter()
    for tie in ties:
        ends = sorted((tie.one, tie.other), key=lambda id_: -boxes[id_].bottom)
        upper, lower = (boxes[id_] for id_ in ends)
        near = [box for box in boxes.values() if lower.bottom <= box.bottom <= upper.bottom]
        ways = list(product(_PORTS, _PORTS, _BENDS))
        curves = _curves(upper, lower, np.array(ways))
        rims = [((ends[0], False, a), (ends[1], True, b)) for a, b, _ in ways]
        wishes = [
            _BENT * abs(bend) + _ASKEW * (abs(a) + abs(b)) + _SHARED * (taken[one] + taken[other])
            for (a, b, bend), (one, other) in zip(ways, rims, strict=True)
        ]
        cost = _hidden(curves, near) + _astray(curves, grid.box) + wishes
        best = int(np.argmin(np.round(cost, 9)))
        taken.update(rims[best])
        yield Line(tie, curves[best])


def _curves(upper: Box, lower: Box, ways: Points) -> Points:
    """Return a curve from the upper to the lower box for each port, port and bend of ``ways``."""
    share = np.linspace(0.0, 1.0, _STEPS)
    start = upper.left + upper.width * (0.5 + ways[:, 0, None])
    end = lower.left + lower.width * (0.5 + ways[:, 1, None])
    down = upper.bottom - lower.top
    # Across its straight way, a line bends as a parabola does.
    aside = 4 * share * (1 - share) * ways[:, 2, None]
    x = start + (end - start) * share + aside * down
    y = upper.bottom - down * share + aside * (end - start)
    return np.stack([x, y], axis=2)


def _hidden(curves: Points, boxes: Sequence[Box]) -> NDArray[np.float64]:
    """Return how much of each curve lies behind boxes, 0..1."""
    if not boxes:
        return np.zeros(len(curves))
    low = np.array([(box.left, box.bottom) for box in boxes])
    high = np.array([(box.right, box.top) for box in boxes])
    at = curves[:, :, None]
    behind = np.any(np.all((at > low) & (at < high), axis=3), axis=2)
    share: NDArray[np.float64] = behind.mean(axis=1)
    return share


def _astray(curves: Points, box: Box) -> NDArray[np.float64]:
    """Return how much of each curve is beside ``box``, or not between the heights of its ends."""
    x, y = curves[:, :, 0], curves[:, :, 1]
    beside = (x < box.left) | (x > box.right)
    share: NDArray[np.float64] = (beside | (y > y[:, :1]) | (y < y[:, -1:])).mean(axis=1)
    return share
