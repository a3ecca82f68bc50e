"""The lists beside the middle of a neighbourhood: rows, their words, and the curves to them."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Curve
from matplotlib.text import Text

from bacd_graph.drawing.box import Box
from bacd_graph.drawing.frame import font_size, root_of, scale
from bacd_graph.drawing.layout.labels import boxes_of
from bacd_graph.drawing.lettering import Pen, write
from bacd_graph.drawing.links import link
from bacd_graph.drawing.marks import Mark, draw_marks
from bacd_graph.drawing.neighbourhood.neighbours import Neighbour, Row
from bacd_graph.drawing.style import DASHED, tones
from bacd_graph.drawing.texts import shorten, wrap

# The height of a line on a slide at most, in points; of it, the share of the letters, of the
# radius of a mark and of a gap between two groups.
_LINE, _LETTER, _MARK, _BREAK = 27.0, 0.72, 0.3, 0.5
_SMALLER = 0.92  # by which lines shrink until all have room
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
class _Line:
    """A row as it is written: its words, where it begins, and how many lines high it is."""

    row: Row
    text: str
    x: float
    y: float
    height: float


def draw_sides(ax: Axes, sides: Sequence[Side], base: str) -> None:
    """Draw the lists, with letters as large as all of them have room for."""
    most = max(row.neighbour.weight for side in sides for row in side.rows if row.neighbour)
    height = _height(ax, sides, [[_lines(row) for row in side.rows] for side in sides])
    written = [_written(ax, side, height) for side in sides]
    # What is broken in two takes room; in smaller letters less of it is.
    while _height(ax, sides, [[one.height for one in lines] for lines in written]) < height:
        height *= _SMALLER
        written = [_written(ax, side, height) for side in sides]
    for side, lines in zip(sides, written, strict=True):
        for line in _placed(side, lines, height):
            _draw(ax, side, line, height, most, base)


def lines_of(rows: Sequence[Row], letters: float) -> float:
    """Return how many lines the rows take where so many letters fit into one."""
    return math.fsum(
        _lines(row, wrap(_whole(row.neighbour), int(letters)) if row.neighbour else "")
        for row in rows
    )


def _lines(row: Row, text: str = "") -> float:
    return 1.0 + text.count("\n") * 0.9 if row.heading or row.neighbour else _BREAK


def _height(ax: Axes, sides: Sequence[Side], heights: Sequence[Sequence[float]]) -> float:
    room = min(
        side.box.height * 0.98 / math.fsum(of_side)
        for side, of_side in zip(sides, heights, strict=True)
    )
    return min(_LINE * scale(ax), room)


def _font(ax: Axes, height: float) -> float:
    return min(font_size(ax, 1.15), height * _LETTER)


def _written(ax: Axes, side: Side, height: float) -> list[_Line]:
    """Return the rows with words that fit beside the middle, not yet placed."""
    bare = [_Line(row, "", 0, 0, _lines(row)) for row in side.rows]
    lines = []
    for line in _placed(side, bare, height):
        text = line.row.heading
        if line.row.neighbour:
            text = _wording(ax, side, line, line.row.neighbour, height)
        lines.append(replace(line, text=text, height=_lines(line.row, text)))
    return lines


def _placed(side: Side, lines: Sequence[_Line], height: float) -> Iterator[_Line]:
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
    width = abs(side.start - side.middle[0]) + _REACH * side.box.width * 0.55
    return max(_REACH * side.box.width, width) * math.sqrt(max(1 - away**2, 0.25))


def _wording(ax: Axes, side: Side, line: _Line, neighbour: Neighbour, height: float) -> str:
    """Return the name and what ties it, if need be on two lines, and shorter if even that."""
    room = _room(side, line.x, height)
    written = _write(ax, side, line, height)
    for text in _choices(neighbour):
        written.set_text(text)
        (box,) = boxes_of(ax, [written])
        if box[2] - box[0] <= room:
            break
    written.remove()
    return text


def _choices(neighbour: Neighbour) -> Iterator[str]:
    """Yield what may be written, the fullest first."""
    name, whole = neighbour.name, _whole(neighbour)
    yield whole
    yield wrap(whole, len(whole) // 2 + 1)
    # What ties it matters less than what it is: the brackets give way first.
    for lines in (1, 2, 3):
        yield wrap(name, len(name) // lines + 1, lines)
    for limit in range(len(name) - 1, 0, -1):
        yield wrap(shorten(name, limit), limit // 2 + 1)


def _whole(neighbour: Neighbour) -> str:
    """Return the name, and in brackets by what else it is tied."""
    brackets = (*neighbour.also, *(("planned",) if neighbour.planned else ()))
    tail = f" ({', '.join(brackets)})" if brackets else ""
    return neighbour.name + tail


def _room(side: Side, x: float, height: float) -> float:
    at = x + side.sign * (height * _MARK + 4)
    return side.box.right - at if side.sign > 0 else at - side.box.left


def _write(ax: Axes, side: Side, line: _Line, height: float) -> Text:
    """Write a row outwards from where it begins."""
    heading = bool(line.row.heading)
    size, tone = _font(ax, height), tones(ax)
    return write(
        ax,
        line.text,
        line.x + side.sign * (0.0 if heading else height * _MARK + 4),
        line.y,
        Pen(size * 0.92, tone.quiet, bold=True) if heading else Pen(size, tone.ink),
        ha="left" if side.sign > 0 else "right",
        va="center" if "\n" in line.text else "center_baseline",
        linespacing=1.05,
    )


def _draw(ax: Axes, side: Side, line: _Line, height: float, most: float, base: str) -> None:
    if not line.text:
        return
    written = _write(ax, side, line, height)
    neighbour = line.row.neighbour
    if neighbour:
        written.set_url(link(root_of(ax), neighbour.entity, base))
        _draw_curve(ax, side, line, neighbour, most)
        draw_marks(ax, [Mark(neighbour.entity, line.x, line.y, height * _MARK)], base)


def _draw_curve(ax: Axes, side: Side, line: _Line, neighbour: Neighbour, most: float) -> None:
    drawn = PathPatch(
        _upright(side, line) if side.upright else _sideways(side, line),
        fill=False,
        edgecolor=tones(ax).edge,
        linewidth=(0.7 + 2.6 * math.sqrt(neighbour.weight / most)) * scale(ax),
        linestyle=DASHED if neighbour.planned else "solid",
        capstyle="butt",
        alpha=0.7,
        zorder=1,
    )
    ax.add_patch(drawn)


def _upright(side: Side, line: _Line) -> Curve:
    corner = (side.middle[0], line.y)
    return Curve(
        [side.middle, corner, (line.x, line.y)], [Curve.MOVETO, Curve.CURVE3, Curve.CURVE3]
    )


def _sideways(side: Side, line: _Line) -> Curve:
    y = side.middle[1]
    half = (side.start + line.x) / 2
    return Curve(
        [side.middle, (side.start, y), (half, y), (half, line.y), (line.x, line.y)],
        [Curve.MOVETO, Curve.LINETO, Curve.CURVE4, Curve.CURVE4, Curve.CURVE4],
    )
