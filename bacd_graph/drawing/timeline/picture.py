"""Events, and for whom people worked, along an axis of time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from bacd_graph.drawing.box import Box
from bacd_graph.drawing.captions import part_of, sentences, source_line
from bacd_graph.drawing.frame import font_size, open_axes, put_caption, put_title, room_for, settle
from bacd_graph.drawing.legend import put_legend
from bacd_graph.drawing.lettering import Pen, width_of, write
from bacd_graph.drawing.names import Names, names_in
from bacd_graph.drawing.style import tones
from bacd_graph.drawing.time_axis import axis_height, axis_over, draw_time_axis
from bacd_graph.drawing.timeline.careers import Career, careers, undated
from bacd_graph.drawing.timeline.happenings import (
    PlacedEvent,
    candidates,
    draw_events,
    place_events,
    rows_for,
)
from bacd_graph.drawing.timeline.places import PlacedCareer, place_career, with_room
from bacd_graph.drawing.timeline.sheet import Sheet
from bacd_graph.drawing.timeline.stations import draw_careers
from bacd_graph.errors import BuildError
from bacd_graph.model import Claim, EntityType, Predicate
from bacd_graph.network.event_days import EventDay, event_days
from bacd_graph.rdf.names import BASE
from bacd_graph.wording import count

_CAPTION = 345  # characters of a caption
_ROW, _HIGHEST = 1.5, 2.6  # times the size of its type that a row is high, and may be
_MARGIN = 0.24  # of the width, at most, that the names of people take
_HEADINGS = ("Events", "People and their employers")
_EVENTS = (
    0.4  # of the rows, at most, that events take if people need the others: these take several
)


@dataclass(frozen=True, slots=True)
class _Share:
    """How many events, or people, are shown, and how many are not for want of room or a date."""

    shown: int
    for_room: int
    undated: int

    @property
    def total(self) -> int:
        return self.shown + self.for_room + self.undated


def draw_timeline(
    claims: Sequence[Claim],
    *,
    ax: Axes | None = None,
    figsize: tuple[float, float] | None = None,
    base: str = BASE,
    limit: int = 60,
) -> Figure:
    """Return a figure of events, and of people and their employers, over time.

    Events stand where `bacd_graph.network.event_days` puts them, those that most documents speak
    of first, at most ``limit``. Below, a row for each of at most ``limit`` people: a bar from
    the first to the last day at which a document states an employer, and an arrow for each of
    `bacd_graph.affiliations.moves`. People with most of these come first, then those who are
    known for the longest time. What finds no room is left out, and the caption says how much; so
    it does of what has no date. Plain claims alone are drawn.

    ``ax``, ``figsize`` and ``base`` are those of `draw_ecosystem`.

    Raises:
        BuildError: if no dated document states something of an event, or an employer.
    """
    events, people = _by_weight(event_days(claims)), careers(claims)
    if not events and not people:
        raise BuildError(
            "there is nothing to draw: no dated document states something of an event, or an "
            "employer; give the documents their dates, or add some that speak of events"
        )
    figure, ax = open_axes(ax, figsize, _CAPTION)
    settle(
        ax, _title(*_shares(claims, len(events[:limit]), len(people[:limit]))), room_for(_CAPTION)
    )
    first, theirs = events[:limit], people[:limit]
    box, names = put_legend(ax, _types(first, theirs)), names_in(claims, base)
    sheet = _sheet(ax, box, first, theirs, names)
    placed, rows = _place(sheet, first, theirs)
    put_legend(ax, _types(placed, [one.career for one in rows]))
    sheet = _stretched(sheet, _rows(placed, rows))
    _draw(sheet, placed, rows)
    bottom = sheet.y(_rows(placed, rows) - 0.5)
    # Above the ground of names: that of one in the last row may reach to the axis.
    draw_time_axis(ax, sheet.axis, bottom, sheet.box.top, zorder=6)
    put_title(ax, _title(*_shares(claims, len(placed), len(rows))))
    put_caption(ax, _caption(claims, placed, rows))
    return figure


def _by_weight(events: Sequence[EventDay]) -> list[EventDay]:
    """Return the dated events, those that most is said of first."""
    dated = [one for one in events if one.day]
    return sorted(dated, key=lambda e: (-e.documents, -e.statements, e.event.name, e.event.id))


def _sheet(
    ax: Axes, box: Box, events: Sequence[EventDay], people: Sequence[Career], names: Names
) -> Sheet:
    size = font_size(ax, 0.85)
    bold = Pen(size, tones(ax).ink, bold=True)
    texts = [_HEADINGS[0], *(names.label(career.person) for career in people)]
    margin = min(max(width_of(ax, text, bold) for text in texts) + size, _MARGIN * box.width)
    days = [one.day for one in events if one.day]
    days += [day for career in people for day in (career.first, career.last)]
    axis = axis_over(days, box.left + margin, box.width - margin)
    below, above = axis_height(ax), 0.4 * size
    return Sheet(ax, box.inset(below=below, above=above), axis, _ROW * size, size, names)


def _place(
    sheet: Sheet, events: Sequence[EventDay], people: Sequence[Career]
) -> tuple[tuple[PlacedEvent, ...], tuple[PlacedCareer, ...]]:
    """Share the rows: events take what people leave over, but `_EVENTS` if they need it."""
    # Before the axis begins there is only the heading beside them.
    heading = width_of(sheet.ax, _HEADINGS[0], sheet.heading) + 2 * sheet.size
    might = candidates(sheet, events, min(sheet.box.left + heading, sheet.axis.left))
    careers_ = [place_career(sheet, one) for one in people]
    others = sheet.rows - _rows((), careers_)
    placed = place_events(might, min(rows_for(might), max(others, int(sheet.rows * _EVENTS))))
    return placed, with_room(careers_, sheet.rows - _rows(placed, ()) - 1)


def _rows(events: Sequence[PlacedEvent], people: Sequence[PlacedCareer]) -> int:
    """Return how many rows both parts take, with the heading of the second."""
    rows_of_people = 1 + sum(one.rows for one in people) if people else 0
    return max((one.row + 1 for one in events), default=0) + rows_of_people


def _stretched(sheet: Sheet, rows: int) -> Sheet:
    """Return the sheet with its rows as high as fills it, within reason."""
    return replace(sheet, row=min(sheet.box.height / max(rows, 1), _HIGHEST * sheet.size))


def _types(events: Sequence[object], people: Sequence[Career]) -> set[EntityType]:
    employers = {one.employer.type for career in people for one in career.stations}
    return employers | ({EntityType.EVENT} if events else set())


def _draw(sheet: Sheet, events: Sequence[PlacedEvent], people: Sequence[PlacedCareer]) -> None:
    """Draw both parts, each under its heading."""
    row = _rows(events, ())
    if events:
        _write_heading(sheet, _HEADINGS[0], 0)
        draw_events(sheet, events, 0)
    if people:
        _write_heading(sheet, _HEADINGS[1], row)
        draw_careers(sheet, people, row + 1)


def _write_heading(sheet: Sheet, text: str, row: int) -> None:
    write(sheet.ax, text, 2, sheet.y(row), sheet.heading)


def _shares(claims: Sequence[Claim], events: int, people: int) -> tuple[_Share, _Share]:
    """Return the shares of so many events and people."""
    everything, everybody = event_days(claims), careers(claims)
    undated_events = sum(one.day is None for one in everything)
    return (
        _Share(events, len(everything) - undated_events - events, undated_events),
        _Share(people, len(everybody) - people, undated(claims, everybody)),
    )


def _title(events: _Share, people: _Share) -> str:
    parts = [part_of(events.shown, events.total, "event")] if events.total else []
    parts += [part_of(people.shown, people.total, "person", "people")] if people.total else []
    return f"Timeline: {', '.join(parts)}"


def _caption(
    claims: Sequence[Claim], events: Sequence[PlacedEvent], people: Sequence[PlacedCareer]
) -> str:
    shown = {one.event.event.id for one in events}
    known = {one.career.person.id for one in people}
    drawn = [c for c in claims if c.plain and c.document.date and _shows(c, shown, known)]
    both = _shares(claims, len(events), len(people))
    for_room = _both(*(one.for_room for one in both))
    without = _both(*(one.undated for one in both))
    years = any(not one.event.exact for one in events)
    arrows = any(one.career.moves for one in people)
    return sentences(
        source_line(drawn),
        "Events stand at the dates of texts about them, or in the year that their name tells",
        "A line behind an event: its name tells the year, no text the day" if years else "",
        "Bars: from the first to the last text that states the employer" if people else "",
        "Arrows: named at the next one later" if arrows else "",
        f"{for_room} left out for room" if for_room else "",
        f"{without} left out that have no date" if without else "",
    )


def _both(events: int, people: int) -> str:
    """Return how many of both, in words; nothing if there are none."""
    parts = [count(events, "event")] if events else []
    parts += [count(people, "person", "people")] if people else []
    return " and ".join(parts)


def _shows(claim: Claim, events: set[str], people: set[str]) -> bool:
    employed = claim.predicate is Predicate.WORKS_FOR and claim.subject.id in people
    return employed or not events.isdisjoint((claim.subject.id, claim.object.id))
