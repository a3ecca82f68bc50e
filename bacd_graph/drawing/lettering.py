"""How much room texts take, and texts that keep to the room there is."""

from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.text import Text

from bacd_graph.drawing.frame import renderer_of, root_of
from bacd_graph.drawing.names import shorten
from bacd_graph.drawing.style import PLAIN


@dataclass(frozen=True, slots=True)
class Pen:
    """How a text is written: its size in points, its colour, and whether it is bold."""

    size: float
    colour: str
    bold: bool = False

    @property
    def weight(self) -> str:
        """The weight of the font, as matplotlib calls it."""
        return "bold" if self.bold else "normal"


def width_of(ax: Axes, text: str, pen: Pen) -> float:
    """Return how many points wide ``text`` is."""
    font = FontProperties(size=pen.size, weight=pen.weight)
    pixels = renderer_of(ax).get_text_width_height_descent(text, font, ismath=False)[0]
    return float(pixels) * 72 / root_of(ax).dpi


def fit(ax: Axes, text: str, pen: Pen, room: float) -> str:
    """Return ``text``, its middle left out as far as it takes to be at most ``room`` points wide.

    Where not even one character has room, the result is "".
    """
    if width_of(ax, text, pen) <= room:
        return text
    low, high = 0, len(text)
    while high - low > 1:
        middle = (low + high) // 2
        fits = width_of(ax, shorten(text, middle), pen) <= room
        low, high = (middle, high) if fits else (low, middle)
    return shorten(text, low) if low else ""


def write(
    ax: Axes,
    text: str,
    x: float,
    y: float,
    pen: Pen,
    *,
    ha: str = "left",
    va: str = "center_baseline",
    url: str | None = None,
) -> Text:
    """Write ``text`` at a place in data coordinates, as it is: nothing in it is a formula."""
    return ax.text(
        x,
        y,
        text,
        fontsize=pen.size,
        fontweight=pen.weight,
        color=pen.colour,
        ha=ha,
        va=va,
        zorder=5,
        url=url,
        **PLAIN,
    )
