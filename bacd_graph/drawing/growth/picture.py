"""How much was known when: entities by type, statements and documents over time."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from bacd_graph.drawing.box import Box
from bacd_graph.drawing.captions import sentences, source_line
from bacd_graph.drawing.frame import open_axes, scale, settle, use_points
from bacd_graph.drawing.growth.panel import Curve, Panel, draw_panels
from bacd_graph.drawing.style import LOOKS, PLURALS, tones
from bacd_graph.errors import BuildError
from bacd_graph.model import Claim, EntityType
from bacd_graph.network.growth import DOCUMENTS, STATEMENTS, Growth, growth
from bacd_graph.rdf.names import BASE
from bacd_graph.wording import count

# Beside colours and markers: what tells curves apart where they run together in grey.
_DASHES: Mapping[EntityType, tuple[float, ...]] = MappingProxyType(
    {
        EntityType.PERSON: (),
        EntityType.COMPANY: (6, 1.5),
        EntityType.ORGANIZATION: (1.5, 1.5),
        EntityType.PROJECT: (),
        EntityType.TECHNOLOGY: (6, 1.5, 1.5, 1.5),
        EntityType.EVENT: (3, 1.5),
        EntityType.PLACE: (1, 1),
    }
)
_MAIN = 0.66  # of the width or the height, for the entities
_ABOVE = 6.0  # points under the title on a slide
_GAP = 22.0  # points between charts on a slide


def draw_growth(
    claims: Sequence[Claim],
    *,
    ax: Axes | None = None,
    figsize: tuple[float, float] | None = None,
    base: str = BASE,
    every: str | None = None,
) -> Figure:
    """Return a figure of how the numbers of entities, statements and documents grew.

    The numbers are those of `bacd_graph.network.growth.growth`, which also says what ``every``
    is. Entities of each type share a chart and a scale; statements and documents have one each,
    beside it or, on narrow axes, below.

    ``ax``, ``figsize`` and ``base`` are those of `draw_ecosystem`.

    Raises:
        BuildError: if no plain claim is of a document with a date.
        UnknownNameError: if there is no such period.
    """
    rows = growth(claims, every)
    if not rows:
        raise BuildError(
            "there is nothing to draw: no document with a date states anything; "
            "give the documents their dates in front matter, or add some that have one"
        )
    figure, ax = open_axes(ax, figsize)
    settle(ax, _title(rows), _caption(claims, rows))
    area = use_points(ax).inset(above=_ABOVE * scale(ax))
    main, *others = _parts(area, _GAP * scale(ax))
    draw_panels(ax, [main], [Panel("Entities", _of_types(rows))])
    ink = tones(ax).ink
    counted = [Panel(f"{k}s", (_curve("", rows, k, ink),)) for k in (STATEMENTS, DOCUMENTS)]
    draw_panels(ax, others, counted)
    return figure


def _parts(area: Box, gap: float) -> tuple[Box, Box, Box]:
    """Return where the three charts stand: one large, two small, as the area is wide or high."""
    if area.width > area.height:
        left = _MAIN * area.width
        rest, half = area.width - left - gap, (area.height - gap) / 2
        return (
            Box(0, 0, left, area.height),
            Box(left + gap, half + gap, rest, half),
            Box(left + gap, 0, rest, half),
        )
    below = (1 - _MAIN) * area.height
    half = (area.width - gap) / 2
    return (
        Box(0, below + gap, area.width, area.height - below - gap),
        Box(0, 0, half, below),
        Box(half + gap, 0, half, below),
    )


def _of_types(rows: Sequence[Growth]) -> tuple[Curve, ...]:
    present = {row.kind for row in rows if row.total}
    return tuple(
        _curve(PLURALS[kind], rows, kind, look.colour, look.marker, _DASHES[kind], look.size)
        for kind, look in LOOKS.items()
        if kind.value in present
    )


def _curve(
    name: str,
    rows: Sequence[Growth],
    kind: str,
    colour: str,
    marker: str | None = None,
    dashes: tuple[float, ...] = (),
    size: float = 1.0,
) -> Curve:
    """Return the curve of a kind: nothing at first, then what there is at each period's end."""
    own = [row for row in rows if row.kind == kind]
    days = (own[0].first, *(row.last for row in own))
    return Curve(name, days, (0, *(row.total for row in own)), colour, marker, dashes, size)


def _title(rows: Sequence[Growth]) -> str:
    first, last = rows[0].first.year, rows[-1].last.year
    entities = sum(row.new for row in rows if row.kind in set(EntityType))
    time = f"{first}" if first == last else f"{first} to {last}"
    return f"Growth: {count(entities, 'entity', 'entities')}, {time}"


def _caption(claims: Sequence[Claim], rows: Sequence[Growth]) -> str:
    plain = [c for c in claims if c.plain]
    dated = [c for c in plain if c.document.date]
    written = rows[0].period
    period = "quarter" if "Q" in written else "month" if "-" in written else "year"
    undated = len(plain) - len(dated)
    return sentences(
        source_line(dated),
        f"Cumulated by {period}; each counts from the date of the first document that states it",
        f"{count(undated, 'statement')} of documents without a date left out" if undated else "",
    )
