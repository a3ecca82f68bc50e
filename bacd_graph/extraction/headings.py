"""What the event that a heading names is to what stands below it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bacd_graph.extraction.layout import HEADINGS
from bacd_graph.extraction.named_blocks import Named, of_types
from bacd_graph.extraction.relations import IMPLIED, Relation
from bacd_graph.extraction.statuses import AT_EVENT
from bacd_graph.model import BlockKind, EntityType, Predicate

if TYPE_CHECKING:
    from bacd_graph.extraction.layout import Section
    from bacd_graph.extraction.pairs import Node


class Headings:
    """Which event the headings above a block name, above all of which the title stands."""

    def __init__(
        self,
        nodes: Sequence["Node"],
        layout: Sequence["Section"],
        named: Mapping[int, Sequence[Named]],
    ) -> None:
        self.layout = layout
        self.titles = [i for i, s in enumerate(layout) if s.kind is BlockKind.TITLE]
        self.events = {
            block: events
            for block, names in named.items()
            if layout[block].kind in HEADINGS
            and (events := of_types(nodes, names, EntityType.EVENT))
        }

    def event_above(self, block: int) -> Named | None:
        """Return the event that the nearest heading with any names, if it names no other."""
        above = (*self.titles, *self.layout[block].headings)
        events = next(filter(None, map(self.events.get, reversed(above))), ())
        return events[0] if len({event for event, _ in events}) == 1 else None


def of_editions(
    headings: Headings, relations: Iterable[Relation], by_name: Iterable[Relation]
) -> Iterator[Relation]:
    """Yield the relations, those to a series as to its edition where they stand below its name.

    ``by_name`` are those of which the names tell, also that an edition is part of a series. What
    names the series itself beside the subject, says it of that.
    """
    editions = {(r.subject, r.object) for r in by_name if r.predicate is Predicate.PART_OF}
    for r in relations:
        below = r.predicate in AT_EVENT and r.at[0].block != r.at[1].block
        above = headings.event_above(r.at[0].block) if below else None
        if above is not None and (above[0], r.object) in editions:
            yield replace(r, object=above[0], at=(r.at[0], above[1]))
        else:
            yield r


def spoken_below(headings: Headings, relations: Sequence[Relation]) -> Iterator[Relation]:
    """Yield that who speaks about something spoke at the event that a heading above names.

    Nobody does so who is known to have spoken elsewhere. Of 188 speakers in annotated posts whose
    title names one event, 173 spoke there.
    """
    elsewhere = {r.subject for r in relations if r.predicate is Predicate.SPOKE_AT}
    for r in relations:
        if r.predicate is Predicate.SPOKE_ABOUT and r.subject not in elsewhere:
            event = headings.event_above(r.at[0].block)
            if event is not None:
                yield replace(
                    r,
                    predicate=Predicate.SPOKE_AT,
                    object=event[0],
                    confidence=IMPLIED,
                    at=(r.at[0], event[1]),
                )
