"""Edges of a network, drawn so that none runs behind a name."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgb

from bacd_graph.drawing.layout.labels import boxes_of
from bacd_graph.drawing.layout.rectangles import visible
from bacd_graph.drawing.style import tones


@dataclass(frozen=True, slots=True)
class Edge:
    """A line from one node to another: its ends and its width in points, its strength in 0..1."""

    ends: tuple[float, float, float, float]
    width: float
    strength: float


def draw_edges(ax: Axes, edges: Sequence[Edge]) -> None:
    """Draw the edges under the nodes, but for what of them would run behind a text of ``ax``.

    The axes' data coordinates are points.
    """
    lines = np.array([edge.ends for edge in edges]).reshape(-1, 4)
    red, green, blue = to_rgb(tones(ax).edge)
    parts, widths, colours = [], [], []
    for edge, spans in zip(edges, visible(lines, boxes_of(ax, ax.texts)), strict=True):
        x, y, end_x, end_y = edge.ends
        across, along = end_x - x, end_y - y
        for first, last in spans:
            part = (x + across * first, y + along * first), (x + across * last, y + along * last)
            parts.append(part)
            widths.append(edge.width)
            colours.append((red, green, blue, edge.strength))
    # As an array, since of a list each colour would be looked at by itself.
    drawn = LineCollection(parts, linewidths=widths, colors=np.array(colours), zorder=1)
    ax.add_collection(drawn, autolim=False)
