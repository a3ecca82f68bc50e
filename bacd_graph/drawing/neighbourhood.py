"""One entity and what is tied to it, listed by how."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Curve
from matplotlib.text import Text

from bacd_graph.drawing.frame import (
    font_size,
    open_axes,
    put_caption,
    put_legend,
    put_title,
    renderer_of,
    root_of,
    scale,
    source_line,
)
from bacd_graph.drawing.layout import Box
from bacd_graph.drawing.links import link
from bacd_graph.drawing.marks import Mark, draw_marks
from bacd_graph.drawing.names import label, shorten
from bacd_graph.drawing.neighbours import Neighbour, Row, entity_of, neighbours_of, rows_of
from bacd_graph.drawing.style import PLAIN, tones
from bacd_graph.errors import BuildError
from bacd_graph.model import Claim, Entity, Status
from bacd_graph.rdf.names import BASE

_DASHES = (0, (4, 3))
_LONGEST = 60  # characters of a name, before the room is measured


@dataclass(frozen=True, slots=True)
class _Side:
    """Where a list of rows stands: ``sign`` is 1 to the right of the middle, -1 to the left."""

    rows: tuple[Row, ...]
    sign: int
    x: float
    y: float
    box: Box
    row_height: float
    font: float
    base: str


def draw_neighbourhood(
    claims: Sequence[Claim],
    entity_id: str,
    *,
    ax: Axes | None = None,
    figsize: tuple[float, float] | None = None,
    base: str = BASE,
    limit: int = 40,
) -> Figure:
    """Return a figure of one entity and the ``limit`` neighbours with the most evidence.

    Neighbours are listed under what ties them to the entity; further ties stand in brackets
    behind the name. Planned ties are dashed; negated ones and those that are
    not sure enough for the graph are absent. The caption says how many
    neighbours were left out.

    ``ax``, ``figsize`` and ``base`` are those of `draw_ecosystem`.

    Raises:
        UnknownNameError: if no claim names the entity.
        BuildError: if no asserted or planned claim ties it to another.
    """
    entity = entity_of(claims, entity_id)
    everyone = neighbours_of(claims, entity_id)
    shown = everyone[:limit]
    if not shown:
        raise BuildError(
            f"there is nothing to draw around {entity.name}: no asserted or planned claim ties "
            "it to another entity; draw another one, or add documents that speak of it"
        )
    figure, ax = open_axes(ax, figsize)
    put_title(ax, _title(label(entity, 50), len(shown), len(everyone)))
    ends = {entity_id, *(n.entity.id for n in shown)}
    held = (c for c in claims if c.sure and c.status != Status.NEGATED)
    drawn = [c for c in held if {c.subject.id, c.object.id} <= ends]
    put_caption(ax, _caption([c for c in drawn if _touches(c, entity_id)], everyone[limit:]))
    figure.draw_without_rendering()
    dashed = Line2D([], [], color=tones(ax).edge, linestyle=_DASHES, label="planned")
    types = [entity.type, *(n.entity.type for n in shown)]
    box = put_legend(ax, types, [dashed] if any(n.planned for n in shown) else [])
    most = max(n.weight for n in shown)
    sides = _sides(ax, *rows_of(shown), box, base)
    for side in sides:
        _draw_side(ax, side, most)
    _draw_middle(ax, entity, sides[0])
    return figure


def _touches(claim: Claim, entity_id: str) -> bool:
    return entity_id in (claim.subject.id, claim.object.id)


def _sides(
    ax: Axes, right: tuple[Row, ...], left: tuple[Row, ...], box: Box, base: str
) -> tuple[_Side, ...]:
    x = box.left + box.width * (0.5 if left else 0.3)
    y = box.bottom + box.height / 2
    height = min(30.0 * scale(ax), box.height * 0.98 / max(len(right), len(left)))
    font = min(font_size(ax, 1.2), height * 0.72)
    sides = [_Side(right, 1, x, y, box, height, font, base)]
    if left:
        sides.append(_Side(left, -1, x, y, box, height, font, base))
    return tuple(sides)


def _draw_side(ax: Axes, side: _Side, most: float) -> None:
    top = side.y + side.row_height * (len(side.rows) - 1) / 2
    for number, row in enumerate(side.rows):
        y = top - number * side.row_height
        x = side.x + side.sign * _reach(side, y)
        if row.heading:
            _write(ax, row.heading, x, y, side, heading=True)
        elif row.neighbour:
            _draw_neighbour(ax, row.neighbour, x, y, side, most)


def _reach(side: _Side, y: float) -> float:
    """Return how far from the middle a row stands: the sides bulge like an ellipse."""
    half = 0.62 * side.box.height
    return side.box.width * 0.21 * math.sqrt(max(1 - ((y - side.y) / half) ** 2, 0.0))


def _draw_neighbour(
    ax: Axes, neighbour: Neighbour, x: float, y: float, side: _Side, most: float
) -> None:
    middle = (side.x + x) / 2
    curve = Curve(
        [(side.x, side.y), (middle, y), (x, y)], [Curve.MOVETO, Curve.CURVE3, Curve.CURVE3]
    )
    width = (0.7 + 2.6 * math.sqrt(neighbour.weight / most)) * scale(ax)
    style = _DASHES if neighbour.planned else "solid"
    patch = PathPatch(
        curve,
        fill=False,
        edgecolor=tones(ax).edge,
        linewidth=width,
        linestyle=style,
        alpha=0.7,
        zorder=1,
    )
    ax.add_patch(patch)
    radius = side.row_height * 0.3
    draw_marks(ax, [Mark(neighbour.entity, x, y, radius)], side.base)
    brackets = (*neighbour.also, *(("planned",) if neighbour.planned else ()))
    tail = f" ({', '.join(brackets)})" if brackets else ""
    written = _write(ax, label(neighbour.entity, _LONGEST), x, y, side, tail=tail)
    written.set_url(link(root_of(ax), neighbour.entity, side.base))


def _write(
    ax: Axes, text: str, x: float, y: float, side: _Side, *, tail: str = "", heading: bool = False
) -> Text:
    """Write a row outwards from ``x``, shortened until it ends inside the box."""
    at = x + side.sign * (0.0 if heading else side.row_height * 0.3 + 4.0)
    room = side.box.left + side.box.width - at if side.sign > 0 else at - side.box.left
    written = ax.text(
        at,
        y,
        text + tail,
        fontsize=side.font * (0.92 if heading else 1.0),
        fontweight="bold" if heading else "normal",
        color=tones(ax).quiet if heading else tones(ax).ink,
        ha="left" if side.sign > 0 else "right",
        va="center_baseline",
        zorder=5,
        **PLAIN,
    )
    _shorten_to(ax, written, text, tail, room)
    return written


def _shorten_to(ax: Axes, written: Text, text: str, tail: str, room: float) -> None:
    pixels = room * root_of(ax).dpi / 72
    renderer = renderer_of(ax)
    whole = text + tail
    limit = len(whole)
    while written.get_window_extent(renderer).width > pixels and limit > 1:
        limit -= 1
        # What ties it matters less than what it is: the brackets give way first.
        fits = limit - len(tail) >= min(len(text), 16)
        written.set_text(shorten(text, limit - len(tail)) + tail if fits else shorten(text, limit))


def _draw_middle(ax: Axes, entity: Entity, side: _Side) -> None:
    radius = 20.0 * scale(ax)
    draw_marks(ax, [Mark(entity, side.x, side.y, radius)], side.base)
    ax.text(
        side.x,
        side.y - radius - 4,
        label(entity, 26),
        fontsize=font_size(ax, 1.3),
        fontweight="bold",
        color=tones(ax).ink,
        ha="center",
        va="top",
        zorder=6,
        bbox={"facecolor": tones(ax).paper, "alpha": 0.85, "edgecolor": "none", "pad": 1.5},
        **PLAIN,
    )


def _title(name: str, shown: int, total: int) -> str:
    if shown < total:
        return f"{name}: {shown} of {total:,} neighbours"
    return f"{name}: {total} {'neighbour' if total == 1 else 'neighbours'}"


def _caption(drawn: Sequence[Claim], left_out: Sequence[Neighbour]) -> str:
    noun = "statement" if len(drawn) == 1 else "statements"
    parts = [f"{source_line(drawn)}, {len(drawn):,} {noun}"]
    parts.append("Width: evidence")
    if left_out:
        noun = "neighbour" if len(left_out) == 1 else "neighbours"
        parts.append(f"{len(left_out):,} {noun} with less evidence left out")
    return ". ".join(parts) + "."
