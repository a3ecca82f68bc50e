"""What a picture's legend explains: the types, and whatever else has a look of its own."""

from collections.abc import Iterable, Sequence
from typing import Any

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from bacd_graph.drawing.box import Box
from bacd_graph.drawing.frame import font_size, renderer_of, root_of, use_points
from bacd_graph.drawing.style import DASHED, LOOKS, PLURALS, tones
from bacd_graph.model import EntityType


def put_legend(ax: Axes, types: Iterable[EntityType], extra: Sequence[Line2D] = ()) -> Box:
    """Draw the legend of the types along the lower edge; return what is free above it.

    From here on the axes' data coordinates are points, as `use_points` makes them, and
    ``extra`` are more handles, each with its label.
    """
    present = set(types)
    handles = [_type_handle(ax, kind) for kind in LOOKS if kind in present]
    handles.extend(extra)
    area = use_points(ax)
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
            handletextpad=0.5,
            columnspacing=1.4,
            labelcolor=tones(ax).ink,
        )
        extent = legend.get_window_extent(renderer_of(ax))
        if columns == 1 or extent.width <= ax.get_window_extent().width:
            break
        columns -= 1
    return area.inset(below=extent.height * 72 / root_of(ax).dpi)


def _type_handle(ax: Axes, kind: EntityType) -> Line2D:
    look = LOOKS[kind]
    return mark_handle(ax, PLURALS[kind], look.marker, look.colour, size=look.size)


def mark_handle(
    ax: Axes, label: str, marker: str, colour: str, *, rim: str | None = None, size: float = 1.0
) -> Line2D:
    """Return a handle for marks; a ``rim`` of another colour than the paper's is a bold one."""
    return Line2D(
        [],
        [],
        linestyle="none",
        marker=marker,
        markersize=font_size(ax) * 0.9 * size,
        markerfacecolor=colour,
        markeredgecolor=rim or tones(ax).paper,
        markeredgewidth=1.0 if rim else 0.5,
        label=label,
    )


def line_handle(ax: Axes, label: str, *, dashes: Any = "solid", width: float = 1.5) -> Line2D:
    """Return a handle for lines of ``width`` points; ``dashes`` are those of matplotlib."""
    return Line2D([], [], color=tones(ax).edge, linestyle=dashes, linewidth=width, label=label)


def planned_handle(ax: Axes) -> Line2D:
    """Return the handle for what is only planned."""
    return line_handle(ax, "planned", dashes=DASHED)
