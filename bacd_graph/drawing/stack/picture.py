"""The technology stack: a band for each layer, and in it the projects and technologies."""

import math
from collections.abc import Sequence
from typing import Final

from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from bacd_graph.drawing.box import Box
from bacd_graph.drawing.captions import documents_line, part_of, sentences
from bacd_graph.drawing.card import draw_card
from bacd_graph.drawing.frame import (
    open_axes,
    put_caption,
    put_title,
    root_of,
    scale,
    settle,
)
from bacd_graph.drawing.layers import Layers, layers_of, load_layers
from bacd_graph.drawing.legend import line_handle, put_legend
from bacd_graph.drawing.lettering import Pen, width_of, write
from bacd_graph.drawing.links import link
from bacd_graph.drawing.marks import Mark, draw_marks
from bacd_graph.drawing.names import names_in
from bacd_graph.drawing.stack.bands import Band, Grid, arrange
from bacd_graph.drawing.stack.chips import AFTER, HEADINGS, PAD, choose, heading_pens
from bacd_graph.drawing.stack.members import Tie, members_of, ties_of
from bacd_graph.drawing.style import blend, tones
from bacd_graph.errors import BuildError
from bacd_graph.model import Claim
from bacd_graph.rdf.names import BASE

_MOST_TIES: Final = 60


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
    total, names = sum(map(len, found.values())), names_in(claims, base)
    settle(ax, _title(total, total), _caption(claims, total, total, len(astray)))
    line = line_handle(ax, "integrates with, or uses")
    types = {member.entity.type for members in found.values() for member in members}
    box = put_legend(ax, types, [line]).inset(below=4)
    grid, shown = choose(ax, {layer: ms[:limit] for layer, ms in found.items()}, box, names)
    ties = ties_of(claims, [c.member for chips in shown.values() for c in chips])[:_MOST_TIES]
    bands = list(arrange(shown, ties, grid))
    drawn = sum(len(band.chips) for band in bands)
    put_title(ax, _title(drawn, total))
    put_caption(ax, _caption(claims, drawn, total, len(astray)))
    for band in bands:
        _draw_band(ax, band, grid)
    _draw_ties(ax, ties, bands)
    _draw_chips(ax, bands, grid, base)
    return figure


def _draw_band(ax: Axes, band: Band, grid: Grid) -> None:
    box, gap, top, height = grid.box, grid.gap, band.top, band.height
    low, tint = top - height + gap * 0.35, tones(ax).ground
    ground = Rectangle((box.left, low), box.width, height - gap * 0.7, color=tint, lw=0, zorder=0.1)
    ax.add_patch(ground)
    (name, what), (bold, quiet) = HEADINGS[band.layer], heading_pens(ax, grid.font)
    x = box.left + gap
    if grid.head:
        y = top - gap * 0.6 - grid.head / 2
        after = x + width_of(ax, name, bold) + gap
        write(ax, name, x, y, bold)
        write(ax, what, after, y, quiet)
    else:
        y = top - height / 2
        write(ax, name, x, y + grid.font * 0.6, bold)
        write(ax, what, x, y - grid.font * 0.65, quiet)


def _draw_ties(ax: Axes, ties: Sequence[Tie], bands: Sequence[Band]) -> None:
    placed = [one for band in bands for one in band.chips]
    at = {chip.member.entity.id: (x + chip.width / 2, y) for chip, x, y in placed}
    lines = LineCollection(
        [[at[t.one], at[t.other]] for t in ties],
        linewidths=[scale(ax) * (0.6 + 0.3 * math.log2(t.documents)) for t in ties],
        colors=tones(ax).edge,
        alpha=0.45,
        zorder=1,
    )
    ax.add_collection(lines, autolim=False)


def _draw_chips(ax: Axes, bands: Sequence[Band], grid: Grid, base: str) -> None:
    tone, pad, marks = tones(ax), grid.font * PAD, []
    rim = blend(tone.paper, tone.ink, 0.22)
    for chip, x, y in (one for band in bands for one in band.chips):
        # Lines pass behind the boxes, so that none goes through a name.
        box = Box(x, y - grid.row * 0.42, chip.width, grid.row * 0.84)
        draw_card(ax, box, grid.row * 0.3, tone.paper, zorder=2, edgecolor=rim, linewidth=0.6)
        entity, pen = chip.member.entity, Pen(grid.font, tone.ink)
        start = x + pad + 2 * chip.radius + grid.font * AFTER
        write(ax, chip.name, start, y, pen, url=link(root_of(ax), entity, base))
        marks.append(Mark(entity, x + pad + chip.radius, y, chip.radius))
    draw_marks(ax, marks, base)


def _title(shown: int, total: int) -> str:
    both = part_of(shown, total, "project or technology", "projects and technologies")
    return f"The technology stack: {both}"


def _caption(claims: Sequence[Claim], shown: int, total: int, astray: int) -> str:
    left_out = total - shown
    return sentences(
        f"Source: {documents_line([c for c in claims if c.plain])}",
        "Size: documents that speak of it",
        f"{left_out:,} left out, in each layer those of which fewer speak" if left_out else "",
        f"{astray:,} {'stands' if astray == 1 else 'stand'} in no layer" if astray else "",
    )
