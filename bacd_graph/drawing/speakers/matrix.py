"""A matrix of marks: rows and columns with heads, and what stands where they cross."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from matplotlib.axes import Axes

from bacd_graph.drawing.frame import root_of
from bacd_graph.drawing.lettering import Pen, fit, width_of, write
from bacd_graph.drawing.links import link
from bacd_graph.drawing.style import tones
from bacd_graph.model import Entity

_SMALL = 0.87  # the size of the type of a tail, of that of a name
_GAP = 0.4  # times the size of the type: between a head and the lines
_TAIL = 9  # characters: of a loose tail that is cut shorter than this, nobody can tell what it was


@dataclass(frozen=True, slots=True)
class Head:
    """The name of a row or a column, and in quiet type what more is to say of it.

    Where both do not fit, the name gives way if its tail is ``firm``, else the tail.
    """

    entity: Entity
    name: str
    tail: str = ""
    firm: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """Where a matrix stands: its upper left corner, the room of its heads, its pitch, its type.

    ``margin`` is how wide the heads of rows are, ``top`` how high those of columns; ``wide`` and
    ``high`` are the distances from column to column and from row to row. All are in points.
    """

    left: float
    upper: float
    margin: float
    top: float
    wide: float
    high: float
    size: float

    def x(self, column: float) -> float:
        """Return the middle of a column, counted from 0 at the left."""
        return self.left + self.margin + (column + 0.5) * self.wide

    def y(self, row: float) -> float:
        """Return the middle of a row, counted from 0 at the top."""
        return self.upper - self.top - (row + 0.5) * self.high


def length_of(ax: Axes, head: Head, size: float, most: float) -> float:
    """Return how long a head is, and the gap behind it, where it has ``most`` points of room."""
    name, tail = _fitted(ax, head, size, most - size)
    pen, small = _pens(ax, size)
    length = width_of(ax, name, pen) + size
    return length + (_between(size) + width_of(ax, tail, small) if tail else 0.0)


def has_tail(ax: Axes, head: Head, size: float, room: float) -> bool:
    """Say whether enough of the tail of a head stands in so much room to tell what it is."""
    return bool(_fitted(ax, head, size, room - 2 * _GAP * size)[1])


def _pens(ax: Axes, size: float) -> tuple[Pen, Pen]:
    """Return what names and tails are written with."""
    return Pen(size, tones(ax).ink), Pen(_SMALL * size, tones(ax).quiet)


def draw_lines(ax: Axes, grid: Grid, rows: int, columns: int) -> None:
    """Draw the light lines along which the eye finds the heads of a mark."""
    light: dict[str, Any] = {"color": tones(ax).faint, "lw": 0.6, "zorder": 0.5}
    start, end = grid.left + grid.margin, grid.x(columns - 0.5)
    for row in range(rows):
        ax.plot([start, end], [grid.y(row)] * 2, **light)
    start, end = grid.upper - grid.top, grid.y(rows - 0.5)
    for column in range(columns):
        ax.plot([grid.x(column)] * 2, [start, end], **light)


def write_heads(
    ax: Axes, grid: Grid, rows: Sequence[Head], columns: Sequence[Head], base: str
) -> None:
    """Write the heads: those of rows at their left, those of columns upwards above them."""
    gap = _GAP * grid.size
    for number, head in enumerate(rows):
        _write_head(ax, head, (grid.left, grid.y(number)), grid.margin - 2 * gap, grid.size, base)
    for number, head in enumerate(columns):
        at = (grid.x(number), grid.upper - grid.top + gap)
        _write_head(ax, head, at, grid.top - 2 * gap, grid.size, base, upwards=True)


def _write_head(
    ax: Axes,
    head: Head,
    at: tuple[float, float],
    room: float,
    size: float,
    base: str,
    *,
    upwards: bool = False,
) -> None:
    (x, y), (pen, small) = at, _pens(ax, size)
    name, tail = _fitted(ax, head, size, room)
    turned: dict[str, Any] = {"rotation": 90, "ha": "center", "va": "bottom"} if upwards else {}
    write(ax, name, x, y, pen, url=link(root_of(ax), head.entity, base), **turned)
    if tail:
        on = width_of(ax, name, pen) + _between(size)
        x, y = (x, y + on) if upwards else (x + on, y)
        write(ax, tail, x, y, small, **turned)


def _fitted(ax: Axes, head: Head, size: float, room: float) -> tuple[str, str]:
    """Return the name and the tail, as much of each as there is room for."""
    pen, small = _pens(ax, size)
    if head.firm and head.tail:
        reserved = width_of(ax, head.tail, small) + _between(size)
        if name := fit(ax, head.name, pen, room - reserved):
            return name, head.tail
    name = fit(ax, head.name, pen, room)
    rest = room - width_of(ax, name, pen) - _between(size)
    tail = fit(ax, head.tail, small, rest) if head.tail else ""
    return name, tail if tail == head.tail or len(tail) > _TAIL else ""


def _between(size: float) -> float:
    """Return the distance between a name and its tail."""
    return 0.6 * size
