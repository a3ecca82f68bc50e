"""Texts of a width that is known before they stand, and that keep to the room there is."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, TypeAlias

from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text

from bacd_graph.drawing.frame import renderer_of, root_of
from bacd_graph.drawing.style import PLAIN
from bacd_graph.drawing.texts import shorten

_SHORTEST: Final = 4  # characters: of less than that, nobody can tell what it was
_PAD: Final = 1.0  # points of ground around letters

Colour: TypeAlias = str | tuple[str, float]  # with a share of its cover, 0..1


@dataclass(frozen=True, slots=True)
class Pen:
    """How a text is written: its size in points, its colour, and whether it is bold.

    A ``ground``, the colour of what lies under it, keeps lines of the picture from its letters.
    """

    size: float
    colour: str
    bold: bool = False
    ground: Colour | None = None

    @property
    def weight(self) -> str:
        """The weight of the font, as matplotlib calls it."""
        return "bold" if self.bold else "normal"


def width_of(ax: Axes, text: str, pen: Pen) -> float:
    """Return how many points wide ``text`` is."""
    return _width(renderer_of(ax), text, pen.size, pen.weight) * 72 / root_of(ax).dpi


@lru_cache(maxsize=10_000)
def _width(renderer: Any, text: str, size: float, weight: str) -> float:
    font = FontProperties(size=size, weight=weight)
    return float(renderer.get_text_width_height_descent(text, font, ismath=False)[0])


def fit(ax: Axes, text: str, pen: Pen, room: float) -> str:
    """Return ``text``, its middle left out as far as it takes to be at most ``room`` points wide.

    Where not even a few letters have room, the result is "".
    """

    def excess(limit: int) -> float:
        return width_of(ax, shorten(text, limit), pen) - room

    if excess(len(text)) <= 0:
        return text
    limit = bisect_right(range(len(text)), 0.0, key=excess) - 1
    return shorten(text, limit) if limit >= _SHORTEST else ""


def write(
    ax: Axes,
    text: str,
    x: float,
    y: float,
    pen: Pen,
    *,
    ha: str = "left",
    va: str = "center_baseline",
    rotation: float = 0.0,
    linespacing: float | None = None,
    url: str | None = None,
) -> Text:
    """Write ``text`` at a place in data coordinates, as it is: nothing in it is a formula."""
    ground = None
    if pen.ground is not None:
        ground = {"facecolor": pen.ground, "edgecolor": "none", "pad": _PAD}
    return ax.text(
        x,
        y,
        text,
        fontsize=pen.size,
        fontweight=pen.weight,
        color=pen.colour,
        bbox=ground,
        ha=ha,
        va=va,
        rotation=rotation,
        linespacing=linespacing,
        url=url,
        zorder=5,
        **PLAIN,
    )
