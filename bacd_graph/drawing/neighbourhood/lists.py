"""The lists beside the middle of a neighbourhood: where their rows stand."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bacd_graph.drawing.box import Box
from bacd_graph.drawing.neighbourhood.neighbours import Row
from bacd_graph.drawing.texts import wrap

MARK = 0.3  # of the height of a line, the radius of a mark
_BREAK = 0.5  # of it, a gap between two groups
# How far from the middle the rows of a side stand, as a share of the width.
_REACH = 0.19


@dataclass(frozen=True, slots=True)
class Side:
    """A list and where it stands.

    Its rows are to the right of the middle (``sign`` 1) or to the left (-1), within ``box``;
    ``middle`` is the centre of the entity's mark. Curves leave it upright, for a list below, or
    sideways, past ``start``, where its name ends.
    """

    rows: tuple[Row, ...]
    sign: int
    middle: tuple[float, float]
    start: float
    upright: bool
    box: Box


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it is written: its words, where it begins, and how many lines high it is."""

    row: Row
    text: str
    x: float
    y: float
    height: float


def lines_of(rows: Sequence[Row], letters: float) -> float:
    """Return how many lines the rows take where so many letters fit into one."""
    return math.fsum(
        lines_high(row, wrap(row.neighbour.whole, int(letters)) if row.neighbour else "")
        for row in rows
    )


def lines_high(row: Row, text: str = "") -> float:
    """Return how high a row is with this text, in lines."""
    return 1.0 + text.count("\n") * 0.9 if row.heading or row.neighbour else _BREAK


def placed(side: Side, lines: Sequence[Line], height: float) -> Iterator[Line]:
    """Yield the lines at their places, from the top down."""
    used = height * math.fsum(line.height for line in lines)
    below = side.box.top
    below -= 0.0 if side.upright else (side.box.height - used) / 2
    for line in lines:
        y = below - height * line.height / 2
        below -= height * line.height
        yield replace(line, x=side.middle[0] + side.sign * _reach(side, y), y=y)


def _reach(side: Side, y: float) -> float:
    """Return how far from the middle a row stands: beside it, lists bulge like an ellipse."""
    if side.upright:
        return 26.0
    away = (y - side.middle[1]) / (0.75 * side.box.height)
    farthest = reach_of(abs(side.start - side.middle[0]), side.box.width)
    return farthest * math.sqrt(max(1 - away**2, 0.25))


def reach_of(wide: float, width: float) -> float:
    """Return how far from the middle the farthest row of a list beside it begins.

    The name in the middle reaches ``wide`` points to that side, of ``width`` points in all.
    """
    return max(_REACH * width, wide + _REACH * width * 0.55)


def room_beside(side: Side, x: float, height: float) -> float:
    """Return how wide the name of a row may be that begins at ``x``, lines so high."""
    at = x + side.sign * (height * MARK + 4)
    return side.box.right - at if side.sign > 0 else at - side.box.left
