"""A row for each integration: its name, its layer, the documents of each year, their number."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from bacd_graph.drawing.frame import root_of
from bacd_graph.drawing.integrations.bus import AXIS, Column
from bacd_graph.drawing.integrations.integrating import Integration
from bacd_graph.drawing.layers import Layer
from bacd_graph.drawing.lettering import Pen, fit, width_of, write
from bacd_graph.drawing.links import link
from bacd_graph.drawing.names import Names
from bacd_graph.drawing.style import LOOKS, tones

# The least width of a card, in font sizes, that has bars, layers, and the years in words too.
_BARS, _LAYERS, _WORDS = 17.0, 26.0, 36.7
_HIGHEST: Final = 1.2  # a bar, in font sizes
LEAST: Final = 1.5  # points that every bar is high: else one document of many would not be seen
_LONGEST: Final = 60  # characters of a name, before the room is measured


@dataclass(frozen=True, slots=True)
class Axis:
    """The first and the last year, 0 if there is none, and the most documents of one year."""

    first: int
    last: int
    most: int

    @classmethod
    def of(cls, found: Sequence[Integration]) -> "Axis":
        """Return the axis that all of ``found`` have room on."""
        years = [year for one in found for year in one.years]
        numbers = [number for number, _ in years] or [0]
        most = max((documents for _, documents in years), default=1)
        return cls(min(numbers), max(numbers), most)

    def height(self, documents: int, font: float) -> float:
        """Return how high the bar of so many documents is, in points, before `LEAST` holds."""
        return font * _HIGHEST * documents / self.most


@dataclass(frozen=True, slots=True)
class Stops:
    """Where the parts of a row begin, in points; the number of documents ends at ``number``.

    Names end at ``end``, or before the ``layer`` where one is written. ``axis`` and ``reach`` are
    the left edge and the width of the years as bars, and ``years`` is where the years in words
    end. ``layer``, ``axis`` and ``years`` are None where they have no room, or no row has them.
    """

    mark: float
    name: float
    end: float
    layer: float | None
    axis: float | None
    reach: float
    years: float | None
    number: float

    @classmethod
    def of(cls, ax: Axes, column: Column, font: float) -> "Stops":
        """Return the stops of the rows of a column."""
        size, rows = column.width / font, [one for card in column.cards for one in card.rows]
        dated = any(one.years for one in rows)
        number = end = column.x + column.width - font * 0.7
        end -= font * 2.6
        years = axis = layer = None
        reach = font * min(max(size * 0.23, 6.5), 14)
        if size >= _WORDS:
            years = end
            end -= font * 5.4
        if size >= _BARS and dated:
            axis = end = end - reach - font * 0.3
        words = [_word(one.layer) for one in rows if one.layer]
        if size >= _LAYERS and words:
            pen = _quiet(ax, font)
            layer = end - max(width_of(ax, word, pen) for word in words) - font * 0.5
        mark, name = column.x + font, column.x + font * 1.75
        return cls(mark, name, end, layer, axis, reach, years, number)


def draw_axis(ax: Axes, axis: Axis, top: float, stops: Stops, font: float) -> None:
    """Write the first and the last year above the bars, if there are any."""
    if not axis.first or stops.axis is None:
        return
    pen, y = Pen(font * 0.78, tones(ax).quiet), top + font * AXIS * 0.42
    write(ax, str(axis.first), stops.axis, y, pen)
    if axis.last != axis.first:
        write(ax, str(axis.last), stops.axis + stops.reach, y, pen, ha="right")


def draw_row(
    ax: Axes,
    one: Integration,
    layer: Layer | None,
    y: float,
    stops: Stops,
    axis: Axis,
    font: float,
    names: Names,
) -> None:
    """Draw a row at ``y`` without its mark; ``layer`` is what is written as its layer."""
    tone = tones(ax)
    pen, quiet = Pen(font, tone.ink), _quiet(ax, font)
    tail = " (planned)" if one.planned else ""
    # Below the first of a layer nothing is written, and names have its room.
    end = stops.end if layer is None or stops.layer is None else stops.layer
    room = end - stops.name - font * 0.4 - width_of(ax, tail, pen)
    name = fit(ax, names.label(one.entity, _LONGEST), pen, room) + tail
    write(ax, name, stops.name, y, pen, url=link(root_of(ax), one.entity, names.base))
    if layer and stops.layer is not None:
        write(ax, _word(layer), stops.layer, y, quiet)
    write(ax, f"{one.documents:,}", stops.number, y, Pen(font * 0.9, tone.ink), ha="right")
    if stops.years is not None:
        write(ax, _years(one), stops.years, y, quiet, ha="right")
    if stops.axis is not None:
        _draw_years(ax, one, y, (stops.axis, stops.reach), axis, font)


def _quiet(ax: Axes, font: float) -> Pen:
    return Pen(font * 0.8, tones(ax).quiet)


def _word(layer: Layer) -> str:
    return layer.value if layer is not Layer.API else "API"


def _years(one: Integration) -> str:
    if not one.years:
        return "undated"
    first, last = one.years[0][0], one.years[-1][0]
    return str(first) if first == last else f"{first}–{last}"


def _draw_years(
    ax: Axes, one: Integration, y: float, where: tuple[float, float], axis: Axis, font: float
) -> None:
    """Draw a bar for each year on a line, as high as its documents are many."""
    (left, reach), colour = where, LOOKS[one.entity.type].colour
    step = reach / (axis.last - axis.first + 1)
    floor = y - font * 0.5
    ground = Line2D([left, left + reach], [floor, floor], color=tones(ax).edge)
    ground.set(linewidth=0.5, alpha=0.6, zorder=1)
    ax.add_line(ground)
    for year, documents in one.years:
        height = max(axis.height(documents, font), LEAST)
        bar = Rectangle(
            (left + step * (year - axis.first + 0.1), floor),
            max(step * 0.8, 1.0),
            height,
            facecolor="none" if one.planned else colour,
            edgecolor=colour,
            linewidth=0.6 if one.planned else 0,
            zorder=2,
        )
        ax.add_patch(bar)
