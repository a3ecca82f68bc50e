"""Events in the rows of a timeline."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bacd_graph.drawing.lettering import fit
from bacd_graph.drawing.marks import Mark, draw_marks
from bacd_graph.drawing.style import LOOKS, tones
from bacd_graph.drawing.timeline.lanes import Stretch, chosen, lanes_of
from bacd_graph.drawing.timeline.sheet import Sheet
from bacd_graph.network.event_days import EventDay

_LONGEST = 44  # characters of a name
_WIDEST = 0.42  # of the axis


@dataclass(frozen=True, slots=True)
class Candidate:
    """An event and its day, its name as it is written, and where both may stand, best first."""

    event: EventDay
    day: date
    name: str
    places: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class PlacedEvent:
    """An event and its day, its name as it is written, its stretch of the axis, and its row."""

    event: EventDay
    day: date
    name: str
    stretch: Stretch
    row: int


def candidates(sheet: Sheet, events: Iterable[EventDay], left: float) -> tuple[Candidate, ...]:
    """Return where those events that have a day may stand, to the right of ``left``."""
    return tuple(_candidate(sheet, one, one.day, left) for one in events if one.day)


def place_events(events: Sequence[Candidate], rows: int) -> tuple[PlacedEvent, ...]:
    """Return the events that find room in so many rows, the first ones first."""
    places = chosen([one.places for one in events], rows)
    found = [(one, place) for one, place in zip(events, places, strict=True) if place]
    # Early ones stand on top, so that time runs down as well as on.
    lanes = lanes_of([place for _, place in found])
    return tuple(
        PlacedEvent(one.event, one.day, one.name, place, row)
        for (one, place), row in zip(found, lanes, strict=True)
    )


def rows_for(events: Iterable[Candidate]) -> int:
    """Return how many rows it takes to show all the events."""
    return max(lanes_of([one.places[0] for one in events if one.places]), default=-1) + 1


def draw_events(sheet: Sheet, events: Sequence[PlacedEvent], top: int) -> None:
    """Draw the events, the first row of them in row ``top`` of the sheet.

    A line behind a mark is the year in which an event was, where no more is known.
    """
    marks, paper = [], tones(sheet.ax).paper
    for placed in events:
        event, y = placed.event.event, sheet.y(top + placed.row)
        reach = _reach(sheet, placed.day, placed.event.exact)
        if not placed.event.exact:
            ends, colour = [reach.start, reach.end], LOOKS[event.type].colour
            sheet.ax.plot(ends, [y, y], color=colour, lw=1.0, zorder=2)
        marks.append(Mark(event, sheet.axis.x(placed.day), y, 1.25 * sheet.radius))
        sheet.write_beside(reach, placed.stretch, y, placed.name, event, paper)
    draw_marks(sheet.ax, marks, sheet.names.base)


def _candidate(sheet: Sheet, one: EventDay, day: date, left: float) -> Candidate:
    """Return where the mark and its name may stand: to the right, or else to the left."""
    text = sheet.names.label(one.event, _LONGEST)
    name = fit(sheet.ax, text, sheet.pen, _WIDEST * sheet.axis.width)
    places = sheet.places(_reach(sheet, day, one.exact), name)
    inside = tuple(p for p in places if left <= p.start and sheet.holds(p))
    return Candidate(one, day, name, inside)


def _reach(sheet: Sheet, day: date, exact: bool) -> Stretch:
    """Return from where to where the mark of an event reaches, with the line of its year."""
    x, radius = sheet.axis.x(day), 1.25 * sheet.radius
    if exact:
        return Stretch(x - radius, x + radius)
    first, last = (sheet.axis.x(date(day.year, *of_year)) for of_year in ((1, 1), (12, 31)))
    return Stretch(min(first, x - radius), max(last, x + radius))
