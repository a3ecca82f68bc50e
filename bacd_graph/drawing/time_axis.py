"""An axis of time along the lower edge of a picture whose coordinates are points."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter, date2num, num2date

from bacd_graph.drawing.frame import font_size
from bacd_graph.drawing.style import blend, tones
from bacd_graph.drawing.writing import width_of, write

_SHORTEST = timedelta(days=28)
_PAD = 0.02  # of the span, before the first day and after the last


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """Days as places: ``first`` stands at ``left``, ``last`` ``width`` points to the right."""

    first: date
    last: date
    left: float
    width: float

    def x(self, day: date) -> float:
        """Return where a day stands; one outside is brought to the nearer end."""
        share = (day - self.first) / (self.last - self.first)
        return self.left + self.width * min(max(share, 0.0), 1.0)


def axis_over(days: Collection[date], left: float, width: float) -> TimeAxis:
    """Return an axis that holds all the days, a little longer than their span."""
    first, last = min(days), max(days)
    pad = max((last - first) * _PAD, (_SHORTEST - (last - first)) / 2)
    return TimeAxis(first - pad, last + pad, left, width)


def axis_height(ax: Axes) -> float:
    """Return how many points the writing of an axis takes below its line."""
    return font_size(ax, 0.8) * 1.7


def draw_time_axis(ax: Axes, axis: TimeAxis, bottom: float, top: float) -> None:
    """Draw light lines at round days from ``bottom`` to ``top``, and write the days below.

    Years, months or days, as it fits the span and the width.
    """
    size, tone = font_size(ax, 0.8), tones(ax)
    ticks = _ticks(ax, axis, size)
    for day, text in ticks:
        x = axis.x(day)
        ax.plot([x, x], [bottom, top], color=blend(tone.edge, tone.paper, 0.55), lw=0.6, zorder=0.5)
        write(ax, x, bottom - 3, text, size, color=tone.quiet, ha="center", va="top")
    ax.plot([axis.left, axis.left + axis.width], [bottom] * 2, color=tone.edge, lw=0.8, zorder=0.6)


def _ticks(ax: Axes, axis: TimeAxis, size: float) -> list[tuple[date, str]]:
    """Return the days that are written, and how: as many as stand apart."""
    first, last = (datetime(d.year, d.month, d.day) for d in (axis.first, axis.last))
    for most in range(16, 2, -1):
        locator = AutoDateLocator(minticks=2, maxticks=most, interval_multiples=True)
        values = [
            v for v in locator.tick_values(first, last) if date2num(first) <= v <= date2num(last)
        ]
        ticks = _written(locator, values)
        if _stand_apart(ax, axis, ticks, size):
            return ticks
    return ticks[:1]


def _written(locator: AutoDateLocator, values: list[float]) -> list[tuple[date, str]]:
    formatter = ConciseDateFormatter(locator)
    texts = formatter.format_ticks(values)
    # What all ticks share stands with the first: the year of months, the month of days.
    if texts and (shared := formatter.get_offset()):
        texts[0] = f"{shared} {texts[0]}"
    return [(num2date(v).date(), text) for v, text in zip(values, texts, strict=True)]


def _stand_apart(ax: Axes, axis: TimeAxis, ticks: list[tuple[date, str]], size: float) -> bool:
    reach = [(axis.x(day), width_of(ax, text, size) / 2 + size / 2) for day, text in ticks]
    apart = all(x + half <= other - its for (x, half), (other, its) in pairwise(reach))
    return (
        apart
        and all(
            axis.left <= x - half + size and x + half - size <= axis.left + axis.width
            for x, half in (reach[0], reach[-1])
        )
        if reach
        else False
    )
