"""Integrations -> cards in columns beside a line on which all of them hang."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from bacd_graph.drawing.box import Box
from bacd_graph.drawing.integrations.integrating import Integration, Kind, choose
from bacd_graph.drawing.layout.halving import halve

# In font sizes: a row, the head of a card, its padding, the gap below it, the head with the years.
ROW, HEAD, PAD, GAP, AXIS = 1.5, 1.75, 0.4, 0.9, 1.6
BUS: Final = 10.0  # the width of the middle, with the project and the line
_WIDEST: Final = 52.0  # of a card
_NARROW: Final = 30.0  # the least width of a card; where two have no room there is one
_WIDE: Final = 27.0  # the least width of a card for letters larger than the smallest
_ONE_COLUMN: Final = 9  # so many rows stand in one column
_STRETCH: Final = 1.45  # how much higher rows may be where there are few
_TORN: Final = 6 * ROW  # so much more uneven columns are better than one kind in both


@dataclass(frozen=True, slots=True)
class Card:
    """Integrations of one kind in one column; ``torn`` if the kind began in the other column."""

    kind: Kind
    rows: tuple[Integration, ...]
    torn: bool = False

    @property
    def height(self) -> float:
        """Its height with the gap below it, in units of the plan."""
        return HEAD + len(self.rows) * ROW + 2 * PAD + GAP


@dataclass(frozen=True, slots=True)
class Column:
    """Where cards stand, in points: the left edge, the width, and the edge near the line."""

    cards: tuple[Card, ...]
    x: float
    width: float
    near: float


@dataclass(frozen=True, slots=True)
class Plan:
    """The columns, where the line is, the font size, and the room, in points.

    ``unit`` is what heights of cards count in: the font size, or more where there is room.
    """

    columns: tuple[Column, ...]
    line: float
    font: float
    unit: float
    box: Box

    @property
    def rows(self) -> tuple[Integration, ...]:
        """What is shown."""
        return tuple(one for column in self.columns for card in column.cards for one in card.rows)

    @property
    def top(self) -> float:
        """The top of the cards; the years stand above, and what is left is below."""
        return self.box.bottom + self._room

    @property
    def fits(self) -> bool:
        """Whether all cards have room."""
        return self.unit * _tallest(self.columns) <= self._room

    @property
    def wide(self) -> bool:
        """Whether rows have room for all that they tell."""
        return all(column.width >= _WIDE * self.font for column in self.columns)

    @property
    def _room(self) -> float:
        return self.box.height - AXIS * self.font

    def heads(self) -> Iterator[tuple[Column, Card, float]]:
        """Yield each card with its column and with how high the middle of its head is."""
        for column in self.columns:
            y = self.top
            for card in column.cards:
                yield column, card, y - self.unit * HEAD / 2
                y -= self.unit * card.height

    def stretched(self) -> "Plan":
        """Return the plan with rows as high as there is room for, within reason."""
        unit = self._room / _tallest(self.columns)
        return replace(self, unit=min(max(unit, self.font), _STRETCH * self.font))


def _tallest(columns: Sequence[Column]) -> float:
    return max(sum(card.height for card in column.cards) for column in columns) - GAP


def plan_bus(found: Sequence[Integration], fonts: Sequence[float], box: Box, limit: int) -> Plan:
    """Return the plan in the first of ``fonts`` that has room for all, or in the last for fewer.

    ``fonts`` are sizes in points, the largest first; at most ``limit`` integrations are shown.
    """
    for font in fonts:
        plan = _plan(choose(found, limit), font, box)
        if plan.fits and plan.wide:
            return plan.stretched()
    numbers = range(min(limit, len(found)), 0, -1)
    plans = (_plan(choose(found, number), fonts[-1], box) for number in numbers)
    return next((p for p in plans if p.fits), _plan(choose(found, 1), fonts[-1], box)).stretched()


def _plan(rows: Sequence[Integration], font: float, box: Box) -> Plan:
    room = box.width / font
    if room >= 2 * _NARROW + BUS and len(rows) > _ONE_COLUMN:
        width = min((room - BUS) / 2, _WIDEST) * font
        line = box.left + box.width / 2
        left, right = line - BUS / 2 * font, line + BUS / 2 * font
        one, other = _halves(rows)
        columns = (Column(one, left - width, width, left), Column(other, right, width, right))
        return Plan(columns, line, font, font, box)
    width = min(room - BUS, _WIDEST) * font
    left = box.left + (box.width - width - BUS * font) / 2
    near = left + BUS * font
    return Plan((Column(_cards(rows), near, width, near),), left + BUS / 2 * font, font, font, box)


def _cards(rows: Sequence[Integration]) -> tuple[Card, ...]:
    return tuple(Card(kind, tuple(of_one)) for kind, of_one in groupby(rows, key=_kind))


def _kind(one: Integration) -> Kind:
    return one.kind


def _halves(rows: Sequence[Integration]) -> tuple[tuple[Card, ...], tuple[Card, ...]]:
    """Return the cards of both columns, of like height; a kind is torn only where that helps."""
    cut = halve(rows, lambda part: sum(card.height for card in _cards(part)), _kind, _TORN)
    one, other = _cards(rows[:cut]), _cards(rows[cut:])
    if one[-1].kind == other[0].kind:
        other = (replace(other[0], torn=True), *other[1:])
    return one, other
