"""People and their employers in the rows of a timeline."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from matplotlib.patches import FancyArrowPatch, Rectangle

from bacd_graph.affiliations import Affiliation
from bacd_graph.drawing.frame import scale
from bacd_graph.drawing.lettering import fit, write
from bacd_graph.drawing.marks import Mark, draw_marks
from bacd_graph.drawing.style import LOOKS, blend, tones
from bacd_graph.drawing.timeline.careers import Career
from bacd_graph.drawing.timeline.lanes import Stretch
from bacd_graph.drawing.timeline.sheet import Sheet

_LONGEST = 30  # characters of a name
_WIDEST = 0.3  # of the axis, that the name of an employer is at most


@dataclass(frozen=True, slots=True)
class _Station:
    """An employer of a person, its name as it is written, its bar, and what bar and name take."""

    affiliation: Affiliation
    name: str
    bar: Stretch
    whole: Stretch


@dataclass(frozen=True, slots=True)
class PlacedCareer:
    """A career and the row of each of its stations, counted from the first one of the person."""

    career: Career
    stations: tuple[_Station, ...]
    lanes: tuple[int, ...]

    @property
    def rows(self) -> int:
        """How many rows it takes."""
        return max(self.lanes) + 1


def place_career(sheet: Sheet, career: Career) -> PlacedCareer:
    """Return the career with the rows of its stations, so that in none two of them meet."""
    stations = tuple(_station(sheet, one) for one in career.stations)
    lanes: list[int] = []
    for at, station in enumerate(stations):
        # The row of the station before comes first: an arrow then leads from there.
        options = dict.fromkeys([*lanes[-1:], *sorted(lanes)])
        taken = {
            n for s, n in zip(stations[:at], lanes, strict=True) if s.whole.meets(station.whole)
        }
        lanes.append(next((n for n in options if n not in taken), len(options)))
    return PlacedCareer(career, stations, tuple(lanes))


def with_room(people: Iterable[PlacedCareer], rows: int) -> tuple[PlacedCareer, ...]:
    """Return those who find room in so many rows, the first ones first; then by time."""
    found: list[PlacedCareer] = []
    for placed in people:
        if placed.rows <= rows:
            rows -= placed.rows
            found.append(placed)
    return tuple(sorted(found, key=_by_time))


def draw_careers(sheet: Sheet, people: Sequence[PlacedCareer], top: int) -> None:
    """Draw the careers under each other, the first one in row ``top`` of the sheet."""
    marks: list[Mark] = []
    for number, placed in enumerate(people):
        ground = _ground(sheet, shaded=number % 2 == 0)
        _draw_ground(sheet, top, placed.rows, ground)
        _draw_name(sheet, placed, top)
        for station, lane in zip(placed.stations, placed.lanes, strict=True):
            marks.append(_draw_station(sheet, station, sheet.y(top + lane), ground))
        _draw_moves(sheet, placed, top)
        top += placed.rows
    draw_marks(sheet.ax, marks, sheet.names.base, rim=0)


def _station(sheet: Sheet, one: Affiliation) -> _Station:
    axis, reach = sheet.axis, sheet.radius
    first, last = axis.x(one.first), axis.x(one.last)
    bar = Stretch(first - reach, max(last, first + reach))
    text = sheet.names.label(one.employer, _LONGEST)
    name = fit(sheet.ax, text, sheet.pen, _WIDEST * axis.width)
    rightwards, leftwards = sheet.places(bar, name)
    return _Station(one, name, bar, rightwards if sheet.holds(rightwards) else leftwards)


def _by_time(placed: PlacedCareer) -> tuple[object, ...]:
    career = placed.career
    return career.first, career.last, career.person.name, career.person.id


def _ground(sheet: Sheet, shaded: bool) -> str:
    tone = tones(sheet.ax)
    return blend(tone.paper, tone.edge, 0.13) if shaded else tone.paper


def _draw_ground(sheet: Sheet, top: int, rows: int, colour: str) -> None:
    low = sheet.y(top + rows - 1) - sheet.row / 2
    ground = Rectangle(
        (0, low),
        sheet.axis.left + sheet.axis.width,
        rows * sheet.row,
        facecolor=colour,
        linewidth=0,
        zorder=0.1,
    )
    sheet.ax.add_patch(ground)


def _draw_name(sheet: Sheet, placed: PlacedCareer, top: int) -> None:
    person, room = placed.career.person, sheet.axis.left - sheet.size
    name = fit(sheet.ax, sheet.names.label(person, _LONGEST), sheet.pen, room)
    write(sheet.ax, name, 2, sheet.y(top), sheet.pen, url=sheet.url(person))


def _draw_station(sheet: Sheet, station: _Station, y: float, ground: str) -> Mark:
    """Draw the bar and the name; return the mark at which the bar begins."""
    employer, bar = station.affiliation.employer, station.bar
    look, half = LOOKS[employer.type], sheet.radius * 0.55
    first = bar.start + sheet.radius
    width = bar.end - first if station.affiliation.last > station.affiliation.first else 0.0
    shape = Rectangle((first, y - half), width, 2 * half, color=look.colour, lw=0, zorder=2)
    sheet.ax.add_patch(shape)
    sheet.write_beside(bar, station.whole, y, station.name, employer, ground)
    return Mark(employer, first, y, sheet.radius)


def _draw_moves(sheet: Sheet, placed: PlacedCareer, top: int) -> None:
    """Draw an arrow from each station to the next, where they stand in one row and apart."""
    pairs = pairwise(zip(placed.stations, placed.lanes, strict=True))
    for (before, lane), (after, other) in pairs:
        start, end = before.whole.end - 0.4 * sheet.size, after.whole.start - sheet.gap
        if lane == other and end - start > sheet.size:
            _draw_arrow(sheet, start, end, sheet.y(top + lane))


def _draw_arrow(sheet: Sheet, start: float, end: float, y: float) -> None:
    arrow = FancyArrowPatch(
        (start, y),
        (end, y),
        arrowstyle="->",
        mutation_scale=sheet.size,
        shrinkA=0,
        shrinkB=0,
        color=tones(sheet.ax).edge,
        linewidth=0.9 * scale(sheet.ax),
        zorder=1,
    )
    sheet.ax.add_patch(arrow)
