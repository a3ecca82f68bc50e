"""Where people and their employers stand in the rows of a timeline."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from bacd_graph.affiliations import Affiliation
from bacd_graph.drawing.lettering import fit
from bacd_graph.drawing.timeline.careers import Career
from bacd_graph.drawing.timeline.lanes import Stretch
from bacd_graph.drawing.timeline.sheet import Sheet

LONGEST = 30  # characters of a name
_WIDEST = 0.3  # of the axis, that the name of an employer is at most


@dataclass(frozen=True, slots=True)
class Station:
    """An employer of a person, its name as it is written, its bar, and where it stands.

    ``whole`` is what bar and name take of row ``lane``, counted from the first of the person;
    ``taken`` is that with the arrow that leads to it.
    """

    affiliation: Affiliation
    name: str
    bar: Stretch
    whole: Stretch
    taken: Stretch
    lane: int


@dataclass(frozen=True, slots=True)
class PlacedCareer:
    """A career and its stations in their rows."""

    career: Career
    stations: tuple[Station, ...]

    @property
    def rows(self) -> int:
        """How many rows it takes."""
        return max(station.lane for station in self.stations) + 1

    @property
    def moves(self) -> Iterator[tuple[Station, Station]]:
        """The stations between which an arrow leads, whence and whither."""
        at = {station.affiliation: station for station in self.stations}
        return ((at[move.old], at[move.new]) for move in self.career.moves)


def place_career(sheet: Sheet, career: Career) -> PlacedCareer:
    """Return the career with its stations in as few rows as this finds; in none two of them meet.

    Each stands in the row of the one that its arrow comes from, if there is room, else in any
    row that has some, its name to the right of its bar, or else to the left, else in a new row.
    """
    came = {move.new: move.old for move in career.moves}
    moved = {*came.keys(), *came.values()}
    placed: dict[Affiliation, Station] = {}
    # Those that arrows join stand in the first rows, so that no arrow passes a mark between.
    for one in sorted(career.stations, key=lambda a: a not in moved):
        placed[one] = _place(sheet, one, placed.get(came.get(one, one)), [*placed.values()])
    return PlacedCareer(career, tuple(placed.values()))


def with_room(people: Iterable[PlacedCareer], rows: int) -> tuple[PlacedCareer, ...]:
    """Return those who find room in so many rows, the first ones first; then by time."""
    found: list[PlacedCareer] = []
    for placed in people:
        if placed.rows <= rows:
            rows -= placed.rows
            found.append(placed)
    return tuple(sorted(found, key=_by_time))


def turn(sheet: Sheet, old: Station) -> float:
    """Return where an arrow to another row leaves the bar of a station: at its last day."""
    return sheet.axis.x(old.affiliation.last)


def _place(
    sheet: Sheet, one: Affiliation, old: Station | None, before: Sequence[Station]
) -> Station:
    """Return the station with its row and its place; its arrow comes from ``old``."""
    axis, reach = sheet.axis, sheet.radius
    first, last = axis.x(one.first), axis.x(one.last)
    bar = Stretch(first - reach, max(last, first + reach))
    text = sheet.names.label(one.employer, LONGEST)
    name = fit(sheet.ax, text, sheet.pen, _WIDEST * axis.width)
    rightwards, leftwards = sheet.places(bar, name)
    wholes = [rightwards] if sheet.holds(rightwards) else []
    wholes += [leftwards] if leftwards.start >= axis.left or not wholes else []
    lanes = sorted({station.lane for station in before})
    favourite = [old.lane] if old else [station.lane for station in before[-1:]]
    options = [*product(wholes, dict.fromkeys([*favourite, *lanes])), (wholes[0], len(lanes))]
    for whole, lane in options:
        taken = _with_arrow(sheet, whole, lane, old) if old else whole
        if taken and not any(s.lane == lane and s.taken.meets(taken) for s in before):
            break
    return Station(one, name, bar, whole, taken or whole, lane)


def _with_arrow(sheet: Sheet, whole: Stretch, lane: int, old: Station) -> Stretch | None:
    """Return what a place takes with the arrow from ``old``, or None if that has no room."""
    if lane == old.lane:
        apart = whole.start - old.whole.end > 0.6 * sheet.size
        return Stretch(old.whole.end, whole.end) if apart else None
    return Stretch(min(turn(sheet, old), whole.start), whole.end)


def _by_time(placed: PlacedCareer) -> tuple[object, ...]:
    career = placed.career
    return career.first, career.last, career.person.name, career.person.id
