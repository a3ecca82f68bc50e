"""A list of names with a number each, as bars."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text

from bacd_graph.drawing.frame import (
    font_size,
    open_axes,
    points_of,
    put_caption,
    put_title,
    renderer_of,
    root_of,
    scale,
)
from bacd_graph.drawing.names import drawable
from bacd_graph.drawing.style import PLAIN, blend, tones
from bacd_graph.wording import count

_BLUE = "#0072B2"  # of Okabe & Ito (2008), dark enough for grey print
_TALLEST = 34.0  # points of a row on a slide
_LEAST = 9.5  # points of a row, below which nobody reads its name
_TOP = 6.0  # points between the title and the first row
_NAMES = 0.4  # share of the width that names may take


@dataclass(frozen=True, slots=True)
class Bar:
    """A name and the length of its bar, from 0 on."""

    name: str
    value: float


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars from top to bottom, and the columns that names and lengths come from."""

    names: str
    values: str
    bars: tuple[Bar, ...]


def draw_bars(
    bars: Bars,
    *,
    title: str,
    source: str,
    ax: Axes | None = None,
    figsize: tuple[float, float] | None = None,
) -> Figure:
    """Return a figure of the first bars, as many as there is room for, in their order."""
    figure, ax = open_axes(ax, figsize)
    put_title(ax, title or _title(bars))
    put_caption(ax, " ")
    figure.draw_without_rendering()
    area = points_of(ax)
    ax.set(xlim=(0, area.width), ylim=(0, area.height))
    top = area.height - _TOP
    shown = bars.bars[: int(top // _LEAST)]
    height = min(_TALLEST * scale(ax), top / len(shown))
    size = min(font_size(ax), height * 0.72)
    rows = [top - height * (number + 0.5) for number in range(len(shown))]
    names = [_name(ax, bar.name, y, size) for bar, y in zip(shown, rows, strict=True)]
    start = max(_fitted(ax, name, area.width * _NAMES) for name in names) + 6
    numbers = _numbers([bar.value for bar in shown])
    widest = max(map(len, numbers)) * size * 0.65 + 6
    most = max(bar.value for bar in shown) or 1.0
    lengths = [(area.width - start - widest) * bar.value / most for bar in shown]
    for name in names:
        name.set_x(start - 5)
    ax.barh(rows, lengths, height=height * 0.72, left=start, color=_colour(ax), zorder=2)
    for number, length, y in zip(numbers, lengths, rows, strict=True):
        _write(ax, number, start + length + 4, y, size, "left")
    put_caption(ax, _caption(bars, len(shown), source))
    return figure


def _colour(ax: Axes) -> str:
    return blend(_BLUE, tones(ax).ink, 0.12)


def _name(ax: Axes, name: str, y: float, size: float) -> Text:
    return _write(ax, drawable([name], 60), 0, y, size, "right")


def _write(ax: Axes, text: str, x: float, y: float, size: float, side: str) -> Text:
    return ax.text(
        x, y, text, fontsize=size, color=tones(ax).ink, ha=side, va="center_baseline", **PLAIN
    )


def _fitted(ax: Axes, text: Text, room: float) -> float:
    """Shorten a text until it is at most ``room`` points wide; return how wide it is."""
    limit = len(text.get_text())
    while (width := _width(ax, text)) > room and limit > 1:
        limit -= 1
        text.set_text(drawable([text.get_text()], limit))
    return width


def _width(ax: Axes, text: Text) -> float:
    return float(text.get_window_extent(renderer_of(ax)).width) * 72 / root_of(ax).dpi


def _numbers(values: Sequence[float]) -> list[str]:
    """Return numbers as they are read, all with as many places as the longest needs, up to 3.

    >>> _numbers([1200.0, 3.0]), _numbers([0.6, 0.25])
    (['1,200', '3'], ['0.60', '0.25'])
    """
    rounded = [[round(value, places) for value in values] for places in range(4)]
    places = next(n for n in range(4) if rounded[n] == rounded[3])
    return [f"{value:,.{places}f}" for value in values]


def _title(bars: Bars) -> str:
    title = f"{bars.values} by {bars.names}"
    return title[0].upper() + title[1:]


def _caption(bars: Bars, shown: int, source: str) -> str:
    parts = [f"Source: {source}" if source else "", f"Length: {bars.values}"]
    if left := len(bars.bars) - shown:
        parts.append(f"{count(left, 'row')} left out for room")
    return ". ".join(part for part in parts if part) + "."
