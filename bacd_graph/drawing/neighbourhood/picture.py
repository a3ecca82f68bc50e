"""One entity and what is tied to it, listed by how."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

from bacd_graph.drawing.box import Box
from bacd_graph.drawing.captions import part_of, sentences, source_line
from bacd_graph.drawing.entities import entity_of
from bacd_graph.drawing.frame import font_size, open_axes, points_of, scale, settle
from bacd_graph.drawing.layout.labels import boxes_of
from bacd_graph.drawing.legend import planned_handle, put_legend
from bacd_graph.drawing.lettering import Pen, write
from bacd_graph.drawing.marks import Mark, draw_marks
from bacd_graph.drawing.names import Names, names_in
from bacd_graph.drawing.neighbourhood.lists import Side, lines_of, reach_of
from bacd_graph.drawing.neighbourhood.neighbours import (
    Neighbour,
    Row,
    neighbours_of,
    rows_of,
)
from bacd_graph.drawing.neighbourhood.sides import draw_sides, width_of_longest
from bacd_graph.drawing.style import tones
from bacd_graph.drawing.texts import wrap
from bacd_graph.errors import BuildError
from bacd_graph.model import Claim, Entity
from bacd_graph.rdf.names import BASE
from bacd_graph.wording import count

_MOST = 40  # neighbours, where there is room
_LINE, _LOWEST = 12.0, 0.89  # points that a line takes at least on a slide; of it, on a phone
_RADIUS = 20.0  # of the mark in the middle on a slide, in points
_FEWER = 8  # characters that a caption may be longer than with all that may be shown
_UPRIGHT = 1.1  # axes so much higher than wide have one list, below the entity


def draw_neighbourhood(
    claims: Sequence[Claim],
    entity_id: str,
    *,
    ax: Axes | None = None,
    figsize: tuple[float, float] | None = None,
    base: str = BASE,
    limit: int | None = None,
) -> Figure:
    """Return a figure of one entity and the ``limit`` neighbours with the most evidence.

    Without ``limit`` there are as many as can be read, up to 40. They are listed under what
    ties them to the entity, beside it or, on axes that are higher than wide, below it; further
    ties stand in brackets behind the name. Planned ties are dashed; negated ones and those that
    are not sure enough for the graph are absent. The caption says how many neighbours were left
    out.

    ``ax``, ``figsize`` and ``base`` are those of `draw_ecosystem`.

    Raises:
        UnknownNameError: if no claim names the entity.
        BuildError: if no asserted or planned claim ties it to another.
    """
    entity, names = entity_of(claims, entity_id), names_in(claims, base)
    everyone = neighbours_of(claims, entity_id, names)
    if not everyone:
        raise BuildError(
            f"there is nothing to draw around {entity.name}: no asserted or planned claim ties "
            "it to another entity; draw another one, or add documents that speak of it"
        )
    held = [c for c in claims if c.held and _touches(c, entity_id)]
    longest = len(_caption(held, everyone[: limit or _MOST], everyone)) + _FEWER
    figure, ax = open_axes(ax, figsize, longest)
    shown = everyone[: limit or _fitting(ax, everyone)]
    ends = {entity_id, *(n.entity.id for n in shown)}
    drawn = [c for c in held if {c.subject.id, c.object.id} <= ends]
    caption = _caption(drawn, shown, everyone)
    settle(ax, _title(names.label(entity, 50), len(shown), len(everyone)), caption)
    planned = [planned_handle(ax)] if any(n.planned for n in shown) else []
    types = [entity.type, *(n.entity.type for n in shown)]
    box = put_legend(ax, types, planned)
    draw_sides(ax, _draw_middle(ax, entity, shown, box, names), base)
    return figure


def _touches(claim: Claim, entity_id: str) -> bool:
    return entity_id in (claim.subject.id, claim.object.id)


def _fitting(ax: Axes, everyone: Sequence[Neighbour]) -> int:
    """Return how many neighbours can be listed with letters that can be read."""
    area = points_of(ax)
    line = _LINE * max(scale(ax), _LOWEST)
    # A letter is some 0.4 of a line wide; beside the entity is 0.28 of the width for a list.
    letters = (area.width - 50 if _upright(area) else area.width * 0.28) / (0.4 * line)
    count = min(len(everyone), _MOST)
    while count > 5:
        lists = _lists(area, everyone[:count])
        if max(lines_of(rows, letters) for rows in lists) * line < area.height * 0.85:
            break
        count -= 1
    return count


def _lists(area: Box, shown: Sequence[Neighbour]) -> tuple[tuple[Row, ...], ...]:
    return rows_of(shown, 1 if _upright(area) else 2)


def _upright(area: Box) -> bool:
    return area.height > _UPRIGHT * area.width


def _draw_middle(
    ax: Axes, entity: Entity, shown: Sequence[Neighbour], box: Box, names: Names
) -> tuple[Side, ...]:
    """Draw the entity, and return where its neighbours are listed: below it, or beside it."""
    lists, radius = _lists(points_of(ax), shown), _RADIUS * scale(ax)
    if _upright(points_of(ax)):
        x, y = box.left + radius, box.top - radius - 6
        _name(ax, names.label(entity, 78), x + radius + 6, y, "left", "center", 26)
        draw_marks(ax, [Mark(entity, x, y, radius)], names.base)
        below = Box(box.left, box.bottom, box.width, box.height - 2 * radius - 14)
        return (Side(lists[0], 1, (x, y), x, True, below),)
    x, y = box.left + box.width / 2, box.bottom + box.height / 2
    name = _name(ax, names.label(entity, 45), x, y - radius - 4, "center", "top", 15)
    (edges,) = boxes_of(ax, [name])
    wide = max(float(edges[2] - edges[0]) / 2, radius) + 4
    if len(lists) == 1:
        x = box.left + _before(ax, lists[0], wide, box.width)
        name.set_x(x)
    draw_marks(ax, [Mark(entity, x, y, radius)], names.base)
    return tuple(
        Side(rows, sign, (x, y), x + sign * wide, False, box)
        # As a text is read: the first list on the left, if there are two.
        for rows, sign in zip(lists, (-1, 1) if len(lists) == 2 else (1,), strict=True)
    )


def _before(ax: Axes, rows: Sequence[Row], wide: float, width: float) -> float:
    """Return how far from the left the entity stands, so that it and its one list are centred.

    ``wide`` is half the width of its name.
    """
    letters = width_of_longest(ax, rows)
    left = (width - wide - reach_of(wide, width) - letters) / 2 + wide
    return min(max(left, wide), width / 2)


def _name(ax: Axes, name: str, x: float, y: float, ha: str, va: str, width: int) -> Text:
    pen = Pen(font_size(ax, 1.3), tones(ax).ink, bold=True)
    return write(ax, wrap(name, width, 3), x, y, pen, ha=ha, va=va, linespacing=1.1)


def _title(name: str, shown: int, total: int) -> str:
    return f"{name}: {part_of(shown, total, 'neighbour')}"


def _caption(
    drawn: Sequence[Claim], shown: Sequence[Neighbour], everyone: Sequence[Neighbour]
) -> str:
    told = [
        "Width: evidence",
        "in brackets: further ties" if any(n.also for n in shown) else "",
        "planned: announced or wished" if any(n.planned for n in shown) else "",
    ]
    fewer = count(len(everyone) - len(shown), "neighbour")
    return sentences(
        source_line(drawn),
        "; ".join(part for part in told if part),
        f"{fewer} with less evidence left out" if len(shown) < len(everyone) else "",
    )
