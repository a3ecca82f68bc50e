"""A chart of curves over time: one of several that may stand in a picture."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from bacd_graph.drawing.box import Box
from bacd_graph.drawing.frame import font_size, scale
from bacd_graph.drawing.layout.spreading import spread_along
from bacd_graph.drawing.lettering import Pen, width_of, write
from bacd_graph.drawing.style import tones
from bacd_graph.drawing.time_axis import TimeAxis, axis_height, draw_time_axis

_GAP = 4.0  # points between an axis and its values
_NAME = 2.4  # times the size of its type, from the end of a curve to its name


@dataclass(frozen=True, slots=True)
class Curve:
    """What one curve shows: its name, its points in the order of time, how it is drawn.

    Values are >= 0. ``dashes`` are those of matplotlib; a curve without ``marker`` has none.
    """

    name: str
    days: tuple[date, ...]
    values: tuple[int, ...]
    colour: str
    marker: str | None = None
    dashes: tuple[float, ...] = ()
    size: float = 1.0

    @property
    def label(self) -> str:
        """What is written at its end."""
        return f"{self.name} {self.values[-1]:,}".strip()


@dataclass(frozen=True, slots=True)
class Panel:
    """Curves under a heading; all have the same days."""

    heading: str
    curves: tuple[Curve, ...]

    @property
    def most(self) -> int:
        """The largest value."""
        return max(curve.values[-1] for curve in self.curves)


@dataclass(frozen=True, slots=True)
class _Area:
    """The part of a panel between its axes: where days and values stand."""

    axis: TimeAxis
    bottom: float
    height: float
    most: float

    @property
    def right(self) -> float:
        return self.axis.left + self.axis.width

    def y(self, value: float) -> float:
        return self.bottom + self.height * value / self.most


def draw_panels(ax: Axes, boxes: Sequence[Box], panels: Sequence[Panel]) -> None:
    """Draw the panels, each into its box; their axes stand equally far from the edges of it."""
    margins = [_margins(ax, panel) for panel in panels]
    left, right = (max(side) for side in zip(*margins, strict=True))
    for box, panel in zip(boxes, panels, strict=True):
        _draw_panel(ax, box, panel, left, right)


def _margins(ax: Axes, panel: Panel) -> tuple[float, float]:
    """Return the room for the values at the left of a panel, and for the names at its right."""
    pen, ends = _value_pen(ax), _end_pen(ax)
    values = [width_of(ax, f"{v:,}", pen) for v in _round_values(panel.most)]
    names = [width_of(ax, curve.label, ends) for curve in panel.curves]
    return max(values) + _GAP + 2, max(names) + _NAME * ends.size


def _value_pen(ax: Axes) -> Pen:
    return Pen(font_size(ax, 0.8), tones(ax).quiet)


def _end_pen(ax: Axes) -> Pen:
    return Pen(font_size(ax, 0.85), tones(ax).ink, bold=True)


def _draw_panel(ax: Axes, box: Box, panel: Panel, left: float, right: float) -> None:
    size, top = font_size(ax, 0.85), box.top
    pen = Pen(size, tones(ax).quiet, bold=True)
    write(ax, panel.heading, box.left, top, pen, va="top")
    values = _round_values(panel.most)
    days = panel.curves[0].days
    axis = TimeAxis(days[0], days[-1], box.left + left, box.width - left - right)
    bottom = box.bottom + axis_height(ax)
    area = _Area(axis, bottom, top - bottom - 2.1 * size, values[-1])
    _draw_grid(ax, area, values)
    draw_time_axis(ax, axis, bottom, area.y(area.most))
    for number, curve in enumerate(panel.curves):
        _draw_curve(ax, area, curve, number)
    _write_ends(ax, area, panel.curves)


def _round_values(most: int) -> list[int]:
    """Return round values from 0 to one that is not less than ``most``."""
    found = MaxNLocator(nbins=5, integer=True).tick_values(0, max(most, 1))
    return [round(value) for value in found]


def _draw_grid(ax: Axes, area: _Area, values: Iterable[int]) -> None:
    tone, pen = tones(ax), _value_pen(ax)
    for value in values:
        y = area.y(value)
        ax.plot([area.axis.left, area.right], [y, y], color=tone.faint, lw=0.6, zorder=0.5)
        write(ax, f"{value:,}", area.axis.left - _GAP, y, pen, ha="right")


def _draw_curve(ax: Axes, area: _Area, curve: Curve, number: int) -> None:
    ax.plot(
        [area.axis.x(day) for day in curve.days],
        [area.y(value) for value in curve.values],
        color=curve.colour,
        lw=1.8 * scale(ax),
        dashes=curve.dashes or (None, None),
        marker=curve.marker,
        markersize=font_size(ax) * 0.5 * curve.size,
        markeredgecolor=tones(ax).paper,
        markeredgewidth=0.4,
        # Not at the same days, so that marks of curves that run together stay apart.
        markevery=(2 + 2 * number, 16),
        zorder=3,
    )


def _write_ends(ax: Axes, area: _Area, curves: Sequence[Curve]) -> None:
    """Write names and values beside the ends, moved apart where those are near each other."""
    pen = _end_pen(ax)
    size = pen.size
    ends = sorted(curves, key=lambda curve: (curve.values[-1], curve.name))
    ys = spread_along(
        [area.y(c.values[-1]) for c in ends], 1.35 * size, area.bottom, area.y(area.most)
    )
    at, text_at = area.right + 1.4 * size, area.right + (_NAME - 0.2) * size
    for curve, y in zip(ends, ys, strict=True):
        end = area.y(curve.values[-1])
        ax.plot([area.right, at], [end, y], color=curve.colour, lw=0.8 * scale(ax), zorder=2)
        reach = size * 0.8 * curve.size
        ax.plot([at], [y], color=curve.colour, marker=curve.marker or ".", ms=reach, zorder=4)
        write(ax, curve.label, text_at, y, pen)
