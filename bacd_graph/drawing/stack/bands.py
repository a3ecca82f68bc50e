"""Members of layers -> bands on top of each other, in which they stand in rows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, TypeAlias

from bacd_graph.drawing.box import Box
from bacd_graph.drawing.layers import Layer
from bacd_graph.drawing.stack.members import Member, Tie
from bacd_graph.drawing.stack.packing import Row, rows_of, starts_of
from bacd_graph.drawing.stack.untangling import untangle

_ROW, _GAP = 1.95, 0.75  # the height of a row, and gaps, in font sizes
_SPREAD: Final = 4.0  # how many gaps may stand between two members of a row


@dataclass(frozen=True, slots=True)
class Chip:
    """A member with the name that is written, the radius of its mark and its width in points."""

    member: Member
    name: str
    radius: float
    width: float


Chips: TypeAlias = Mapping[Layer, Sequence[Chip]]


@dataclass(frozen=True, slots=True)
class Grid:
    """The sizes that everything in the bands follows, in points.

    ``side`` is the width that headings take at the left, ``head`` the height that they take
    above, one of which is 0.
    """

    box: Box
    font: float
    side: float
    head: float

    @property
    def row(self) -> float:
        """The height of a row."""
        return self.font * _ROW

    @property
    def gap(self) -> float:
        """What stands at least between two members, and around them."""
        return self.font * _GAP

    @property
    def room(self) -> float:
        """The width of a row."""
        return self.box.width - self.side - 2 * self.gap


@dataclass(frozen=True, slots=True)
class Band:
    """A layer's band: its upper edge, its height, and its chips with left edge and middle."""

    layer: Layer
    top: float
    height: float
    chips: tuple[tuple[Chip, float, float], ...]


def fits(chips: Chips, grid: Grid) -> bool:
    """Say whether the bands have room above each other."""
    return _height(chips, grid) <= grid.box.height


def most_that_fit(everyone: Chips, grid: Grid) -> Chips:
    """Return the first ones of each layer, about as many of each, and as many as have room.

    One of each layer is there in any case.
    """
    now = {layer: chips[:1] for layer, chips in everyone.items()}
    waiting = list(everyone)
    while waiting:
        for layer in list(waiting):
            more = {**now, layer: everyone[layer][: len(now[layer]) + 1]}
            if len(more[layer]) > len(now[layer]) and fits(more, grid):
                now = more
            else:
                waiting.remove(layer)
    return now


def arrange(shown: Chips, ties: Sequence[Tie], grid: Grid) -> Iterator[Band]:
    """Yield the bands, the highest layer first; in rows, what is tied stands near each other."""
    chip = {c.member.entity.id: c for chips in shown.values() for c in chips}

    def starts(row: Sequence[str]) -> list[float]:
        widths = [chip[id_].width for id_ in row]
        return starts_of(widths, grid.room, grid.gap, _SPREAD * grid.gap)

    def middles(row: Sequence[str]) -> list[float]:
        return [x + chip[id_].width / 2 for x, id_ in zip(starts(row), row, strict=True)]

    counts = {layer: len(_rows(shown[layer], grid)) for layer in reversed(list(shown))}
    rows = [
        [shown[layer][i].member.entity.id for i in row]
        for layer in counts
        for row in _rows(shown[layer], grid)
    ]
    ordered = iter(untangle(rows, [(t.one, t.other, t.documents) for t in ties], middles))
    spare = max(grid.box.height - _height(shown, grid), 0.0) / len(shown)
    top = grid.box.top
    left = grid.box.left + grid.side + grid.gap
    for layer, count in counts.items():
        height = count * grid.row + 2 * grid.gap + grid.head + spare
        first = top - grid.head - grid.gap - (spare + grid.row) / 2
        placed = (
            (chip[id_], left + x, first - number * grid.row)
            for number, row in enumerate(islice(ordered, count))
            for id_, x in zip(row, starts(row), strict=True)
        )
        yield Band(layer, top, height, tuple(placed))
        top -= height


def _height(chips: Chips, grid: Grid) -> float:
    rows = sum(len(_rows(of_one, grid)) for of_one in chips.values())
    return rows * grid.row + len(chips) * (grid.head + 2 * grid.gap)


def _rows(chips: Sequence[Chip], grid: Grid) -> tuple[Row, ...]:
    return rows_of([chip.width for chip in chips], grid.room, grid.gap)
