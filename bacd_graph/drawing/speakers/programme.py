"""How a matrix of speakers and events lies in the room that there is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil

from matplotlib.axes import Axes

from bacd_graph.drawing.box import Box
from bacd_graph.drawing.speakers.appearances import Appearances, Speaker, most_telling
from bacd_graph.drawing.speakers.matrix import Grid, Head, length_of

# Times the size of the type: the least and the largest distance of rows, and of columns; the
# room for a number at the end of each; the gap between blocks.
_PITCH, _LARGEST, _NUMBER, _GAP = 1.5, 4.0, 2.4, 1.0
# Of the width or the height, at most, that the heads of events and of people take.
_EVENTS, _PEOPLE = 0.32, 0.4


@dataclass(frozen=True, slots=True)
class Block:
    """Some of the speakers beside all events; ``upright`` where people are the columns."""

    speakers: tuple[Speaker, ...]
    grid: Grid
    upright: bool

    @property
    def people(self) -> float:
        """The room of the heads of people, in points."""
        return self.grid.top if self.upright else self.grid.margin

    def at(self, speaker: float, event: float) -> tuple[float, float]:
        """Return where the two cross, both counted from 0."""
        column, row = (speaker, event) if self.upright else (event, speaker)
        return self.grid.x(column), self.grid.y(row)


@dataclass(frozen=True, slots=True)
class _Room:
    """What there is room for, in points.

    ``along`` is the side of the box along which people stand, ``across`` the other one;
    ``people`` and ``events`` are how long their heads are.
    """

    along: float
    across: float
    people: float
    events: float
    size: float

    @property
    def most_events(self) -> int:
        room = self.across - self.people - _NUMBER * self.size
        return max(int(room / (_PITCH * self.size)), 1)

    @property
    def in_block(self) -> int:
        room = self.along - self.events - _NUMBER * self.size
        return max(int(room / (_PITCH * self.size)), 1)

    def blocks(self, events: int) -> int:
        """Return how many blocks with so many events there is room for."""
        one = self.people + (events * _PITCH + _NUMBER + _GAP) * self.size
        return max(int((self.across + _GAP * self.size) / one), 1)


def arrange(
    ax: Axes, whole: Appearances, heads: Mapping[str, Head], box: Box, size: float, limit: int
) -> tuple[Appearances, tuple[Block, ...]]:
    """Return the part of the appearances that has room, and the blocks in which it stands.

    ``heads`` are those of all people and events, by id. There are more people than events, so
    they stand along the longer side of the box: the names of events can then be read on a slide,
    those of people on a telephone. Where events are few, people go on in a block beside the
    first one. At most ``limit`` people are kept.
    """
    shown = most_telling(whole, limit, limit)
    # Twice, since the heads of those who are shown may be shorter than those of all.
    for _ in range(2):
        room = _room(ax, shown, heads, box, size)
        events = min(room.most_events, len(whole.events))
        most = min(room.blocks(events) * room.in_block, limit)
        shown = most_telling(whole, most, events)
    return shown, _blocks(shown, room, box)


def _room(ax: Axes, shown: Appearances, heads: Mapping[str, Head], box: Box, size: float) -> _Room:
    along, across = max(box.width, box.height), min(box.width, box.height)

    def longest(ids: Iterable[str], most: float) -> float:
        return max(length_of(ax, heads[id_], size, most) for id_ in ids)

    people = longest((one.person.id for one in shown.speakers), _PEOPLE * across)
    events = longest((one.event.id for one in shown.events), _EVENTS * along)
    return _Room(along, across, people, events, size)


def _blocks(shown: Appearances, room: _Room, box: Box) -> tuple[Block, ...]:
    """Return the blocks: as few as hold all people, and of the same number each."""
    people, events, size = len(shown.speakers), len(shown.events), room.size
    number = min(ceil(people / room.in_block), room.blocks(events))
    each = ceil(people / number)
    along = (room.along - room.events - _NUMBER * size) / each
    across = (room.across - (number - 1) * _GAP * size) / number
    rest = (across - room.people - _NUMBER * size) / events
    pitches = min(along, _LARGEST * size), min(rest, _LARGEST * size)
    return tuple(
        Block(
            shown.speakers[at * each : (at + 1) * each],
            _grid(room, box, pitches, at * (across + _GAP * size)),
            box.width > box.height,
        )
        for at in range(number)
    )


def _grid(room: _Room, box: Box, pitches: tuple[float, float], offset: float) -> Grid:
    """Return the grid of a block that lies so far from the first edge of the box."""
    left, upper = box.left, box.top
    if box.width > box.height:
        return Grid(left, upper - offset, room.events, room.people, *pitches, room.size)
    return Grid(left + offset, upper, room.people, room.events, *pitches[::-1], room.size)
