"""The integrations of a project: what it is built with, since when, and how many say so."""

from collections import Counter
from collections.abc import Mapping, Sequence
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
from bacd_graph.drawing.integrations.dated_rows import LEAST, Axis, Stops, draw_axis, draw_row
from bacd_graph.drawing.integrations.integrating import (
    Integration,
    Kind,
    integrates,
    integrations_of,
    once,
)
from bacd_graph.drawing.layers import LAYERED, Layer, layers_of, load_layers
from bacd_graph.drawing.legend import planned_handle, put_legend
from bacd_graph.drawing.lettering import Pen, fit, width_of, write
from bacd_graph.drawing.links import link
from bacd_graph.drawing.marks import Mark, draw_marks
from bacd_graph.drawing.names import Names, names_in
from bacd_graph.drawing.style import DASHED, LOOKS, PLURALS, tones
from bacd_graph.errors import BuildError
from bacd_graph.model import Claim, Entity
from bacd_graph.rdf.names import BASE

# Of names, as shares of the usual; the largest that fits.
_SIZES: Final = (1.6, 1.4, 1.25, 1.1, 1.0, 0.9)
_CAPTION: Final = 240  # characters


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
    those of which most documents say so, at most ``limit`` in all, by their layer of the stack;
    each once, in the kind that most documents say, with a bar for these of every year, their
    first and last year, and their number. The heading says how many there are of its kind in all.
    Alternatives stand apart, in a dashed frame. Planned ones are hollow; negated ones and those
    that are not sure enough for the graph are absent. The caption says how many were left out.

    ``ax``, ``figsize`` and ``base`` are those of `draw_ecosystem`.

    Raises:
        UnknownNameError: if no claim names the entity.
        BuildError: if it is neither a project nor a technology, or has no integration.
    """
    entity, names = entity_of(claims, entity_id), names_in(claims, base)
    ties = _ties(claims, entity)
    found, of_kind = once(ties), Counter(one.kind for one in ties)
    figure, ax = open_axes(ax, figsize, _CAPTION)
    counted, name = [c for c in claims if integrates(c, entity_id)], names.label(entity, 50)
    axis, twice = Axis.of(found), len(ties) > len(found)
    smallest = font_size(ax, _SIZES[-1])
    longest = _caption(counted, twice, _bars(axis, smallest), len(found))
    settle(ax, _title(name, found, found), longest)
    planned = [planned_handle(ax)] if any(one.planned for one in found) else []
    types = {entity.type, *(one.entity.type for one in found)}
    box = put_legend(ax, types, planned).inset(below=4)
    plan = plan_bus(found, [font_size(ax, size) for size in _SIZES], box, limit)
    put_title(ax, _title(name, plan.rows, found))
    left_out = len(found) - len(plan.rows)
    put_caption(ax, _caption(counted, twice, _bars(axis, plan.font), left_out))
    _draw_bus(ax, entity, plan, names)
    for column in plan.columns:
        _draw_column(ax, column, plan, axis, names, of_kind)
    return figure


def _ties(claims: Sequence[Claim], entity: Entity) -> tuple[Integration, ...]:
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
    radius = font * 1.25
    below = top - radius - font * 0.3
    for xs, ys, style in (([plan.line, plan.line], [below, min(below, lowest)], (0, ())), *stubs):
        line = Line2D(xs, ys, color=tone.edge, linewidth=2.2 * scale(ax), linestyle=style)
        line.set(zorder=1, solid_capstyle="butt")
        ax.add_line(line)
    draw_marks(ax, [Mark(entity, plan.line, top, radius)], names.base)
    pen = Pen(font * 1.1, tone.ink, bold=True, ground=tone.paper)
    url = link(root_of(ax), entity, names.base)
    name = _wrapped(ax, names.label(entity, 40), pen, (BUS - 1) * font)
    # One text, so that its ground keeps the line from between its lines too.
    write(ax, name, plan.line, below, pen, ha="center", va="top", linespacing=1.15, url=url)


def _wrapped(ax: Axes, name: str, pen: Pen, room: float) -> str:
    lines = [""]
    for word in name.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and width_of(ax, longer, pen) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return "\n".join(fit(ax, line, pen, room) for line in lines)


def _draw_column(
    ax: Axes, column: Column, plan: Plan, axis: Axis, names: Names, of_kind: Mapping[Kind, int]
) -> None:
    font, stops = plan.font, Stops.of(ax, column, plan.font)
    draw_axis(ax, axis, plan.top, stops, font)
    shown = Counter(one.kind for one in plan.rows)
    marks = []
    for card, y in ((card, y) for c, card, y in plan.heads() if c is column):
        _draw_ground(ax, card, column, y, plan.unit)
        number = _number(shown[card.kind], of_kind[card.kind])
        _draw_heading(ax, card, number, column.x + font * 0.64, y, font)
        y -= plan.unit * (HEAD - ROW) / 2
        above: tuple[Layer | None, ...] = ()
        for one in card.rows:
            y -= plan.unit * ROW
            marks.append(Mark(one.entity, stops.mark, y, font * 0.42))
            named = None if above == (one.layer,) else one.layer
            draw_row(ax, one, named, y, stops, axis, font, names)
            above = (one.layer,)
    draw_marks(ax, marks, names.base)


def _draw_heading(ax: Axes, card: Card, number: str, x: float, y: float, font: float) -> None:
    """Write the kind of a card and, where it begins, of how many so many are shown."""
    tone = tones(ax)
    bold, quiet = Pen(font * 1.03, tone.ink, bold=True), Pen(font * 0.9, tone.quiet)
    write(ax, card.kind.heading, x, y, bold)
    after = x + width_of(ax, card.kind.heading, bold) + font * 0.6
    write(ax, "(more)" if card.torn else number, after, y, quiet)


def _draw_ground(ax: Axes, card: Card, column: Column, y: float, unit: float) -> None:
    tone, height = tones(ax), unit * (card.height - GAP)
    box = Box(column.x, y + unit * HEAD / 2 - height, column.width, height)
    if card.kind.alternative:
        draw_card(
            ax, box, unit * 0.4, tone.paper, edgecolor=tone.edge, linestyle=DASHED, linewidth=1
        )
    else:
        draw_card(ax, box, unit * 0.4, tone.ground)


def _number(shown: int, total: int) -> str:
    return f"{shown:,} of {total:,}" if shown < total else f"{total:,}"


def _title(name: str, shown: Sequence[Integration], total: Sequence[Integration]) -> str:
    types = {one.entity.type for one in total}
    plural = " and ".join(PLURALS[kind].lower() for kind in LOOKS if kind in types)
    one = " or ".join(kind.lower() for kind in sorted(types))
    return f"{name}: ties to {part_of(len(shown), len(total), one, plural)}"


def _bars(axis: Axis, font: float) -> str:
    """Return what bars stand for; where the lowest are higher than they should be, this too."""
    floor = f", none lower than {LEAST:g} pt" if axis.height(1, font) < LEAST else ""
    return f"bars: by year, up to {axis.most:,}{floor}"


def _caption(counted: Sequence[Claim], twice: bool, bars: str, left_out: int) -> str:
    return sentences(
        source_line(counted),
        "Each stands once, under what most documents say" if twice else "",
        f"Numbers: documents that say so; {bars}",
        f"{left_out:,} left out, of each kind those that fewest say" if left_out else "",
    )
