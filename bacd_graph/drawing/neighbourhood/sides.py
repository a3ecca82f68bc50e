"""The lists beside the middle of a neighbourhood, drawn: rows and the curves to them."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace

from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Curve
from matplotlib.text import Text

from bacd_graph.drawing.frame import font_size, root_of, scale
from bacd_graph.drawing.layout.labels import boxes_of
from bacd_graph.drawing.lettering import Pen, width_of, write
from bacd_graph.drawing.links import link
from bacd_graph.drawing.marks import Mark, draw_marks
from bacd_graph.drawing.neighbourhood.lists import (
    MARK,
    Line,
    Side,
    lines_high,
    placed,
    room_beside,
)
from bacd_graph.drawing.neighbourhood.neighbours import Neighbour, Row
from bacd_graph.drawing.style import DASHED, tones
from bacd_graph.drawing.texts import shorten, wrap

# The height of a line on a slide at most, in points; of it, the share of the letters.
_LINE, _LETTER = 27.0, 0.72
_SMALLER = 0.92  # by which lines shrink until all have room
# Up to so many rows below the entity leave most of the paper free, and so are larger by so much.
_FEW, _LARGER = 9, 1.4


def draw_sides(ax: Axes, sides: Sequence[Side], base: str) -> None:
    """Draw the lists, with letters as large as all of them have room for."""
    most = max(row.neighbour.weight for side in sides for row in side.rows if row.neighbour)
    height = _height(ax, sides, [[lines_high(row) for row in side.rows] for side in sides])
    written = [_written(ax, side, height) for side in sides]
    # What is broken in two takes room; in smaller letters less of it is.
    while _height(ax, sides, [[one.height for one in lines] for lines in written]) < height:
        height *= _SMALLER
        written = [_written(ax, side, height) for side in sides]
    for side, lines in zip(sides, written, strict=True):
        for line in placed(side, lines, height):
            _draw(ax, side, line, height, most, base)


def width_of_longest(ax: Axes, rows: Sequence[Row]) -> float:
    """Return how wide the longest of few rows is with its mark, in points, if it has the room."""
    height = _LINE * scale(ax)
    pen = Pen(_font(ax, height), tones(ax).ink)
    texts = [row.neighbour.whole if row.neighbour else row.heading for row in rows]
    return height * MARK + 4 + max(width_of(ax, text, pen) for text in texts)


def _height(ax: Axes, sides: Sequence[Side], heights: Sequence[Sequence[float]]) -> float:
    room = min(
        side.box.height * 0.98 / math.fsum(of_side)
        for side, of_side in zip(sides, heights, strict=True)
    )
    few = all(side.upright and len(side.rows) <= _FEW for side in sides)
    return min(_LINE * scale(ax) * (_LARGER if few else 1.0), room)


def _font(ax: Axes, height: float) -> float:
    most = font_size(ax, 1.15) * max(height / (_LINE * scale(ax)), 1.0)
    return min(most, height * _LETTER)


def _written(ax: Axes, side: Side, height: float) -> list[Line]:
    """Return the rows with words that fit beside the middle, not yet placed."""
    bare = [Line(row, "", 0, 0, lines_high(row)) for row in side.rows]
    lines = []
    for line in placed(side, bare, height):
        text = line.row.heading
        if line.row.neighbour:
            text = _wording(ax, side, line, line.row.neighbour, height)
        lines.append(replace(line, text=text, height=lines_high(line.row, text)))
    return lines


def _wording(ax: Axes, side: Side, line: Line, neighbour: Neighbour, height: float) -> str:
    """Return the name and what ties it, if need be on two lines, and shorter if even that."""
    room = room_beside(side, line.x, height)
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
    name, whole = neighbour.name, neighbour.whole
    yield whole
    yield wrap(whole, len(whole) // 2 + 1)
    # What ties it matters less than what it is: the brackets give way first.
    for lines in (1, 2, 3):
        yield wrap(name, len(name) // lines + 1, lines)
    for limit in range(len(name) - 1, 0, -1):
        yield wrap(shorten(name, limit), limit // 2 + 1)


def _write(ax: Axes, side: Side, line: Line, height: float) -> Text:
    """Write a row outwards from where it begins."""
    heading = bool(line.row.heading)
    size, tone = _font(ax, height), tones(ax)
    return write(
        ax,
        line.text,
        line.x + side.sign * (0.0 if heading else height * MARK + 4),
        line.y,
        Pen(size * 0.92, tone.quiet, bold=True) if heading else Pen(size, tone.ink),
        ha="left" if side.sign > 0 else "right",
        va="center" if "\n" in line.text else "center_baseline",
        linespacing=1.05,
    )


def _draw(ax: Axes, side: Side, line: Line, height: float, most: float, base: str) -> None:
    if not line.text:
        return
    written = _write(ax, side, line, height)
    neighbour = line.row.neighbour
    if neighbour:
        written.set_url(link(root_of(ax), neighbour.entity, base))
        _draw_curve(ax, side, line, neighbour, most)
        draw_marks(ax, [Mark(neighbour.entity, line.x, line.y, height * MARK)], base)


def _draw_curve(ax: Axes, side: Side, line: Line, neighbour: Neighbour, most: float) -> None:
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


def _upright(side: Side, line: Line) -> Curve:
    corner = (side.middle[0], line.y)
    return Curve(
        [side.middle, corner, (line.x, line.y)], [Curve.MOVETO, Curve.CURVE3, Curve.CURVE3]
    )


def _sideways(side: Side, line: Line) -> Curve:
    y = side.middle[1]
    half = (side.start + line.x) / 2
    return Curve(
        [side.middle, (side.start, y), (half, y), (half, line.y), (line.x, line.y)],
        [Curve.MOVETO, Curve.LINETO, Curve.CURVE4, Curve.CURVE4, Curve.CURVE4],
    )
