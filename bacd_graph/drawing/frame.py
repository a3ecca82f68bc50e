"""What surrounds a picture: the figure, its title, its legend, its caption."""

import math
from collections.abc import Iterable, Sequence
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from bacd_graph.drawing.layout import Box
from bacd_graph.drawing.style import INK, LOOKS, PLAIN, PLURALS, QUIET
from bacd_graph.model import Claim, EntityType
from bacd_graph.network.projections import span

# A slide of 16:9 as presentation programs have it; at 120 dots an inch 1600 x 900 pixels.
_SLIDE = (40 / 3, 7.5)
_DPI = 120


def open_axes(ax: Axes | None) -> tuple[Figure, Axes]:
    """Return the axes to draw on and their figure: those given, or ones as large as a slide."""
    if ax is None:
        figure = Figure(figsize=_SLIDE, dpi=_DPI, facecolor="white")
        FigureCanvasAgg(figure)
        ax = figure.add_axes((0.02, 0.05, 0.96, 0.87))
    ax.set(xticks=[], yticks=[])
    ax.spines[:].set_visible(False)
    return root_of(ax), ax


def scale(ax: Axes) -> float:
    """Return how large things are drawn: 1 on a slide, down to 0.65 on small axes."""
    return min(max(math.sqrt(_points(ax).width / 920), 0.65), 1.1)


def font_size(ax: Axes, factor: float = 1.0) -> float:
    """Return a size in points that follows ``rcParams["font.size"]`` and the axes' size."""
    return float(mpl.rcParams["font.size"]) * 1.1 * factor * scale(ax)


def put_title(ax: Axes, title: str) -> None:
    """Write the title above the axes, at the left."""
    size = font_size(ax, 1.7)
    ax.set_title(title, loc="left", fontsize=size, color=INK, fontweight="bold", **PLAIN)


def put_caption(ax: Axes, caption: str) -> None:
    """Write the caption below the axes, at the left."""
    ax.set_xlabel(caption, loc="left", fontsize=font_size(ax, 0.8), color=QUIET, **PLAIN)


def put_legend(ax: Axes, types: Iterable[EntityType], extra: Sequence[Line2D] = ()) -> Box:
    """Draw the legend of the types along the lower edge; return what is free above it.

    From here on the axes' data coordinates are points, (0, 0) in the lower left corner, and
    ``extra`` are more handles, each with its label.
    """
    present = set(types)
    handles = [_handle(t, font_size(ax)) for t in LOOKS if t in present]
    handles.extend(extra)
    area = _points(ax)
    ax.set(xlim=(0, area.width), ylim=(0, area.height))
    columns = len(handles)
    while True:
        legend = ax.legend(
            handles=handles,
            loc="lower left",
            bbox_to_anchor=(0, 0),
            borderaxespad=0,
            borderpad=0.2,
            frameon=False,
            ncols=columns,
            fontsize=font_size(ax, 0.9),
            handletextpad=0.3,
            columnspacing=1.4,
            labelcolor=INK,
        )
        extent = legend.get_window_extent(renderer_of(ax))
        if columns == 1 or extent.width <= ax.get_window_extent().width:
            break
        columns -= 1
    used = extent.height * 72 / root_of(ax).dpi
    return Box(0, used, area.width, area.height - used)


def _handle(kind: EntityType, size: float) -> Line2D:
    look = LOOKS[kind]
    return Line2D(
        [],
        [],
        linestyle="none",
        marker=look.marker,
        markersize=size * 0.9 * look.size,
        markerfacecolor=look.colour,
        markeredgecolor="white",
        markeredgewidth=0.5,
        label=PLURALS[kind],
    )


def source_line(claims: Sequence[Claim]) -> str:
    """Return where the picture comes from: how many documents, and of which time."""
    documents = len({c.document.id for c in claims})
    first, last = span(claims)
    noun = "document" if documents == 1 else "documents"
    if first is None or last is None:
        return f"Source: {documents:,} {noun}, undated"
    time = f"{first}" if first == last else f"{first} to {last}"
    return f"Source: {documents:,} {noun}, {time}"


def renderer_of(ax: Axes) -> Any:
    """Return what measures texts: matplotlib's own renderer, on every kind of canvas."""
    return root_of(ax)._get_renderer()  # type: ignore[attr-defined]


def root_of(ax: Axes) -> Figure:
    """Return the figure at the root of the axes."""
    root = ax.get_figure(root=True)
    if not isinstance(root, Figure):
        raise TypeError("axes without a figure cannot be drawn on")
    return root


def _points(ax: Axes) -> Box:
    # Constrained and tight layouts place the axes when they are drawn, not before.
    extent = ax.get_window_extent()
    dpi = root_of(ax).dpi
    return Box(0, 0, extent.width * 72 / dpi, extent.height * 72 / dpi)
