"""The technology stack: a band for each layer, and in it the projects and technologies."""

import math
from collections.abc import Sequence
from typing import Final

from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

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
from bacd_graph.drawing.stack.lines import Line, box_of, lines_of
from bacd_graph.drawing.stack.members import Tie, members_of, ties_of
from bacd_graph.drawing.style import blend, tones
from bacd_graph.errors import BuildError
from bacd_graph.model import Claim
from bacd_graph.rdf.names import BASE

_MOST_TIES: Final = 60  # lines on a slide; on smaller axes there are fewer
_CAPTION: Final = 280  # characters
_LEAST: Final = 1.0  # the width of a line of one document, in points
_WIDER: Final = 0.15  # by so much, at twice as many documents
_DOT: Final = 3.2  # the width of a dot at the end of a line


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
    other, and is the wider the more documents say so. Its ends have dots: where it meets a box
    without one, it passes behind. The caption says how many ties have no line. Plain claims
    alone are drawn.

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
    figure, ax = open_axes(ax, figsize, _CAPTION)
    source = f"Source: {documents_line([c for c in claims if c.plain])}"
    members, names = sum(map(len, found.values())), names_in(claims, base)
    total = members + len(astray)
    every = ties_of(claims, [m for ms in found.values() for m in ms[:limit]])
    longest = _left_out(members, len(astray))
    settle(ax, _title(total, total), sentences(source, _reading(every, len(every) + 1), longest))
    lines = [_handle(ax)] if every else []
    types = {member.entity.type for members in found.values() for member in members}
    box = put_legend(ax, types, lines).inset(below=4)
    grid, shown = choose(ax, {layer: ms[:limit] for layer, ms in found.items()}, box, names)
    chosen = {c.member.entity.id for chips in shown.values() for c in chips}
    among = [tie for tie in every if {tie.one, tie.other} <= chosen]
    ties = among[: int(_MOST_TIES * min(scale(ax), 1.0) ** 2)]
    bands = list(arrange(shown, ties, grid))
    drawn = sum(len(band.chips) for band in bands)
    put_title(ax, _title(drawn, total))
    left_out = _left_out(members - drawn, len(astray))
    put_caption(ax, sentences(source, _reading(ties, len(among)), left_out))
    for band in bands:
        _draw_band(ax, band, grid)
    _draw_chips(ax, bands, grid, base)
    _draw_lines(ax, list(lines_of(ties, bands, grid)))
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


def _draw_lines(ax: Axes, lines: Sequence[Line]) -> None:
    """Draw lines behind the boxes, and dots where they end before them."""
    curves = LineCollection(
        [line.points for line in lines],
        linewidths=[_LEAST + _WIDER * math.log2(line.tie.documents) for line in lines],
        colors=_line_colour(ax),
        zorder=1,
    )
    ax.add_collection(curves, autolim=False)
    ends = [point for line in lines for point in (line.points[0], line.points[-1])]
    xs, ys = [float(x) for x, _ in ends], [float(y) for _, y in ends]
    dots = Line2D(
        xs, ys, linestyle="none", marker="o", markersize=_DOT * scale(ax), color=tones(ax).edge
    )
    dots.set(markeredgewidth=0, zorder=6)
    ax.add_line(dots)


def _handle(ax: Axes) -> Line2D:
    handle = line_handle(ax, "integrates with, or uses", width=_LEAST)
    handle.set_color(_line_colour(ax))
    return handle


def _line_colour(ax: Axes) -> str:
    return blend(tones(ax).edge, tones(ax).ground, 0.15)


def _draw_chips(ax: Axes, bands: Sequence[Band], grid: Grid, base: str) -> None:
    tone, pad, marks = tones(ax), grid.font * PAD, []
    rim = blend(tone.paper, tone.ink, 0.22)
    for chip, x, y in (one for band in bands for one in band.chips):
        # Lines pass behind the boxes, so that none goes through a name.
        box = box_of(x, y, chip.width, grid)
        draw_card(ax, box, grid.row * 0.3, tone.paper, zorder=2, edgecolor=rim, linewidth=0.6)
        entity, pen = chip.member.entity, Pen(grid.font, tone.ink)
        start = x + pad + 2 * chip.radius + grid.font * AFTER
        write(ax, chip.name, start, y, pen, url=link(root_of(ax), entity, base))
        marks.append(Mark(entity, x + pad + chip.radius, y, chip.radius))
    draw_marks(ax, marks, base)


def _title(shown: int, total: int) -> str:
    both = part_of(shown, total, "project or technology", "projects and technologies")
    return f"The technology stack: {both}"


def _reading(ties: Sequence[Tie], among: int) -> str:
    """Return what sizes and widths stand for, and which ties have a line."""
    size = "Size: documents that speak of it"
    if not ties:
        return size
    width = "; width: documents that say so" if ties[0].documents > ties[-1].documents else ""
    fewer = ", those that most documents say" if len(ties) < among else ""
    lines = f"{part_of(len(ties), among, 'tie')} between layers{fewer}"
    return f"{size}{width}. Lines: {lines}; ties within a layer and of other kinds are not drawn"


def _left_out(fewer: int, astray: int) -> str:
    of_layers = f"{fewer:,} of which fewest documents speak in their layer" if fewer else ""
    of_none = f"{astray:,} of no layer" if astray else ""
    both = ", ".join(part for part in (of_layers, of_none) if part)
    return f"Left out: {both}" if both else ""
