"""Who works where: a card for each employer, with its people on it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from bacd_graph.drawing.box import Box
from bacd_graph.drawing.captions import documents_line, part_of, sentences
from bacd_graph.drawing.card import draw_card
from bacd_graph.drawing.employment.cards import (
    AFTER,
    GAP,
    HEAD,
    LEFT,
    LONGEST,
    MOVE,
    PAD,
    RIGHT,
    ROW,
    Card,
    Pens,
    Sheet,
    moves,
    pens_of,
    plan_sheet,
    years,
)
from bacd_graph.drawing.employment.staff import Post, Staff, people_of, staffs_of
from bacd_graph.drawing.frame import open_axes, put_caption, put_title, root_of, settle
from bacd_graph.drawing.legend import put_legend
from bacd_graph.drawing.lettering import Pen, fit, width_of, write
from bacd_graph.drawing.links import link
from bacd_graph.drawing.marks import Mark, draw_marks
from bacd_graph.drawing.names import Names, names_in
from bacd_graph.drawing.style import tones
from bacd_graph.errors import BuildError
from bacd_graph.model import Claim, Entity, EntityType, Predicate
from bacd_graph.rdf.names import BASE
from bacd_graph.wording import count

_CAPTION: Final = 230  # characters of the longest caption
_SMALL: Final = 0.82  # how far the name of an employer may shrink to fit


def draw_employment(
    claims: Sequence[Claim],
    *,
    ax: Axes | None = None,
    figsize: tuple[float, float] | None = None,
    base: str = BASE,
    limit: int = 9,
) -> Figure:
    """Return a figure of employers and their people, those with the most people first.

    A card lists at most ``limit`` people of an employer: who is named at another one before or
    later, then those of whom most documents say it, in the order of time. Beside a name stand the
    years from the first such document to the last, and the employers before ("←") and after
    ("→", with its first year), as `bacd_graph.affiliations.moves` has them. Where there is no
    room for all employers, the first of them are shown, on cards that may list fewer people. The
    caption says how many employers are left out, a card how many of its people.

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
    figure, ax = open_axes(ax, figsize, _CAPTION)
    settle(ax, _title((), staffs), _caption(claims, len(staffs)))
    box = put_legend(ax, [EntityType.PERSON, *(s.employer.type for s in staffs)]).inset(below=4)
    sheet = plan_sheet(ax, staffs, box, limit, names_in(claims, base))
    put_legend(ax, [EntityType.PERSON, *(card.staff.employer.type for card in sheet.cards)])
    put_title(ax, _title(sheet.cards, staffs))
    put_caption(ax, _caption(claims, len(staffs) - len(sheet.cards)))
    draw_marks(ax, list(_draw_cards(ax, sheet)), base)
    return figure


def _draw_cards(ax: Axes, sheet: Sheet) -> Iterator[Mark]:
    font = sheet.font
    for number, column in enumerate(sheet.columns):
        x = sheet.box.left + number * (sheet.width + GAP * font)
        spare = sheet.box.height / font - sum(card.height + GAP for card in column) + GAP
        # Columns end together where little is missing.
        between = GAP + min(max(spare, 0.0) / max(len(column) - 1, 1), 1.2)
        y = sheet.box.top
        for card in column:
            yield from _draw_card(ax, card, x, y, sheet)
            y -= (card.height + between) * font


def _draw_card(ax: Axes, card: Card, x: float, top: float, sheet: Sheet) -> Iterator[Mark]:
    font, pens, names = sheet.font, pens_of(ax, sheet.font), sheet.names
    height = card.height * font
    draw_card(ax, Box(x, top - height, sheet.width, height), font * 0.4, tones(ax).ground)
    left, right = x + font * LEFT, x + sheet.width - font * RIGHT
    start = left + font * AFTER
    y = top - font * (PAD + HEAD / 2)
    employer, size = card.staff.employer, len(card.staff.posts)
    people = f"{size:,}" if size > 1 else ""
    if people:
        write(ax, people, right, y, pens.quiet, ha="right")
    yield Mark(employer, left, y, font * 0.46)
    room = right - width_of(ax, people, pens.quiet) - font * 0.4 - start
    _write_head(ax, employer, start, y, room, pens.head, names)
    y -= font * HEAD / 2
    for post in card.shown:
        y -= font * ROW / 2
        yield Mark(post.person, left, y, font * 0.27)
        after = _write_post(ax, post, start, y, right, pens, names)
        if post in card.broken:
            below = y - font * (ROW / 2 + MOVE / 2 - 0.1)
            both = fit(ax, moves(post, names), pens.move, right - start)
            write(ax, both, start, below, pens.move)
            y -= font * MOVE
        elif post.moved:
            write(ax, moves(post, names), after + font * 0.6, y, pens.move)
        y -= font * ROW / 2
    if card.more:
        write(ax, f"and {card.more:,} more", start, y - font * ROW / 2, pens.quiet)


def _write_head(
    ax: Axes, employer: Entity, x: float, y: float, room: float, pen: Pen, names: Names
) -> None:
    """Write the name of an employer, smaller where it is long, and shorter only then."""
    name = names.label(employer, LONGEST)
    share = room / width_of(ax, name, pen)
    # A bit smaller than that: letters do not shrink evenly.
    small = pen if share >= 1 else replace(pen, size=pen.size * max(share * 0.97, _SMALL))
    write(ax, fit(ax, name, small, room), x, y, small, url=link(root_of(ax), employer, names.base))


def _write_post(
    ax: Axes, post: Post, x: float, y: float, right: float, pens: Pens, names: Names
) -> float:
    """Write the name at ``x`` and the years so that they end at ``right``; return its end."""
    shown = years(post)
    if shown:
        write(ax, shown, right, y, pens.quiet, ha="right")
    room = right - width_of(ax, shown, pens.quiet) - pens.quiet.size * 0.6 - x
    name = fit(ax, names.label(post.person, LONGEST), pens.name, room)
    write(ax, name, x, y, pens.name, url=link(root_of(ax), post.person, names.base))
    return x + width_of(ax, name, pens.name)


def _title(cards: Sequence[Card], everyone: Sequence[Staff]) -> str:
    shown = len({p.person for card in cards for p in card.shown})
    people = part_of(shown, people_of(everyone), "person", "people")
    return f"Who works where: {people}, {part_of(len(cards), len(everyone), 'employer')}"


def _caption(claims: Sequence[Claim], left_out: int) -> str:
    counted = [c for c in claims if c.plain and c.predicate is Predicate.WORKS_FOR]
    return sentences(
        f"Source: {documents_line(counted)}",
        "Years: of the texts that say so; ← named before at, → named later at",
        f"{count(left_out, 'employer')} left out for room, none of more people" if left_out else "",
    )
