"""The technology stack: a band for each layer, and in it the projects and technologies."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from types import MappingProxyType
from typing import Final, TypeAlias

from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
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
from bacd_graph.drawing.layers import Layer, Layers, layers_of, load_layers
from bacd_graph.drawing.layout import Box
from bacd_graph.drawing.lettering import Pen, fit, width_of, write
from bacd_graph.drawing.links import link
from bacd_graph.drawing.marks import Mark, draw_marks
from bacd_graph.drawing.members import Member, Tie, members_of, ties_of
from bacd_graph.drawing.names import label
from bacd_graph.drawing.packing import Row, rows_of, starts_of
from bacd_graph.drawing.style import blend, tones
from bacd_graph.drawing.untangling import untangle
from bacd_graph.errors import BuildError
from bacd_graph.model import Claim
from bacd_graph.rdf.names import BASE

_HEADINGS: Final[Mapping[Layer, tuple[str, str]]] = MappingProxyType(
    {
        Layer.APPLICATION: ("Applications", "what is run"),
        Layer.PLATFORM: ("Platforms", "systems, languages, databases"),
        Layer.API: ("APIs", "interfaces, clients, consoles"),
        Layer.ORCHESTRATION: ("Orchestration", "clouds, provisioning, monitoring"),
        Layer.NETWORK: ("Network", "switches, routers, protocols"),
        Layer.STORAGE: ("Storage", "blocks, files, objects, backups"),
        Layer.HYPERVISOR: ("Hypervisors", "machines and containers"),
    }
)
_NARROW: Final = 480.0  # points: on narrower axes headings stand above the members, not beside
_SIZES: Final = (1.3, 1.2, 1.1, 1.0)  # of names, as shares of the usual; the largest that fits
_SMALLEST: Final = 0.9  # what they are where there are more than fit
_ROW, _GAP, _PAD = 1.95, 0.75, 0.45  # height of a row, gaps and padding, as shares of the font size
_MOST_TIES: Final = 60
_Found: TypeAlias = Mapping[Layer, Sequence[Member]]


@dataclass(frozen=True, slots=True)
class _Chip:
    """A member's box: its left edge, its middle, its width, all in points."""

    member: Member
    name: str
    x: float
    y: float
    width: float


@dataclass(frozen=True, slots=True)
class _Grid:
    """The sizes that everything in the bands follows, in points.

    ``side`` is the width that headings take at the left, ``head`` the height that they take
    above, one of which is 0. ``most`` documents speak of the member with the largest mark.
    """

    box: Box
    font: float
    side: float
    head: float
    most: int

    @property
    def row(self) -> float:
        return self.font * _ROW

    @property
    def gap(self) -> float:
        return self.font * _GAP

    @property
    def room(self) -> float:
        return self.box.width - self.side - 2 * self.gap


def draw_stack(
    claims: Sequence[Claim],
    *,
    ax: Axes | None = None,
    figsize: tuple[float, float] | None = None,
    base: str = BASE,
    limit: int = 20,
    layers: Layers | None = None,
) -> Figure:
    """Return a figure of the technology stack: in each layer its projects and technologies.

    The layers are those of `bacd_graph.drawing.layers`, or ``layers``. In each stand those of
    which most documents speak, at most ``limit``, and as many as have room; the caption says how
    many were left out, and how many are of no layer. A mark is the larger the more documents
    speak of it; a line joins two of different layers, of which one integrates with or uses the
    other. Plain claims alone are drawn.

    ``ax``, ``figsize`` and ``base`` are those of `draw_ecosystem`.

    Raises:
        BuildError: if no asserted claim names a project or a technology that has a layer.
        DataFileError: if the packaged table of layers is damaged.
    """
    found, astray = members_of(claims, layers_of(claims, layers or load_layers()))
    if not found:
        raise BuildError(
            "there is nothing to draw: no asserted claim names a project or a technology of a "
            "known layer; build the graph from documents that do, or add rows to layers.tsv"
        )
    figure, ax = open_axes(ax, figsize)
    total = sum(map(len, found.values()))
    put_title(ax, _title(total, total, len(found)))
    put_caption(ax, _caption(claims, total, total, len(astray)))
    figure.draw_without_rendering()
    line = Line2D([], [], color=tones(ax).edge, label="integrates with, or uses")
    box = put_legend(ax, {m.entity.type for ms in found.values() for m in ms}, [line])
    grid, shown = _choose(ax, found, box, limit)
    ties = ties_of(claims, [m for members in shown.values() for m in members])[:_MOST_TIES]
    chips = list(_place(ax, shown, ties, grid))
    put_title(ax, _title(len(chips), total, len(found)))
    put_caption(ax, _caption(claims, len(chips), total, len(astray)))
    _draw_ties(ax, ties, chips)
    _draw_chips(ax, chips, grid, base)
    return figure


def _choose(ax: Axes, found: _Found, box: Box, limit: int) -> tuple[_Grid, _Found]:
    """Return the sizes to draw in, and of each layer the members that have room so."""
    everyone = {layer: members[:limit] for layer, members in found.items()}
    for size in _SIZES:
        grid = _grid(ax, found, box, size)
        if _height(ax, everyone, grid) <= box.height:
            return grid, everyone
    grid = _grid(ax, found, box, _SMALLEST)
    counts = (number for number in range(limit, 0, -1))
    tries = ({layer: members[:n] for layer, members in found.items()} for n in counts)
    shown = next((t for t in tries if _height(ax, t, grid) <= box.height), None)
    return grid, _fill_up(ax, shown or {la: ms[:1] for la, ms in found.items()}, everyone, grid)


def _fill_up(ax: Axes, shown: _Found, everyone: _Found, grid: _Grid) -> _Found:
    """Return ``shown`` and more of ``everyone``, of each layer in turn, where there is room."""
    now, waiting = dict(shown), list(shown)
    while waiting:
        for layer in list(waiting):
            more = {**now, layer: everyone[layer][: len(now[layer]) + 1]}
            if len(more[layer]) > len(now[layer]) and _height(ax, more, grid) <= grid.box.height:
                now = more
            else:
                waiting.remove(layer)
    return now


def _grid(ax: Axes, found: _Found, box: Box, size: float) -> _Grid:
    font = font_size(ax, size)
    most = max(members[0].documents for members in found.values())
    if box.width < _NARROW:
        return _Grid(box, font, 0.0, font * 1.6, most)
    pens = _heading_pens(ax, font)
    texts = [pair for layer in found for pair in zip(_HEADINGS[layer], pens, strict=True)]
    side = max(width_of(ax, *pair) for pair in texts) + 2 * font * _GAP
    return _Grid(box, font, side, 0.0, most)


def _heading_pens(ax: Axes, font: float) -> tuple[Pen, Pen]:
    tone = tones(ax)
    return Pen(font * 1.05, tone.ink, bold=True), Pen(font * 0.76, tone.quiet)


def _height(ax: Axes, shown: _Found, grid: _Grid) -> float:
    rows = sum(len(_rows(ax, members, grid)) for members in shown.values())
    return rows * grid.row + len(shown) * (grid.head + 2 * grid.gap)


def _rows(ax: Axes, members: Sequence[Member], grid: _Grid) -> tuple[Row, ...]:
    return rows_of([_width(ax, m, grid) for m in members], grid.room, grid.gap)


def _width(ax: Axes, member: Member, grid: _Grid) -> float:
    name = width_of(ax, _name(ax, member, grid), Pen(grid.font, ""))
    return name + (2 * _PAD + 0.35) * grid.font + 2 * _radius(member, grid)


def _name(ax: Axes, member: Member, grid: _Grid) -> str:
    return fit(ax, label(member.entity), Pen(grid.font, ""), grid.room - 4 * grid.font)


def _radius(member: Member, grid: _Grid) -> float:
    share = math.log(member.documents) / math.log(grid.most) if grid.most > 1 else 0.0
    return grid.font * (0.27 + 0.45 * share)


def _place(ax: Axes, shown: _Found, ties: Sequence[Tie], grid: _Grid) -> Iterator[_Chip]:
    """Yield the chips, the highest layer first, and draw the bands."""
    width = {m.entity.id: _width(ax, m, grid) for members in shown.values() for m in members}
    member = {m.entity.id: m for members in shown.values() for m in members}

    def starts(row: Sequence[str]) -> list[float]:
        return starts_of([width[id_] for id_ in row], grid.room, grid.gap, 4 * grid.gap)

    def middles(row: Sequence[str]) -> list[float]:
        return [x + width[id_] / 2 for x, id_ in zip(starts(row), row, strict=True)]

    bands = {
        layer: [[members[i].entity.id for i in row] for row in _rows(ax, members, grid)]
        for layer, members in reversed(list(shown.items()))
    }
    rows = [row for band in bands.values() for row in band]
    ordered = iter(untangle(rows, [(t.one, t.other, t.documents) for t in ties], middles))
    spare = (grid.box.height - _height(ax, shown, grid)) / len(shown)
    top = grid.box.bottom + grid.box.height
    for layer, band in bands.items():
        height = len(band) * grid.row + 2 * grid.gap + grid.head + spare
        _draw_band(ax, layer, top, height, grid)
        first = top - grid.head - (height - grid.head - len(band) * grid.row) / 2
        for number, row in enumerate(islice(ordered, len(band))):
            y = first - (number + 0.5) * grid.row
            for id_, x in zip(row, starts(row), strict=True):
                x += grid.box.left + grid.side + grid.gap
                yield _Chip(member[id_], _name(ax, member[id_], grid), x, y, width[id_])
        top -= height


def _draw_band(ax: Axes, layer: Layer, top: float, height: float, grid: _Grid) -> None:
    box, gap = grid.box, grid.gap
    tint = blend(tones(ax).paper, tones(ax).ink, 0.06)
    ground = Rectangle(
        (box.left, top - height + gap * 0.35), box.width, height - gap * 0.7, color=tint, lw=0
    )
    ground.set_zorder(0.1)
    ax.add_patch(ground)
    (name, what), (bold, quiet) = _HEADINGS[layer], _heading_pens(ax, grid.font)
    x = box.left + gap
    if grid.head:
        y = top - gap * 0.6 - grid.head / 2
        after = x + width_of(ax, name, bold) + gap
        written = [write(ax, name, x, y, bold), write(ax, what, after, y, quiet)]
    else:
        y = top - height / 2
        written = [
            write(ax, name, x, y + grid.font * 0.6, bold),
            write(ax, what, x, y - grid.font * 0.65, quiet),
        ]
    for text in written:
        # Above the members a line would go through it.
        text.set_bbox({"facecolor": tint, "edgecolor": "none", "pad": 1.0})


def _draw_ties(ax: Axes, ties: Sequence[Tie], chips: Sequence[_Chip]) -> None:
    at = {c.member.entity.id: (c.x + c.width / 2, c.y) for c in chips}
    lines = LineCollection(
        [[at[t.one], at[t.other]] for t in ties],
        linewidths=[scale(ax) * (0.6 + 0.3 * math.log2(t.documents)) for t in ties],
        colors=tones(ax).edge,
        alpha=0.45,
        zorder=1,
    )
    ax.add_collection(lines, autolim=False)


def _draw_chips(ax: Axes, chips: Sequence[_Chip], grid: _Grid, base: str) -> None:
    tone, pad = tones(ax), grid.font * _PAD
    rim = blend(tone.paper, tone.ink, 0.22)
    for chip in chips:
        # Lines pass behind the boxes, so that none goes through a name.
        box = FancyBboxPatch(
            (chip.x, chip.y - grid.row * 0.42),
            chip.width,
            grid.row * 0.84,
            boxstyle=f"round,pad=0,rounding_size={grid.row * 0.3}",
            facecolor=tone.paper,
            edgecolor=rim,
            linewidth=0.6,
            zorder=2,
        )
        ax.add_patch(box)
        start = chip.x + pad + 2 * _radius(chip.member, grid) + grid.font * 0.35
        url = link(root_of(ax), chip.member.entity, base)
        write(ax, chip.name, start, chip.y, Pen(grid.font, tone.ink), url=url)
    marks = [
        Mark(c.member.entity, c.x + pad + _radius(c.member, grid), c.y, _radius(c.member, grid))
        for c in chips
    ]
    draw_marks(ax, marks, base)


def _title(shown: int, total: int, layers: int) -> str:
    of = f"{shown:,} of {total:,}" if shown < total else f"{total:,}"
    return f"The technology stack: {of} projects and technologies in {layers} layers"


def _caption(claims: Sequence[Claim], shown: int, total: int, astray: int) -> str:
    parts = [source_line([c for c in claims if c.plain]), "Size: documents that speak of it"]
    if shown < total:
        parts.append(f"{total - shown:,} of which fewer speak left out")
    if astray:
        parts.append(f"{astray:,} stand in no layer")
    return ". ".join(parts) + "."
