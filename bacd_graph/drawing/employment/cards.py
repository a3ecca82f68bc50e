"""Employers -> cards with their people, in columns, in the largest letters that have room."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Final

from matplotlib.axes import Axes

from bacd_graph.drawing.box import Box
from bacd_graph.drawing.employment.staff import Post, Staff, chronological
from bacd_graph.drawing.frame import font_size
from bacd_graph.drawing.lettering import Pen, width_of
from bacd_graph.drawing.names import Names
from bacd_graph.drawing.style import tones

_SIZES: Final = (1.25, 1.1, 1.0, 0.9)  # of names, as shares of the usual; the largest that fits
_FEWEST: Final = 2  # people to which a card is shortened for want of room
_COLUMN: Final = 17.0  # the least width of a column, in font sizes
# In font sizes: a person's row, the row that says where else, a card's head, its padding,
# and what stands between two cards.
ROW, MOVE, HEAD, PAD, GAP = 1.42, 1.15, 1.7, 0.45, 0.6
# Also in font sizes: where on a card marks stand, and names after them; what is free at its right.
LEFT, AFTER, RIGHT = 1.0, 0.95, 0.65
_MARGINS: Final = LEFT + AFTER + RIGHT
LONGEST: Final = 60  # characters of a name, before the room is measured


@dataclass(frozen=True, slots=True)
class Card:
    """An employer, the people who are shown of it, and how many are not.

    ``broken`` are those of them whose moves have no room beside their names.
    """

    staff: Staff
    shown: tuple[Post, ...]
    broken: frozenset[Post]

    @property
    def more(self) -> int:
        """How many of its people it does not show."""
        return len(self.staff.posts) - len(self.shown)

    @property
    def height(self) -> float:
        """Its height, in font sizes."""
        rows = len(self.shown) + (self.more > 0)
        return 2 * PAD + HEAD + rows * ROW + len(self.broken) * MOVE


@dataclass(frozen=True, slots=True)
class Sheet:
    """The columns in which cards stand, the font size and the room, in points."""

    columns: tuple[tuple[Card, ...], ...]
    font: float
    box: Box
    names: Names

    @property
    def cards(self) -> tuple[Card, ...]:
        """All cards, column by column."""
        return tuple(chain.from_iterable(self.columns))

    @property
    def width(self) -> float:
        """The width of one column."""
        gaps = (len(self.columns) - 1) * GAP * self.font
        return (self.box.width - gaps) / len(self.columns)


@dataclass(frozen=True, slots=True)
class Pens:
    """What the parts of a card are written with."""

    head: Pen
    name: Pen
    move: Pen
    quiet: Pen


def pens_of(ax: Axes, font: float) -> Pens:
    """Return the pens for letters of ``font`` points."""
    tone = tones(ax)
    return Pens(
        Pen(font * 1.06, tone.ink, bold=True),
        Pen(font, tone.ink),
        Pen(font * 0.82, tone.ink),
        Pen(font * 0.85, tone.quiet),
    )


def plan_sheet(ax: Axes, staffs: Sequence[Staff], box: Box, limit: int, names: Names) -> Sheet:
    """Return the sheet in the largest letters that has room for all employers.

    Cards list at most ``limit`` people. If no letters are small enough, the sheet has the first
    employers, and the cards that stand last list fewer people, so that columns are filled.
    """
    for size in _SIZES:
        sheet = _sheet(ax, box, size, names)
        whole = _packed(ax, staffs, sheet, limit, fewest=limit)
        if len(whole.cards) == len(staffs):
            return whole
    return _packed(ax, staffs, sheet, limit, fewest=_FEWEST)


def _sheet(ax: Axes, box: Box, size: float, names: Names) -> Sheet:
    """Return an empty sheet in letters of this size."""
    font = font_size(ax, size)
    count = max(1, int((box.width + font * GAP) // (font * (_COLUMN + GAP))))
    return Sheet(((),) * count, font, box, names)


def _card(ax: Axes, staff: Staff, most: int, sheet: Sheet) -> Card:
    # A row that says "1 more" could as well name that one.
    number = most if len(staff.posts) > most + 1 else most + 1
    shown = tuple(chronological(staff.posts[:number]))
    broken = frozenset(post for post in shown if post.moved and not _fits(ax, post, sheet))
    return Card(staff, shown, broken)


def _fits(ax: Axes, post: Post, sheet: Sheet) -> bool:
    """Say whether name, moves and years have room on one row."""
    pens, names = pens_of(ax, sheet.font), sheet.names
    used = width_of(ax, names.label(post.person, LONGEST), pens.name)
    used += width_of(ax, moves(post, names), pens.move) + width_of(ax, years(post), pens.quiet)
    return used + sheet.font * (_MARGINS + 1.4) <= sheet.width


def _packed(ax: Axes, staffs: Iterable[Staff], sheet: Sheet, limit: int, *, fewest: int) -> Sheet:
    """Return the sheet with a card for each, in the first column that has room ("first fit").

    A card that finds none is shortened, down to ``fewest`` people, for the column with most room.
    If it does not even then, it ends the sheet: a later one would be that of a smaller employer.
    """
    height = sheet.box.height / sheet.font
    # No card may be higher than a column, even if all the people on it moved.
    most = max(1, min(limit, int((height - HEAD - 2 * PAD - ROW) / (ROW + MOVE)) - 1))
    columns: list[list[Card]] = [[] for _ in sheet.columns]
    for staff in staffs:
        card: Card | None = _card(ax, staff, most, sheet)
        rooms = [height - sum(one.height + GAP for one in column) for column in columns]
        at = next((i for i, room in enumerate(rooms) if card and card.height <= room), None)
        if at is None:
            at = rooms.index(max(rooms))
            card = _shortened(ax, staff, range(fewest, most), sheet, rooms[at])
        if card is None:
            break
        columns[at].append(card)
    return replace(sheet, columns=tuple(map(tuple, columns)))


def _shortened(ax: Axes, staff: Staff, numbers: range, sheet: Sheet, room: float) -> Card | None:
    """Return a card of at most so many people, as many as there is room for."""
    cards = (_card(ax, staff, number, sheet) for number in reversed(numbers))
    return next((card for card in cards if card.height <= room), None)


def years(post: Post) -> str:
    """Return the years of a post as they are written: "2012–2013", or "2012" alone."""
    return post.years.replace("-", "–")


def moves(post: Post, names: Names) -> str:
    """Return where the person is named before and later: "← Acme   → Bolt 2013"."""
    before = f"← {names.label(post.before[0])}" if post.before else ""
    after = f"→ {names.label(post.after[0])} {post.after[1]}" if post.after else ""
    return "   ".join(filter(None, (before, after)))
