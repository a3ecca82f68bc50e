"""What surrounds a picture: the figure, its axes, its title, its caption."""

import math
import textwrap
from collections.abc import MutableMapping
from typing import Any
from weakref import WeakKeyDictionary

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.text import Text

from bacd_graph.drawing.box import Box
from bacd_graph.drawing.style import PLAIN, tones
from bacd_graph.errors import BuildError

# A slide of 16:9 as presentation programs have it; at 120 dots an inch 1600 x 900 pixels.
SLIDE = (40 / 3, 7.5)
_SHORTEST, _FARTHEST = 2, 100  # sides of a figure, in inches
_DPI = 120
# Points around the axes of a slide: at the sides, above for a title, below for each line of a
# caption, of which so many characters make the longest.
_SIDE, _TOP, _LINE, _LONGEST = 19.0, 43.0, 12.0, 150
_ROOM = 10.0  # points of the height of axes, below which there is nothing to see
_LARGEST_TITLE, _SMALLEST_TITLE = 1.7, 1.2
_CAPTION = 0.8
_LEAST = 0.7  # of rcParams["font.size"]: smaller letters cannot be read, so there are none

_RENDERERS: MutableMapping[Figure, RendererAgg] = WeakKeyDictionary()


def open_axes(
    ax: Axes | None, figsize: tuple[float, float] | None, longest: int = _LONGEST
) -> tuple[Figure, Axes]:
    """Return the axes to draw on and their figure: those given, or new ones.

    ``figsize`` is the width and the height of a new figure in inches, by default a slide's.
    Below new axes there is room for a caption of ``longest`` characters.

    Raises:
        BuildError: if a side of ``figsize`` is not of 2 to 100 inches, or title and caption leave
            no room on it.
    """
    if ax is None:
        width, height = _checked(figsize or SLIDE)
        figure = Figure(figsize=(width, height), dpi=_DPI)
        FigureCanvasAgg(figure)
        size = _scale(72 * width)
        # Letters that rcParams make larger take more room above and below.
        larger = max(float(mpl.rcParams["font.size"]) / 10, 1.0)
        side, top = _SIDE * size / (72 * width), _TOP * size * larger
        letters = letter_size(_CAPTION, size)
        lines = math.ceil(longest * 0.6 * letters / (72 * width * (1 - 2 * side)))
        # A line is as much higher than on a slide as its letters are.
        line = _LINE * max(size * larger, letters / letter_size(_CAPTION, 1.0) * larger)
        bottom = 15.0 * size * larger + line * lines
        room = 72 * height - top - bottom
        if room < _ROOM:
            least = math.ceil(10 * (height + (_ROOM - room) / 72)) / 10
            raise BuildError(
                f"{width:g} by {height:g} inches leave no room between the title and the caption "
                f"of this picture; give a height of {least:g} or more"
            )
        share = 1 / (72 * height)
        ax = figure.add_axes((side, bottom * share, 1 - 2 * side, room * share))
    ax.set(xticks=[], yticks=[])
    ax.spines[:].set_visible(False)
    return root_of(ax), ax


def _checked(figsize: tuple[float, float]) -> tuple[float, float]:
    # NaN is between no two numbers.
    if not all(_SHORTEST <= side <= _FARTHEST for side in figsize):
        raise BuildError(
            f"no picture can be {figsize[0]} by {figsize[1]} inches; "
            f"give a width and a height of {_SHORTEST} to {_FARTHEST}"
        )
    return figsize


def scale(ax: Axes) -> float:
    """Return how large things are drawn: 1 on a slide, down to 0.65 on small axes."""
    return _scale(points_of(ax).width)


def _scale(width: float) -> float:
    return min(max(math.sqrt(width / 920), 0.65), 1.1)


def font_size(ax: Axes, factor: float = 1.0) -> float:
    """Return a size in points that follows ``rcParams["font.size"]`` and the axes' size.

    With the default settings it is at least 7 points.
    """
    return letter_size(factor, scale(ax))


def letter_size(factor: float, size: float) -> float:
    """Return the `font_size` on axes of this `scale`."""
    return float(mpl.rcParams["font.size"]) * max(1.1 * factor * size, _LEAST)


def put_title(ax: Axes, title: str) -> None:
    """Write the title above the axes, at the left, as large as it fits on one line, or on two."""
    colour = tones(ax).ink
    written = ax.set_title(title, loc="left", color=colour, fontweight="bold", **PLAIN)
    written.set_fontsize(font_size(ax, _LARGEST_TITLE))
    room = points_of(ax).width
    share = room / _width(ax, written)
    if share < 1:
        factor = max(_LARGEST_TITLE * share * 0.98, _SMALLEST_TITLE)
        written.set_fontsize(font_size(ax, factor))
        if _width(ax, written) > room:
            # Letters do not shrink evenly; two lines have room at the smallest size alone.
            written.set_fontsize(font_size(ax, _SMALLEST_TITLE))
        _wrap(ax, written, room)


def put_caption(ax: Axes, caption: str) -> None:
    """Write the caption below the axes, at the left, on as many lines as it takes."""
    size, colour = font_size(ax, _CAPTION), tones(ax).quiet
    written = ax.set_xlabel(caption, loc="left", fontsize=size, color=colour, **PLAIN)
    _wrap(ax, written, points_of(ax).width)


def room_for(longest: int) -> str:
    """Return a caption of so many characters, to stand until the true one is known.

    Layouts of matplotlib would else move the axes under what was placed on them.
    """
    return "caption " * (longest // len("caption "))


def settle(ax: Axes, title: str, caption: str = " ") -> None:
    """Write title and caption, and let layouts place the axes: their size is then final."""
    put_title(ax, title)
    put_caption(ax, caption)
    root_of(ax).draw_without_rendering()


def _wrap(ax: Axes, written: Text, room: float) -> None:
    """Break the lines of a text between words, so that it is at most ``room`` points wide."""
    text = written.get_text()
    most = len(text)
    while (width := _width(ax, written)) > room and most > 10:
        most = math.floor(most * min(room / width, 0.95))
        written.set_text(textwrap.fill(text, most))


def _width(ax: Axes, written: Text) -> float:
    return float(written.get_window_extent(renderer_of(ax)).width) * 72 / root_of(ax).dpi


def renderer_of(ax: Axes) -> Any:
    """Return what measures texts, the same on every kind of canvas, and for a figure only one.

    A figure's own is another one each time that it is asked for, and matplotlib remembers the
    widths of words for one renderer alone: a picture of many names takes three times as long.
    """
    root = root_of(ax)
    found = _RENDERERS.get(root)
    if found is None or found.dpi != root.dpi:
        # It draws nothing, so it needs no room.
        found = _RENDERERS[root] = RendererAgg(1, 1, root.dpi)  # type: ignore[no-untyped-call]
    return found


def root_of(ax: Axes) -> Figure:
    """Return the figure at the root of the axes."""
    root = ax.get_figure(root=True)
    if not isinstance(root, Figure):
        raise TypeError("axes without a figure cannot be drawn on")
    return root


def points_of(ax: Axes) -> Box:
    """Return the size of the axes in points, as a box that begins at (0, 0)."""
    # Constrained and tight layouts place the axes when they are drawn, not before.
    extent = ax.get_window_extent()
    dpi = root_of(ax).dpi
    return Box(0, 0, extent.width * 72 / dpi, extent.height * 72 / dpi)


def use_points(ax: Axes) -> Box:
    """Make data coordinates points, (0, 0) in the lower left corner; return `points_of`."""
    area = points_of(ax)
    ax.set(xlim=(0, area.width), ylim=(0, area.height))
    return area
