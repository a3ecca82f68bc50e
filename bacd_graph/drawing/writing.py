"""Texts of a width that is known before they stand."""

from bisect import bisect_right
from typing import Any

from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text

from bacd_graph.drawing.frame import renderer_of, root_of
from bacd_graph.drawing.names import shorten
from bacd_graph.drawing.style import PLAIN, tones

_SHORTEST = 4  # characters: of less than that, nobody can tell what it was


def width_of(ax: Axes, text: str, size: float, weight: str = "normal") -> float:
    """Return how many points wide a text of ``size`` points is."""
    font = FontProperties(size=size, weight=weight)
    width, _, _ = renderer_of(ax).get_text_width_height_descent(text, font, False)
    return float(width) * 72 / root_of(ax).dpi


def fitted(ax: Axes, text: str, size: float, room: float, weight: str = "normal") -> str:
    """Return the text, its middle left out as far as it must to be ``room`` points wide.

    Where not even a few letters fit, nothing is returned.
    """

    def excess(limit: int) -> float:
        return width_of(ax, shorten(text, limit), size, weight) - room

    if excess(len(text)) <= 0:
        return text
    limit = bisect_right(range(len(text)), 0.0, key=excess) - 1
    return shorten(text, limit) if limit >= _SHORTEST else ""


def write(
    ax: Axes, x: float, y: float, text: str, size: float, ground: str = "none", **settings: Any
) -> Text:
    """Write a text beside a point, by default to its right, in the colour of names.

    A ``ground``, the colour of what lies under it, keeps lines of the picture from its letters.
    """
    kept = {"color": tones(ax).ink, "ha": "left", "va": "center_baseline", "zorder": 5}
    kept["bbox"] = {"facecolor": ground, "edgecolor": "none", "pad": 0.5}
    return ax.text(x, y, text, fontsize=size, **{**kept, **settings}, **PLAIN)
