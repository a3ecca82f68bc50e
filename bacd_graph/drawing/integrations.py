"""The integrations of a project: what it is built with, since when, and how many say so."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final, TypeAlias

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import FancyBboxPatch, Rectangle

from bacd_graph.drawing.frame import (
    font_size,
    open_axes,
    put_caption,
    put_legend,
    put_title,
    root_of,
    scale,
    source_line,
)
from bacd_graph.drawing.integrating import Integration, Kind, choose, integrates, integrations_of
from bacd_graph.drawing.layers import LAYERED, Layer, layers_of, load_layers
from bacd_graph.drawing.layout import Box
from bacd_graph.drawing.lettering import Pen, fit, width_of, write
from bacd_graph.drawing.links import link
from bacd_graph.drawing.marks import Mark, draw_marks
from bacd_graph.drawing.names import label
from bacd_graph.drawing.neighbours import entity_of
from bacd_graph.drawing.style import LOOKS, blend, tones
from bacd_graph.errors import BuildError
from bacd_graph.model import Claim, Entity
from bacd_graph.rdf.names import BASE

_SIZES: Final = (1.25, 1.1, 1.0, 0.9)  # of names, as shares of the usual; the largest that fits
# In font sizes: a row, the head of a card, its padding, the gap below it, the head with the years.
_ROW, _HEAD, _PAD, _GAP, _AXIS = 1.5, 1.75, 0.4, 0.9, 1.6
_BUS = 10.0  # the width of the middle, with the project and the line that all hang on
_WIDEST: Final = 52.0  # of a card
_NARROW: Final = 30.0  # the least width of a card; where two have no room there is one
_WORDS: Final = 34.0  # the least width of a card that writes the years in words too
_ONE_COLUMN: Final = 9  # so many rows stand in one column
_LONGEST: Final = 60  # characters of a name, before the room is measured
_DASHES: Final = (0, (4, 3))


@dataclass(frozen=True, slots=True)
class _Card:
    """Integrations of one kind in one column; ``torn`` if the kind began in the other column."""

    kind: Kind
    rows: tuple[Integration, ...]
    torn: bool = False

    @property
    def height(self) -> float:
        """Its height with the gap below it, in font sizes."""
        return _HEAD + len(self.rows) * _ROW + 2 * _PAD + _GAP


@dataclass(frozen=True, slots=True)
class _Column:
    """Where cards stand: the left edge and the width in points, and on which side the line is.

    ``side`` is -1 where the line that all hang on is at the left of the cards, 1 at the right.
    """

    cards: tuple[_Card, ...]
    x: float
    width: float
    side: int
    hang: float


@dataclass(frozen=True, slots=True)
class _Plan:
    """The columns, the font size in points, the years of the axis, the room.

    ``most`` documents of one year speak of one integration.
    """

    columns: tuple[_Column, ...]
    font: float
    years: tuple[int, int]
    most: int
    box: Box

    @property
    def top(self) -> float:
        """The top of the cards; the years stand above."""
        return self.box.bottom + self.box.height - _AXIS * self.font


def draw_integrations(
    claims: Sequence[Claim],
    entity_id: str,
    *,
    ax: Axes | None = None,
    figsize: tuple[float, float] | None = None,
    base: str = BASE,
    limit: int = 60,
) -> Figure:
    """Return a figure of what a project or a technology is integrated with.

    Under each kind (integrates with, uses, implements, part of, and their inverses) stand at most
    ``limit`` of those of which most documents speak, by their layer of the stack, each with the
    documents of every year as dots, its first and last year, and the number of documents.
    Alternatives stand apart, in a dashed frame. Planned ones are hollow; negated ones and those
    that are not sure enough for the graph are absent. The caption says how many were left out.

    ``ax``, ``figsize`` and ``base`` are those of `draw_ecosystem`.

    Raises:
        UnknownNameError: if no claim names the entity.
        BuildError: if it is neither a project nor a technology, or has no integration.
    """
    entity = entity_of(claims, entity_id)
    found = _found(claims, entity)
    figure, ax = open_axes(ax, figsize)
    counted = [c for c in claims if integrates(c, entity_id)]
    put_title(ax, _title(entity, found, found))
    put_caption(ax, _caption(counted, len(found)))
    figure.draw_without_rendering()
    hollow = Line2D([], [], color=tones(ax).edge, linestyle=_DASHES, label="planned")
    types = {entity.type, *(one.entity.type for one in found)}
    box = put_legend(ax, types, [hollow] if any(one.planned for one in found) else [])
    plan = _choose(ax, found, box, limit)
    shown = [one for column in plan.columns for card in column.cards for one in card.rows]
    put_title(ax, _title(entity, shown, found))
    put_caption(ax, _caption(counted, len(found) - len(shown)))
    _draw_bus(ax, entity, plan, base)
    for column in plan.columns:
        _draw_column(ax, column, plan, base)
    return figure


def _found(claims: Sequence[Claim], entity: Entity) -> tuple[Integration, ...]:
    if entity.type not in LAYERED:
        raise BuildError(
            f"{entity.name} is a {entity.type}, and integrations are those of a project or a "
            "technology; draw its neighbourhood, or name one of these"
        )
    found = integrations_of(claims, entity.id, layers_of(claims, load_layers()))
    if not found:
        raise BuildError(
            f"there is nothing to draw of {entity.name}: no asserted or planned claim integrates "
            "it with another; draw its neighbourhood, or add documents that speak of it"
        )
    return found


def _choose(ax: Axes, found: Sequence[Integration], box: Box, limit: int) -> _Plan:
    """Return the plan in the largest letters that has room for all, or in the smallest."""
    axis = _axis(found)
    for size in _SIZES:
        plan = _plan(choose(found, limit), axis, font_size(ax, size), box)
        if _fits(plan):
            return plan
    tries = (
        _plan(choose(found, number), axis, plan.font, box)
        for number in range(min(limit, len(found)), 0, -1)
    )
    return next(filter(_fits, tries), _plan(choose(found, 1), axis, plan.font, box))


_Axis: TypeAlias = tuple[tuple[int, int], int]


def _axis(found: Sequence[Integration]) -> _Axis:
    """Return the first and the last year, 0 if there is none, and the most documents of one."""
    years = [year for one in found for year in one.years]
    numbers = [number for number, _ in years]
    most = max((documents for _, documents in years), default=1)
    return (min(numbers, default=0), max(numbers, default=0)), most


def _fits(plan: _Plan) -> bool:
    room = (plan.top - plan.box.bottom) / plan.font + _GAP
    return all(sum(card.height for card in column.cards) <= room for column in plan.columns)


def _plan(rows: Sequence[Integration], axis: _Axis, font: float, box: Box) -> _Plan:
    room = box.width / font
    two = room >= 2 * _NARROW + _BUS and len(rows) > _ONE_COLUMN
    if two:
        width = min((room - _BUS) / 2, _WIDEST) * font
        hang = box.left + box.width / 2
        left, right = hang - _BUS / 2 * font - width, hang + _BUS / 2 * font
        one, other = _halves(rows)
        columns = (_Column(one, left, width, 1, hang), _Column(other, right, width, -1, hang))
    else:
        width = min(room - _BUS, _WIDEST) * font
        left = box.left + (box.width - width - _BUS * font) / 2
        hang = left + _BUS / 2 * font
        columns = (_Column(_cards(rows), left + _BUS * font, width, -1, hang),)
    return _Plan(columns, font, *axis, box)


def _cards(rows: Sequence[Integration]) -> tuple[_Card, ...]:
    return tuple(_Card(kind, tuple(of_one)) for kind, of_one in groupby(rows, key=_kind))


def _kind(one: Integration) -> Kind:
    return one.kind


def _halves(rows: Sequence[Integration]) -> tuple[tuple[_Card, ...], tuple[_Card, ...]]:
    """Return the cards of both columns, of like height; a kind is torn only where that helps."""
    cuts = [(_cards(rows[:i]), _cards(rows[i:])) for i in range(1, len(rows))]
    one, other = min(cuts, key=_unevenness)
    if one[-1].kind == other[0].kind:
        other = (replace(other[0], torn=True), *other[1:])
    return one, other


def _unevenness(cut: tuple[Sequence[_Card], Sequence[_Card]]) -> float:
    one, other = (sum(card.height for card in cards) for cards in cut)
    torn = cut[0][-1].kind == cut[1][0].kind
    return abs(one - other) + (6 * _ROW if torn else 0)


def _draw_bus(ax: Axes, entity: Entity, plan: _Plan, base: str) -> None:
    """Draw the line on which all cards hang, and the project at its top."""
    font, tone = plan.font, tones(ax)
    width = 2.2 * scale(ax)
    x, top = plan.columns[0].hang, plan.top - font * _HEAD / 2
    heads = list(_heads(plan))
    lowest = min(y for *_, y in heads)
    ax.add_line(Line2D([x, x], [top, lowest], color=tone.edge, linewidth=width, zorder=1))
    for column, card, y in heads:
        edge = column.x if column.side < 0 else column.x + column.width
        style = _DASHES if card.kind.alternative else "solid"
        stub = Line2D([x, edge], [y, y], color=tone.edge, linewidth=width, linestyle=style)
        stub.set(zorder=1, solid_capstyle="butt")
        ax.add_line(stub)
    radius = font * 1.25
    draw_marks(ax, [Mark(entity, x, top, radius)], base)
    pen = Pen(font * 1.1, tone.ink, bold=True)
    lines = _wrapped(ax, label(entity, 40), pen, (_BUS - 1) * font)
    for number, line in enumerate(lines):
        y = top - radius - font * (1.0 + 1.35 * number)
        text = write(ax, line, x, y, pen, ha="center", url=link(root_of(ax), entity, base))
        text.set_bbox({"facecolor": tone.paper, "edgecolor": "none", "pad": 1.5})


def _wrapped(ax: Axes, name: str, pen: Pen, room: float) -> list[str]:
    lines = [""]
    for word in name.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width_of(ax, longer, pen) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return [fit(ax, line, pen, room) for line in lines]


def _heads(plan: _Plan) -> Iterator[tuple[_Column, _Card, float]]:
    """Yield each card with its column and with how high the middle of its head is."""
    for column in plan.columns:
        y = plan.top
        for card in column.cards:
            yield column, card, y - plan.font * _HEAD / 2
            y -= plan.font * card.height


def _draw_column(ax: Axes, column: _Column, plan: _Plan, base: str) -> None:
    font, tone = plan.font, tones(ax)
    stops = _Stops.of(column, font)
    if plan.years[0]:
        pen = Pen(font * 0.78, tone.quiet)
        y = plan.top + font * _AXIS * 0.42
        first, last = (str(year) for year in plan.years)
        write(ax, first, stops.axis, y, pen)
        if last != first:
            write(ax, last, stops.axis + stops.reach, y, pen, ha="right")
    marks = []
    for card, y in ((card, y) for c, card, y in _heads(plan) if c is column):
        _draw_ground(ax, card, column, y, font)
        text = f"{card.kind.heading}{' (more)' if card.torn else ''}"
        write(ax, text, column.x + font * _PAD * 1.6, y, Pen(font * 1.03, tone.ink, bold=True))
        y -= font * (_HEAD - _ROW) / 2
        above = None
        for number, one in enumerate(card.rows):
            y -= font * _ROW
            marks.append(Mark(one.entity, stops.mark, y, font * 0.42))
            named = one.layer if number == 0 or one.layer is not above else None
            _draw_row(ax, one, named, y, stops, plan, base)
            above = one.layer
    draw_marks(ax, marks, base)


@dataclass(frozen=True, slots=True)
class _Stops:
    """Where the parts of a row begin, in points; the number of documents ends at ``number``.

    ``axis`` and ``reach`` are the left edge and the width of the years as bars, ``room`` the
    width for the name; ``years`` is where the years in words end, None where they have no room.
    """

    mark: float
    name: float
    room: float
    layer: float
    axis: float
    reach: float
    years: float | None
    number: float

    @classmethod
    def of(cls, column: _Column, font: float) -> "_Stops":
        """Return the stops of the rows of a column."""
        size = column.width / font
        number = column.x + column.width - font * 0.7
        years = number - font * 2.3 if size >= _WORDS else None
        reach = font * min(max(size * 0.23, 6.5), 14)
        axis = number - font * (8.0 if years else 2.6) - reach
        layer = axis - font * 7.0
        name = column.x + font * 1.75
        return cls(
            column.x + font, name, layer - name - font * 0.5, layer, axis, reach, years, number
        )


def _draw_ground(ax: Axes, card: _Card, column: _Column, y: float, font: float) -> None:
    tone, height = tones(ax), font * (card.height - _GAP)
    tint = blend(tone.paper, tone.ink, 0.06)
    ground = FancyBboxPatch(
        (column.x, y + font * _HEAD / 2 - height),
        column.width,
        height,
        boxstyle=f"round,pad=0,rounding_size={font * 0.4}",
        facecolor=tone.paper if card.kind.alternative else tint,
        edgecolor=tone.edge if card.kind.alternative else "none",
        linestyle=_DASHES,
        linewidth=1.0,
        zorder=0.1,
    )
    ax.add_patch(ground)


def _draw_row(
    ax: Axes,
    one: Integration,
    layer: Layer | None,
    y: float,
    stops: _Stops,
    plan: _Plan,
    base: str,
) -> None:
    font, tone = plan.font, tones(ax)
    pen, quiet = Pen(font, tone.ink), Pen(font * 0.8, tone.quiet)
    tail = " (planned)" if one.planned else ""
    room = stops.room - width_of(ax, tail, pen)
    name = fit(ax, label(one.entity, _LONGEST), pen, room) + tail
    write(ax, name, stops.name, y, pen, url=link(root_of(ax), one.entity, base))
    if layer:
        write(ax, layer.value if layer is not Layer.API else "API", stops.layer, y, quiet)
    write(ax, f"{one.documents:,}", stops.number, y, Pen(font * 0.9, tone.ink), ha="right")
    if stops.years is not None:
        write(ax, _years(one), stops.years, y, quiet, ha="right")
    _draw_years(ax, one, y, stops, plan)


def _years(one: Integration) -> str:
    if not one.years:
        return "undated"
    first, last = one.years[0][0], one.years[-1][0]
    return str(first) if first == last else f"{first}–{last}"


def _draw_years(ax: Axes, one: Integration, y: float, stops: _Stops, plan: _Plan) -> None:
    """Draw a bar for each year, its height the root of its documents, on a line."""
    font, tone, colour = plan.font, tones(ax), LOOKS[one.entity.type].colour
    first, last = plan.years
    step = stops.reach / (last - first + 1)
    floor = y - font * 0.5
    ground = Line2D([stops.axis, stops.axis + stops.reach], [floor, floor], color=tone.edge)
    ground.set(linewidth=0.5, alpha=0.6, zorder=1)
    ax.add_line(ground)
    for year, documents in one.years:
        height = font * (0.25 + 0.9 * math.sqrt(documents / plan.most))
        bar = Rectangle(
            (stops.axis + step * (year - first + 0.1), floor),
            max(step * 0.8, 1.0),
            height,
            facecolor="none" if one.planned else colour,
            edgecolor=colour,
            linewidth=0.6 if one.planned else 0,
            zorder=2,
        )
        ax.add_patch(bar)


def _title(entity: Entity, shown: Sequence[Integration], total: Sequence[Integration]) -> str:
    parts = [
        _counted([o for o in shown if o.kind.alternative is alternative], among, noun)
        for alternative, noun in ((False, "integration"), (True, "alternative"))
        if (among := [one for one in total if one.kind.alternative is alternative])
    ]
    return f"{label(entity, 50)}: {', '.join(parts)}"


def _counted(shown: Sequence[Integration], total: Sequence[Integration], noun: str) -> str:
    of = f"{len(shown):,} of {len(total):,}" if len(shown) < len(total) else f"{len(total):,}"
    return f"{of} {noun}{'' if len(total) == 1 else 's'}"


def _caption(counted: Sequence[Claim], left_out: int) -> str:
    noun = "statement" if len(counted) == 1 else "statements"
    parts = [
        f"{source_line(counted)}, {len(counted):,} {noun}",
        "Numbers and bars: documents that say so, in all and by year",
    ]
    if left_out:
        parts.append(f"{left_out:,} with fewer left out")
    return ". ".join(parts) + "."
