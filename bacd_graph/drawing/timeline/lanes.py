"""Stretches of a line -> lanes, so that in no lane two of them meet."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stretch:
    """From where to where something reaches on a line."""

    start: float
    end: float

    def meets(self, other: "Stretch") -> bool:
        """Whether the two have more than an end in common."""
        return self.start < other.end and other.start < self.end


def lanes_of(stretches: Sequence[Stretch]) -> list[int]:
    """Return for each stretch its lane, counted from 0: the first that is free where it begins.

    Taken in the order of their starts, they need no more lanes than there are stretches at the
    most crowded place.

    >>> lanes_of([Stretch(0, 5), Stretch(4, 6), Stretch(5, 9)])
    [0, 1, 0]

    Source: Kleinberg, J. & Tardos, E. (2006), Algorithm Design, section 4.1, interval
    partitioning.
    """
    ends: list[float] = []
    lanes = [0] * len(stretches)
    for at in sorted(range(len(stretches)), key=lambda i: (stretches[i].start, i)):
        free = (n for n, end in enumerate(ends) if end <= stretches[at].start)
        lane = next(free, len(ends))
        ends[lane : lane + 1] = [stretches[at].end]
        lanes[at] = lane
    return lanes


def chosen(choices: Sequence[Sequence[Stretch]], lanes: int) -> list[Stretch | None]:
    """Return for each its place, if one is found for it in so many lanes, the first ones first.

    Each has several places where it might be, the best first.
    """
    taken: list[Stretch] = []
    found: list[Stretch | None] = []
    for places in choices:
        fits = (p for p in places if _crowd([*(t for t in taken if t.meets(p)), p]) <= lanes)
        place = next(fits, None)
        taken.extend([place] if place else [])
        found.append(place)
    return found


def _crowd(stretches: Sequence[Stretch]) -> int:
    """Return how many of the stretches there are where most of them are."""
    return max(
        sum(other.start <= one.start < other.end for other in stretches) for one in stretches
    )
