"""An axis of time along the lower edge of a picture whose coordinates are points."""

import warnings
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import matplotlib.dates
from matplotlib.axes import Axes

from bacd_graph.drawing.frame import font_size
from bacd_graph.drawing.lettering import Pen, width_of, write
from bacd_graph.drawing.style import tones

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
    # A text may bear the first date that there is, or the last.
    before, after = min(pad, first - date.min), min(pad, date.max - last)
    return TimeAxis(first - before, last + after, left, width)


def axis_height(ax: Axes) -> float:
    """Return how many points the writing of an axis takes below its line."""
    return font_size(ax, 0.8) * 1.7


def draw_time_axis(
    ax: Axes, axis: TimeAxis, bottom: float, top: float, *, zorder: float = 0.6
) -> None:
    """Draw light lines at round days from ``bottom`` to ``top``, and write the days below.

    Years, months or days, as it fits the span and the width. ``zorder`` is that of the axis.
    """
    tone = tones(ax)
    pen = Pen(font_size(ax, 0.8), tone.quiet)
    for day, text in _ticks(ax, axis, pen):
        x = axis.x(day)
        ax.plot([x, x], [bottom, top], color=tone.faint, lw=0.6, zorder=0.5)
        write(ax, text, x, bottom - 3, pen, ha="center", va="top")
    ends = [axis.left, axis.left + axis.width]
    ax.plot(ends, [bottom] * 2, color=tone.edge, lw=0.8, zorder=zorder)


def _ticks(ax: Axes, axis: TimeAxis, pen: Pen) -> list[tuple[date, str]]:
    """Return the days that are written, and how: as many as stand apart."""
    ticks: list[tuple[date, str]] = []
    for most in range(16, 2, -1):
        ticks = _round_days(axis, most)
        if _stand_apart(ax, axis, ticks, pen):
            return ticks
    return ticks[:1]


def _round_days(axis: TimeAxis, most: int) -> list[tuple[date, str]]:
    """Return round days of the axis, some ``most`` of them, and how they are written."""
    dates: Any = matplotlib.dates  # it has no types
    first, last = (dates.date2num(day) for day in (axis.first, axis.last))
    locator = dates.AutoDateLocator(minticks=2, maxticks=most)
    with warnings.catch_warnings():
        # It warns where days are more than ``most``; whether they stand apart is seen below.
        warnings.simplefilter("ignore", UserWarning)
        found = locator.tick_values(dates.num2date(first), dates.num2date(last))
    values = [value for value in found if first <= value <= last]
    if len(values) == 1:
        # Of one day alone the formatter would write the hour too.
        (day,) = (dates.num2date(value).date() for value in values)
        return [(day, f"{day.year}" if (day.month, day.day) == (1, 1) else day.isoformat())]
    formatter = dates.ConciseDateFormatter(locator)
    texts = formatter.format_ticks(values)
    # What all share stands with the first: the year of months, the month of days.
    if texts and (shared := formatter.get_offset()):
        texts[0] = f"{shared} {texts[0]}"
    return [(dates.num2date(v).date(), text) for v, text in zip(values, texts, strict=True)]


def _stand_apart(ax: Axes, axis: TimeAxis, ticks: list[tuple[date, str]], pen: Pen) -> bool:
    """Whether no text touches another, or stands out over an end of the axis by much."""
    ends = [(x - half, x + half) for x, half in (_reach(ax, axis, tick, pen) for tick in ticks)]
    apart = all(end + pen.size <= start for (_, end), (start, _) in pairwise(ends))
    right = axis.left + axis.width
    inside = all(axis.left - pen.size <= start and end <= right + pen.size for start, end in ends)
    return bool(ticks) and apart and inside


def _reach(ax: Axes, axis: TimeAxis, tick: tuple[date, str], pen: Pen) -> tuple[float, float]:
    day, text = tick
    return axis.x(day), width_of(ax, text, pen) / 2
