"""Who works where: a card for each employer, with its people on it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyBboxPatch

from bacd_graph.drawing.frame import (
    font_size,
    open_axes,
    put_caption,
    put_legend,
    put_title,
    root_of,
    source_line,
)
from bacd_graph.drawing.layout import Box
from bacd_graph.drawing.lettering import Pen, fit, width_of, write
from bacd_graph.drawing.links import link
from bacd_graph.drawing.marks import Mark, draw_marks
from bacd_graph.drawing.names import label
from bacd_graph.drawing.staff import Post, Staff, chronological, people_of, staffs_of
from bacd_graph.drawing.style import blend, tones
from bacd_graph.errors import BuildError
from bacd_graph.model import Claim, Entity, EntityType, Predicate
from bacd_graph.rdf.names import BASE

_SIZES: Final = (1.25, 1.1, 1.0, 0.9)  # of names, as shares of the usual; the largest that fits
_COLUMN: Final = 17.0  # the least width of a column, in font sizes
# In font sizes: a person's row, the row that says whence and whither, a card's head, its padding,
# and what stands between two cards.
_ROW, _MOVE, _HEAD, _PAD, _GAP = 1.42, 1.15, 1.7, 0.45, 0.6
# Also in font sizes: where on a card marks stand, and names after them; what is free at its right.
_LEFT, _AFTER, _RIGHT = 1.0, 0.95, 0.65
_MARGINS: Final = _LEFT + _AFTER + _RIGHT
_SMALL: Final = 0.82  # how far the name of an employer may shrink to fit
_LONGEST: Final = 60  # characters of a name, before the room is measured


@dataclass(frozen=True, slots=True)
class _Card:
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
        return 2 * _PAD + _HEAD + rows * _ROW + len(self.broken) * _MOVE


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The columns in which cards stand, the font size and the room, in points."""

    columns: tuple[tuple[_Card, ...], ...]
    font: float
    box: Box

    @property
    def width(self) -> float:
        """The width of one column."""
        gaps = (len(self.columns) - 1) * _GAP * self.font
        return (self.box.width - gaps) / len(self.columns)


@dataclass(frozen=True, slots=True)
class _Pens:
    """What the parts of a card are written with."""

    head: Pen
    name: Pen
    move: Pen
    quiet: Pen


def _pens(ax: Axes, font: float) -> _Pens:
    tone = tones(ax)
    return _Pens(
        Pen(font * 1.06, tone.ink, bold=True),
        Pen(font, tone.ink),
        Pen(font * 0.82, tone.ink),
        Pen(font * 0.85, tone.quiet),
    )


def draw_employment(
    claims: Sequence[Claim],
    *,
    ax: Axes | None = None,
    figsize: tuple[float, float] | None = None,
    base: str = BASE,
    limit: int = 9,
) -> Figure:
    """Return a figure of employers and their people, those with the most people first.

    A card lists at most ``limit`` people of an employer: who moved, then those of whom most
    documents say it, in the order of time. Beside a name stand the years of the documents, open
    while none says otherwise; below it, whence the person came ("←") and whither they went ("→").
    The caption says how many employers found no room, a card how many of its people.

    Plain claims alone are drawn. ``ax``, ``figsize`` and ``base`` are those of `draw_ecosystem`.

    Raises:
        BuildError: if no asserted claim says for whom somebody works.
    """
    staffs = staffs_of(claims)
    if not staffs:
        raise BuildError(
            "there is nothing to draw: no asserted claim says for whom somebody works; "
            "build the graph from documents that do"
        )
    figure, ax = open_axes(ax, figsize)
    put_title(ax, _title((), staffs))
    put_caption(ax, _caption(claims, len(staffs)))
    figure.draw_without_rendering()
    box = put_legend(ax, [EntityType.PERSON, *(s.employer.type for s in staffs)])
    box = replace(box, bottom=box.bottom + 4, height=box.height - 4)
    sheet = _choose(ax, staffs, box, limit)
    cards = [card for column in sheet.columns for card in column]
    put_title(ax, _title(cards, staffs))
    put_caption(ax, _caption(claims, len(staffs) - len(cards)))
    draw_marks(ax, list(_draw_cards(ax, sheet, base)), base)
    return figure


def _choose(ax: Axes, staffs: Sequence[Staff], box: Box, limit: int) -> _Sheet:
    """Return the sheet in the largest letters that has room for all, or in the smallest."""
    for size in _SIZES:
        font = font_size(ax, size)
        count = max(1, int((box.width + font * _GAP) // (font * (_COLUMN + _GAP))))
        sheet = _Sheet(((),) * count, font, box)
        height = box.height / font
        # No card may be higher than a column, even if all the people on it moved.
        most = max(1, min(limit, int((height - _HEAD - 2 * _PAD - _ROW) / (_ROW + _MOVE)) - 1))
        cards = [_card(ax, staff, most, sheet) for staff in staffs]
        sheet = replace(sheet, columns=_pack(cards, count, height))
        if sum(map(len, sheet.columns)) == len(cards):
            break
    return sheet


def _card(ax: Axes, staff: Staff, most: int, sheet: _Sheet) -> _Card:
    # A row that says "1 more" could as well name that one.
    number = most if len(staff.posts) > most + 1 else most + 1
    shown = tuple(chronological(staff.posts[:number]))
    broken = frozenset(post for post in shown if post.moved and not _fits(ax, post, sheet))
    return _Card(staff, shown, broken)


def _fits(ax: Axes, post: Post, sheet: _Sheet) -> bool:
    """Say whether name, moves and years have room on one row."""
    pens = _pens(ax, sheet.font)
    texts = (label(post.person, _LONGEST), pens.name), (_move(post), pens.move)
    used = sum(width_of(ax, *text) for text in (*texts, (_years(post), pens.quiet)))
    return used + sheet.font * (_MARGINS + 1.4) <= sheet.width


def _pack(cards: Sequence[_Card], count: int, height: float) -> tuple[tuple[_Card, ...], ...]:
    """Return ``count`` columns, each card in the first that has room for it ("first fit")."""
    columns: list[list[_Card]] = [[] for _ in range(count)]
    used = [0.0] * count
    for card in cards:
        needed = [card.height + (_GAP if column else 0.0) for column in columns]
        free = [i for i in range(count) if used[i] + needed[i] <= height]
        if free:
            columns[free[0]].append(card)
            used[free[0]] += needed[free[0]]
    return tuple(map(tuple, columns))


def _draw_cards(ax: Axes, sheet: _Sheet, base: str) -> Iterator[Mark]:
    font = sheet.font
    for number, column in enumerate(sheet.columns):
        x = sheet.box.left + number * (sheet.width + _GAP * font)
        spare = sheet.box.height / font - sum(card.height + _GAP for card in column) + _GAP
        # Columns end together where little is missing.
        between = _GAP + min(max(spare, 0.0) / max(len(column) - 1, 1), 1.2)
        y = sheet.box.bottom + sheet.box.height
        for card in column:
            yield from _draw_card(ax, card, x, y, sheet, base)
            y -= (card.height + between) * font


def _draw_card(
    ax: Axes, card: _Card, x: float, top: float, sheet: _Sheet, base: str
) -> Iterator[Mark]:
    font, pens = sheet.font, _pens(ax, sheet.font)
    height = card.height * font
    ground = FancyBboxPatch(
        (x, top - height),
        sheet.width,
        height,
        boxstyle=f"round,pad=0,rounding_size={font * 0.4}",
        facecolor=blend(tones(ax).paper, tones(ax).ink, 0.06),
        edgecolor="none",
        zorder=0.1,
    )
    ax.add_patch(ground)
    left, right = x + font * _LEFT, x + sheet.width - font * _RIGHT
    start = left + font * _AFTER
    y = top - font * (_PAD + _HEAD / 2)
    employer, size = card.staff.employer, len(card.staff.posts)
    count = f"{size:,}" if size > 1 else ""
    if count:
        write(ax, count, right, y, pens.quiet, ha="right")
    yield Mark(employer, left, y, font * 0.46)
    room = right - width_of(ax, count, pens.quiet) - font * 0.4 - start
    _write_head(ax, employer, start, y, room, pens.head, base)
    y -= font * _HEAD / 2
    for post in card.shown:
        y -= font * _ROW / 2
        yield Mark(post.person, left, y, font * 0.27)
        after = _write_post(ax, post, start, y, right, pens, base)
        if post in card.broken:
            below = y - font * (_ROW / 2 + _MOVE / 2 - 0.1)
            write(ax, fit(ax, _move(post), pens.move, right - start), start, below, pens.move)
            y -= font * _MOVE
        elif post.moved:
            write(ax, _move(post), after + font * 0.6, y, pens.move)
        y -= font * _ROW / 2
    if card.more:
        write(ax, f"and {card.more:,} more", start, y - font * _ROW / 2, pens.quiet)


def _write_head(
    ax: Axes, employer: Entity, x: float, y: float, room: float, pen: Pen, base: str
) -> None:
    """Write the name of an employer, smaller where it is long, and shorter only then."""
    name = label(employer, _LONGEST)
    small = replace(pen, size=pen.size * max(min(room / width_of(ax, name, pen), 1), _SMALL))
    write(ax, fit(ax, name, small, room), x, y, small, url=link(root_of(ax), employer, base))


def _write_post(
    ax: Axes, post: Post, x: float, y: float, right: float, pens: _Pens, base: str
) -> float:
    """Write the name at ``x`` and the years so that they end at ``right``; return its end."""
    years = _years(post)
    if years:
        write(ax, years, right, y, pens.quiet, ha="right")
    room = right - width_of(ax, years, pens.quiet) - pens.quiet.size * 0.6 - x
    name = fit(ax, label(post.person, _LONGEST), pens.name, room)
    write(ax, name, x, y, pens.name, url=link(root_of(ax), post.person, base))
    return x + width_of(ax, name, pens.name)


def _years(post: Post) -> str:
    return post.years.replace("-", "–")


def _move(post: Post) -> str:
    came = f"← {label(post.came[0])}" if post.came else ""
    went = f"→ {label(post.went[0])} {post.went[1]}" if post.went else ""
    return "   ".join(filter(None, (came, went)))


def _title(cards: Sequence[_Card], everyone: Sequence[Staff]) -> str:
    shown, people = len({p.person for card in cards for p in card.shown}), people_of(everyone)
    noun = "person" if people == 1 else "people"
    employers = "employer" if len(everyone) == 1 else "employers"
    both = f"{_of(shown, people)} {noun}, {_of(len(cards), len(everyone))} {employers}"
    return f"Who works where: {both}"


def _of(shown: int, total: int) -> str:
    return f"{shown:,} of {total:,}" if shown < total else f"{total:,}"


def _caption(claims: Sequence[Claim], left_out: int) -> str:
    counted = [c for c in claims if c.plain and c.predicate is Predicate.WORKS_FOR]
    parts = [
        source_line(counted),
        "Years: of documents that say so, open while none says otherwise; ← came from, → went to",
    ]
    if left_out:
        noun = "employer" if left_out == 1 else "employers"
        parts.append(f"{left_out:,} {noun} left out for room")
    return ". ".join(parts) + "."
