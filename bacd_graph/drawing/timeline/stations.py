"""People and their employers in the rows of a timeline."""

from collections.abc import Sequence

from matplotlib.patches import FancyArrowPatch, Rectangle
from matplotlib.path import Path

from bacd_graph.drawing.frame import scale
from bacd_graph.drawing.lettering import fit, write
from bacd_graph.drawing.marks import Mark, draw_marks
from bacd_graph.drawing.style import LOOKS, blend, tones
from bacd_graph.drawing.timeline.places import LONGEST, PlacedCareer, Station, turn
from bacd_graph.drawing.timeline.sheet import Sheet

_BAR = 0.55  # of the radius of a mark, that a bar reaches up and down


def draw_careers(sheet: Sheet, people: Sequence[PlacedCareer], top: int) -> None:
    """Draw the careers under each other, the first one in row ``top`` of the sheet."""
    marks: list[Mark] = []
    for number, placed in enumerate(people):
        ground = _ground(sheet, shaded=number % 2 == 0)
        _draw_ground(sheet, top, placed.rows, ground)
        _draw_name(sheet, placed, top)
        marks.extend(
            _draw_station(sheet, one, sheet.y(top + one.lane), ground) for one in placed.stations
        )
        for old, new in placed.moves:
            _draw_move(sheet, old, new, top)
        top += placed.rows
    draw_marks(sheet.ax, marks, sheet.names.base, rim=0)


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
    name = fit(sheet.ax, sheet.names.label(person, LONGEST), sheet.pen, room)
    write(sheet.ax, name, 2, sheet.y(top), sheet.pen, url=sheet.url(person))


def _draw_station(sheet: Sheet, station: Station, y: float, ground: str) -> Mark:
    """Draw the bar and the name; return the mark at which the bar begins."""
    employer, bar = station.affiliation.employer, station.bar
    look, half = LOOKS[employer.type], sheet.radius * _BAR
    first = bar.start + sheet.radius
    width = bar.end - first if station.affiliation.last > station.affiliation.first else 0.0
    shape = Rectangle((first, y - half), width, 2 * half, color=look.colour, lw=0, zorder=2)
    sheet.ax.add_patch(shape)
    sheet.write_beside(bar, station.whole, y, station.name, employer, ground)
    return Mark(employer, first, y, sheet.radius)


def _draw_move(sheet: Sheet, old: Station, new: Station, top: int) -> None:
    # On its way to a row farther off it passes under names; else their grounds would but cut it.
    near = abs(old.lane - new.lane) <= 1
    arrow = FancyArrowPatch(
        path=Path(_route(sheet, old, new, top)),
        arrowstyle="->",
        mutation_scale=sheet.size,
        color=tones(sheet.ax).edge,
        linewidth=0.9 * scale(sheet.ax),
        zorder=5.5 if near else 1,
    )
    sheet.ax.add_patch(arrow)


def _route(sheet: Sheet, old: Station, new: Station, top: int) -> list[tuple[float, float]]:
    """Return the corners of an arrow: along the row, or from the end of a bar into another row.

    There it goes on along the row, or between rows to the mark, where its name stands before it.
    """
    end, y, to_y = new.whole.start - sheet.gap, sheet.y(top + old.lane), sheet.y(top + new.lane)
    if new.lane == old.lane:
        return [(old.whole.end - 0.4 * sheet.size, y), (end, y)]
    side, x = (1 if y > to_y else -1), turn(sheet, old)
    start = (x, y - side * _BAR * sheet.radius)
    if end - x > 0.8 * sheet.size:
        return [start, (x, to_y), (end, to_y)]
    mark, between = new.bar.start + sheet.radius, to_y + side * sheet.row / 2
    return [start, (x, between), (mark, between), (mark, to_y + side * sheet.radius)]
