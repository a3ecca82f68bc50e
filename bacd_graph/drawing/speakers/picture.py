"""Who spoke at which event: a matrix, those who come back first."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from bacd_graph.affiliations import affiliations
from bacd_graph.drawing.captions import part_of, sentences, source_line
from bacd_graph.drawing.frame import (
    font_size,
    open_axes,
    put_caption,
    put_title,
    room_for,
    scale,
    settle,
)
from bacd_graph.drawing.legend import line_handle, mark_handle, put_legend
from bacd_graph.drawing.names import Names, label, names_in
from bacd_graph.drawing.speakers.appearances import Appearances, appearances
from bacd_graph.drawing.speakers.blocks import LINE, draw_block
from bacd_graph.drawing.speakers.matrix import Head, has_tail
from bacd_graph.drawing.speakers.programme import arrange
from bacd_graph.drawing.style import LOOKS, tones
from bacd_graph.errors import BuildError
from bacd_graph.model import Claim, EntityType, Predicate
from bacd_graph.network.event_days import EventDay
from bacd_graph.rdf.names import BASE
from bacd_graph.wording import count

_LONGEST = 40  # characters of a name, before the room is measured
_EMPLOYER = 20  # characters of the name of an employer
_CAPTION = 430  # characters


def draw_speakers(
    claims: Sequence[Claim],
    *,
    ax: Axes | None = None,
    figsize: tuple[float, float] | None = None,
    base: str = BASE,
    limit: int = 80,
) -> Figure:
    """Return a figure of at most ``limit`` people and the events at which they spoke.

    Events stand in the order of time (see `bacd_graph.network.event_days`), each with its month.
    People who spoke at most events stand first, and a line joins the events of each. Behind their
    names follow the employers that the latest texts state, whenever the events were, if those of
    all have room. An event that a person organized has another mark; who spoke at none is counted
    apart. Numbers at the edges count all who spoke at an event, and all events at which a person
    spoke.

    On axes that are wider than high people are the columns, else the rows. Where there is no
    room for all, events with most people who spoke at others too are kept; the caption says how
    many people and events were left out. Plain claims alone are drawn.

    ``ax``, ``figsize`` and ``base`` are those of `draw_ecosystem`.

    Raises:
        BuildError: if no plain claim says that somebody spoke at an event.
    """
    whole = appearances(claims)
    if not whole.speakers:
        raise BuildError(
            "there is nothing to draw: no asserted claim says that a person spoke at an event; "
            "add documents that do, such as the programme or a recap of one"
        )
    figure, ax = open_axes(ax, figsize, _CAPTION)
    settle(ax, " ", room_for(_CAPTION))
    size = font_size(ax, 0.85)
    box = put_legend(ax, (), _handles(ax, whole)).inset(below=size, above=0.4 * size)
    names = names_in(claims, base)
    heads = _heads(claims, whole, names)
    shown, blocks = arrange(ax, whole, heads, box, size, limit)
    theirs = [heads[one.person.id] for one in shown.speakers]
    employed = [head for head in theirs if head.tail]
    room = blocks[0].people
    if not all(has_tail(ax, head, size, room) for head in employed):
        # With some employers alone, the others would seem to have none.
        employed = []
        heads = {id_: replace(h, tail=h.tail if h.firm else "") for id_, h in heads.items()}
        shown, blocks = arrange(ax, whole, heads, box, size, limit)
    for block in blocks:
        draw_block(ax, block, shown, heads, base)
    put_legend(ax, (), _handles(ax, shown))
    put_title(ax, _title(shown, whole))
    put_caption(ax, _caption(claims, shown, whole, employers=bool(employed)))
    return figure


def _heads(claims: Sequence[Claim], whole: Appearances, names: Names) -> dict[str, Head]:
    """Return the heads of all people and events, by id."""
    employers: defaultdict[str, list[str]] = defaultdict(list)
    for one in affiliations(claims):
        if one.latest:
            employers[one.person.id].append(names.label(one.employer, _EMPLOYER))
    people = (one.person for one in whole.speakers)
    heads = {p.id: Head(p, names.label(p), ", ".join(employers[p.id])) for p in people}
    for happened in whole.events:
        # Editions of one name are told apart by their months.
        event = happened.event
        heads[event.id] = Head(event, label(event, _LONGEST), _month(happened), firm=True)
    return heads


def _month(one: EventDay) -> str:
    if one.day is None:
        return "undated"
    return f"{one.day:%Y-%m}" if one.exact else f"{one.day:%Y}"


def _handles(ax: Axes, whole: Appearances) -> list[Line2D]:
    """Return what the legend explains: the marks that there are, and the line."""
    look, tone = LOOKS[EntityType.PERSON], tones(ax)
    handles = [mark_handle(ax, "spoke", look.marker, look.colour)]
    if any(one.organized for one in whole.speakers):
        handles.append(mark_handle(ax, "organized", "s", tone.paper, rim=tone.ink))
    if any(len(one.events) > 1 for one in whole.speakers):
        handles.append(line_handle(ax, "came back", width=LINE * scale(ax)))
    return handles


def _title(shown: Appearances, whole: Appearances) -> str:
    people = part_of(shown.spoke, whole.spoke, "person", "people")
    events = part_of(len(shown.events), len(whole.events), "event")
    organizers = f", and {count(shown.organizers, 'organizer')}" if shown.organizers else ""
    return f"Speakers: {people} at {events}{organizers}"


def _caption(
    claims: Sequence[Claim], shown: Appearances, whole: Appearances, *, employers: bool
) -> str:
    people = {one.person.id for one in shown.speakers}
    events = {one.event.id for one in shown.events}
    roles = (Predicate.SPOKE_AT, Predicate.ORGANIZES)
    drawn = [
        c
        for c in claims
        if c.plain and c.predicate in roles and c.subject.id in people and c.object.id in events
    ]
    speakers, happened = whole.spoke - shown.spoke, len(whole.events) - len(events)
    idle = sum(not one.spoke and one.person.id not in people for one in whole.speakers)
    nouns = {"speaker": speakers, "event": happened, "organizer": idle}
    left_out = ", ".join(count(number, noun) for noun, number in nouns.items() if number)
    return sentences(
        source_line(drawn),
        "Months are those of the texts, years those that names of events tell",
        "Numbers: all who spoke at an event, all events at which a person spoke, from 2 on",
        "Employers: of the latest texts, not of the time of the event" if employers else "",
        "Shown are the events with most speakers who came back, and of their speakers those with "
        "the largest numbers"
        if speakers or happened
        else "",
        f"Left out: {left_out}" if left_out else "",
    )
