"""The integrations of a project: what it is built with, since when, and how many say so."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from bacd_graph.drawing.box import Box
from bacd_graph.drawing.captions import part_of, sentences, source_line
from bacd_graph.drawing.card import draw_card
from bacd_graph.drawing.entities import entity_of
from bacd_graph.drawing.frame import (
    font_size,
    open_axes,
    put_caption,
    put_title,
    root_of,
    scale,
    settle,
)
from bacd_graph.drawing.integrations.bus import BUS, GAP, HEAD, ROW, Card, Column, Plan, plan_bus
from bacd_graph.drawing.integrations.dated_rows import Axis, Stops, draw_axis, draw_row
from bacd_graph.drawing.integrations.integrating import Integration, integrates, integrations_of
from bacd_graph.drawing.layers import LAYERED, Layer, layers_of, load_layers
from bacd_graph.drawing.legend import planned_handle, put_legend
from bacd_graph.drawing.lettering import Pen, fit, width_of, write
from bacd_graph.drawing.links import link
from bacd_graph.drawing.marks import Mark, draw_marks
from bacd_graph.drawing.names import Names, names_in
from bacd_graph.drawing.style import DASHED, tones
from bacd_graph.errors import BuildError
from bacd_graph.model import Claim, Entity
from bacd_graph.rdf.names import BASE

# Of names, as shares of the usual; the largest that fits.
_SIZES: Final = (1.6, 1.4, 1.25, 1.1, 1.0, 0.9)


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

    Under each kind (integrates with, uses, implements, part of, and their inverses) stand some of
    those of which most documents speak, at most ``limit`` in all, by their layer of the stack;
    each with a bar for the documents of every year, its first and last year, and the number of
    documents. Alternatives stand apart, in a dashed frame. Planned ones are hollow; negated ones
    and those that are not sure enough for the graph are absent. The caption says how many were
    left out.

    ``ax``, ``figsize`` and ``base`` are those of `draw_ecosystem`.

    Raises:
        UnknownNameError: if no claim names the entity.
        BuildError: if it is neither a project nor a technology, or has no integration.
    """
    entity, names = entity_of(claims, entity_id), names_in(claims, base)
    found = _found(claims, entity)
    figure, ax = open_axes(ax, figsize)
    counted, name = [c for c in claims if integrates(c, entity_id)], names.label(entity, 50)
    settle(ax, _title(name, found, found), _caption(counted, len(found)))
    planned = [planned_handle(ax)] if any(one.planned for one in found) else []
    types = {entity.type, *(one.entity.type for one in found)}
    box = put_legend(ax, types, planned).inset(below=4)
    plan = plan_bus(found, [font_size(ax, size) for size in _SIZES], box, limit)
    put_title(ax, _title(name, plan.rows, found))
    put_caption(ax, _caption(counted, len(found) - len(plan.rows)))
    _draw_bus(ax, entity, plan, names)
    for column in plan.columns:
        _draw_column(ax, column, plan, Axis.of(found), names)
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


def _draw_bus(ax: Axes, entity: Entity, plan: Plan, names: Names) -> None:
    """Draw the line on which all cards hang, and the project at its top."""
    font, tone, top = plan.font, tones(ax), plan.top - plan.unit * HEAD / 2
    heads = list(plan.heads())
    lowest = min(y for *_, y in heads)
    stubs = [
        ([plan.line, column.near], [y, y], DASHED if card.kind.alternative else (0, ()))
        for column, card, y in heads
    ]
    for xs, ys, style in (([plan.line, plan.line], [top, lowest], (0, ())), *stubs):
        line = Line2D(xs, ys, color=tone.edge, linewidth=2.2 * scale(ax), linestyle=style)
        line.set(zorder=1, solid_capstyle="butt")
        ax.add_line(line)
    radius = font * 1.25
    draw_marks(ax, [Mark(entity, plan.line, top, radius)], names.base)
    pen = Pen(font * 1.1, tone.ink, bold=True, ground=tone.paper)
    url = link(root_of(ax), entity, names.base)
    for number, part in enumerate(_wrapped(ax, names.label(entity, 40), pen, (BUS - 1) * font)):
        y = top - radius - font * (1.0 + 1.35 * number)
        write(ax, part, plan.line, y, pen, ha="center", url=url)


def _wrapped(ax: Axes, name: str, pen: Pen, room: float) -> list[str]:
    lines = [""]
    for word in name.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width_of(ax, longer, pen) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return [fit(ax, line, pen, room) for line in lines]


def _draw_column(ax: Axes, column: Column, plan: Plan, axis: Axis, names: Names) -> None:
    font, stops = plan.font, Stops.of(column, plan.font)
    bold = Pen(font * 1.03, tones(ax).ink, bold=True)
    draw_axis(ax, axis, plan.top, stops, font)
    marks = []
    for card, y in ((card, y) for c, card, y in plan.heads() if c is column):
        _draw_ground(ax, card, column, y, plan.unit)
        heading = f"{card.kind.heading}{' (more)' if card.torn else ''}"
        write(ax, heading, column.x + font * 0.64, y, bold)
        y -= plan.unit * (HEAD - ROW) / 2
        above: tuple[Layer | None, ...] = ()
        for one in card.rows:
            y -= plan.unit * ROW
            marks.append(Mark(one.entity, stops.mark, y, font * 0.42))
            named = None if above == (one.layer,) else one.layer
            draw_row(ax, one, named, y, stops, axis, font, names)
            above = (one.layer,)
    draw_marks(ax, marks, names.base)


def _draw_ground(ax: Axes, card: Card, column: Column, y: float, unit: float) -> None:
    tone, height = tones(ax), unit * (card.height - GAP)
    box = Box(column.x, y + unit * HEAD / 2 - height, column.width, height)
    if card.kind.alternative:
        draw_card(
            ax, box, unit * 0.4, tone.paper, edgecolor=tone.edge, linestyle=DASHED, linewidth=1
        )
    else:
        draw_card(ax, box, unit * 0.4, tone.ground)


def _title(name: str, shown: Sequence[Integration], total: Sequence[Integration]) -> str:
    some, of = (Counter(one.kind.alternative for one in which) for which in (shown, total))
    parts = [
        part_of(some[alternative], of[alternative], noun)
        for alternative, noun in ((False, "integration"), (True, "alternative"))
        if some[alternative]
    ]
    return f"{name}: {', '.join(parts)}"


def _caption(counted: Sequence[Claim], left_out: int) -> str:
    return sentences(
        source_line(counted),
        "Numbers and bars: documents that say so, in all and by year",
        f"{left_out:,} left out, of each kind those of which fewer speak" if left_out else "",
    )
