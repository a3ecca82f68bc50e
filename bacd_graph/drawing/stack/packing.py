"""Things of different widths -> rows that fill a given width evenly."""

from collections.abc import Sequence
from typing import TypeAlias

Row: TypeAlias = tuple[int, ...]


def rows_of(widths: Sequence[float], room: float, gap: float) -> tuple[Row, ...]:
    """Return the indices of ``widths`` in order, in as few rows of ``room`` as they need.

    ``gap`` stands between two of one row. The rows are as even as they can be in that number:
    the widest is as narrow as possible. What is wider than the room has a row of its own.

    >>> rows_of([4, 4, 4, 4], room=14, gap=1)
    ((0, 1), (2, 3))
    """
    fewest = _fill(widths, room, gap)
    # The width of an even row is that of some run of things; the search halves towards it.
    low, high = 0.0, room
    best = fewest
    while len(fewest) > 1 and high - low > 1.0:
        middle = (low + high) / 2
        tried = _fill(widths, middle, gap)
        if len(tried) == len(fewest):
            best, high = tried, middle
        else:
            low = middle
    return best


def _fill(widths: Sequence[float], room: float, gap: float) -> tuple[Row, ...]:
    rows: list[list[int]] = []
    used = 0.0
    for index, width in enumerate(widths):
        if rows and used + gap + width <= room:
            rows[-1].append(index)
            used += gap + width
        else:
            rows.append([index])
            used = width
    return tuple(tuple(row) for row in rows)


def starts_of(widths: Sequence[float], room: float, gap: float, most: float) -> list[float]:
    """Return where each of ``widths`` begins in a row in the middle of ``room``.

    Between two stands as much of what is left as fills the row, but at least ``gap`` and at
    most ``most``.

    >>> starts_of([4, 4], room=12, gap=1, most=2)
    [1.0, 7.0]
    """
    between = max(len(widths) - 1, 1)
    gap = min(max((room - sum(widths)) / between, gap), most)
    x = (room - sum(widths) - gap * (len(widths) - 1)) / 2
    starts = []
    for width in widths:
        starts.append(x)
        x += width + gap
    return starts
