"""A list of names with a number each, as bars."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from bacd_graph.drawing.captions import sentences
from bacd_graph.drawing.frame import (
    font_size,
    open_axes,
    put_caption,
    scale,
    settle,
    use_points,
)
from bacd_graph.drawing.lettering import Pen, fit, width_of, write
from bacd_graph.drawing.style import blend, tones
from bacd_graph.drawing.texts import drawable
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
    settle(ax, title or _title(bars))
    area = use_points(ax)
    top = area.height - _TOP
    shown = bars.bars[: int(top // _LEAST)]
    height = min(_TALLEST * scale(ax), top / len(shown))
    pen = Pen(min(font_size(ax), height * 0.72), tones(ax).ink)
    rows = [top - height * (number + 0.5) for number in range(len(shown))]
    names = [fit(ax, drawable([bar.name], 60), pen, area.width * _NAMES) for bar in shown]
    start = max(width_of(ax, name, pen) for name in names) + 6
    numbers = _numbers([bar.value for bar in shown])
    widest = max(map(len, numbers)) * pen.size * 0.65 + 6
    most = max(bar.value for bar in shown) or 1.0
    lengths = [(area.width - start - widest) * bar.value / most for bar in shown]
    ax.barh(rows, lengths, height=height * 0.72, left=start, color=_colour(ax), zorder=2)
    for name, number, length, y in zip(names, numbers, lengths, rows, strict=True):
        write(ax, name, start - 5, y, pen, ha="right")
        write(ax, number, start + length + 4, y, pen)
    put_caption(ax, _caption(bars, len(shown), source))
    return figure


def _colour(ax: Axes) -> str:
    return blend(_BLUE, tones(ax).ink, 0.12)


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
    left = len(bars.bars) - shown
    return sentences(
        f"Source: {source}" if source else "",
        f"Length: {bars.values}",
        f"{count(left, 'row')} left out for room" if left else "",
    )
