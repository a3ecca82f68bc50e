"""What has been found, and the form of a text, imply: the rest of a talk, the event of a section.

The judge sees each candidate beside its rivals, and may lose the second of two speakers.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise, product
from typing import TYPE_CHECKING, Final, TypeAlias

from spacy.tokens import Doc

from bacd_graph.extraction.pairs import Node, Place
from bacd_graph.extraction.relations import Relation
from bacd_graph.extraction.statuses import AT_EVENT
from bacd_graph.extraction.within_names import said_by_names
from bacd_graph.model import BlockKind, EntityType, Predicate, Status

if TYPE_CHECKING:
    from bacd_graph.extraction.layout import Section

# A name in a block: the index of its node, and where it stands.
Named: TypeAlias = tuple[int, Place]

_SUBJECTS: Final = frozenset({EntityType.PROJECT, EntityType.TECHNOLOGY})
_TALK: Final = 45  # tokens that a line which tells of one talk may have
_LESS: Final = 0.8  # of the confidence of what implies something
_IN: Final = 0.95


def completed(doc: Doc, relations: Sequence[Relation]) -> Iterator[Relation]:
    """Yield the relations, and those that they and the form of the text imply.

    What is said of a series below the heading of an edition of it, is said of that.
    """
    nodes, layout = doc._.nodes, doc._.layout
    by_name = tuple(said_by_names(doc))
    headed = Headings(nodes, layout)
    told = tuple(of_editions(headed, relations, by_name))
    known = {(r.subject, r.predicate, r.object) for r in relations}
    yield from told
    for implied in (
        *talks(nodes, layout, told),
        *events_of_sections(headed, told),
        *by_name,
        *regions(doc),
    ):
        key = (implied.subject, implied.predicate, implied.object)
        if key not in known:
            known.add(key)
            yield implied


class Headings:
    """Which event the headings above a block name."""

    def __init__(self, nodes: Sequence[Node], layout: Sequence["Section"]) -> None:
        self.layout = layout
        self.events = {
            block: events
            for block, names in named_in_blocks(nodes).items()
            if layout[block].kind is BlockKind.HEADING and (events := events_in(nodes, names))
        }

    def event_above(self, block: int) -> Named | None:
        """Return the event that the nearest heading with any names, if it names no other."""
        above = (self.events.get(h) for h in reversed(self.layout[block].headings))
        events = next(filter(None, above), ())
        return events[0] if len({event for event, _ in events}) == 1 else None


def of_editions(
    headed: Headings, relations: Iterable[Relation], by_name: Iterable[Relation]
) -> Iterator[Relation]:
    """Yield the relations, those to a series as to its edition where they stand below its name."""
    editions = {(r.subject, r.object) for r in by_name if r.predicate is Predicate.PART_OF}
    for r in relations:
        above = headed.event_above(r.at[0].block) if r.predicate in AT_EVENT else None
        if above is not None and (above[0], r.object) in editions:
            yield replace(r, object=above[0], at=(r.at[0], above[1]))
        else:
            yield r


def talks(
    nodes: Sequence[Node], layout: Sequence["Section"], relations: Sequence[Relation]
) -> Iterator[Relation]:
    """Yield what each speaker of a talk speaks about, where one line has all speakers and subjects.

    "Ceph and CloudStack at scale - Ada Zimt, Hugo Cole": the ones stand before the others, and
    that one speaks about one has been found. In a row of a table the speakers share a cell: who
    stands in another may have another part.
    """
    said = {(r.subject, r.object): r for r in relations if r.predicate is Predicate.SPOKE_ABOUT}
    for block, names in named_in_blocks(nodes).items():
        section = layout[block]
        if section.end - section.start > _TALK:
            continue
        speakers = [n for n in names if nodes[n[0]].type is EntityType.PERSON]
        subjects = [n for n in names if nodes[n[0]].type in _SUBJECTS]
        pairs = [*product(speakers, subjects)]
        here = [r for (a, _), (b, _) in pairs if (r := said.get((a, b))) and stands_in(r, block)]
        if here and are_apart(speakers, subjects) and len(cells_of(section, speakers)) == 1:
            best = max(here, key=lambda r: r.confidence)
            for (a, speaker), (b, subject) in pairs:
                yield replace(
                    best,
                    subject=a,
                    object=b,
                    confidence=_LESS * best.confidence,
                    at=(speaker, subject),
                )


def events_of_sections(headed: Headings, relations: Sequence[Relation]) -> Iterator[Relation]:
    """Yield that who speaks about something spoke at the event that a heading above names.

    Nobody does so who is known to have spoken elsewhere.
    """
    elsewhere = {r.subject for r in relations if r.predicate is Predicate.SPOKE_AT}
    for r in relations:
        if r.predicate is Predicate.SPOKE_ABOUT and r.subject not in elsewhere:
            event = headed.event_above(r.at[0].block)
            if event is not None:
                yield replace(
                    r,
                    predicate=Predicate.SPOKE_AT,
                    object=event[0],
                    confidence=_LESS * r.confidence,
                    at=(r.at[0], event[1]),
                )


def events_in(nodes: Sequence[Node], names: Iterable[Named]) -> Sequence[Named]:
    """Return the names that are of events."""
    return [(i, place) for i, place in names if nodes[i].type is EntityType.EVENT]


def are_apart(some: Sequence[Named], others: Sequence[Named]) -> bool:
    """Say whether all of the ones stand before the others, or behind them."""
    kinds = sorted([(p.start, 0) for _, p in some] + [(p.start, 1) for _, p in others])
    return sum(a != b for (_, a), (_, b) in pairwise(kinds)) == 1


def cells_of(section: "Section", names: Sequence[Named]) -> set[tuple[int, int]]:
    """Return the cells of a row that hold some of the names; a block that is none is one cell."""
    cells = section.cells or ((section.start, section.end),)
    return {(a, b) for a, b in cells if any(a <= place.start < b for _, place in names)}


def stands_in(relation: Relation, block: int) -> bool:
    """Say whether a block shows a relation."""
    return any(place.block == block for place in relation.at)


def regions(doc: Doc) -> Iterator[Relation]:
    """Yield in what a place lies that stands before a comma and another place: "Austin, TX".

    Three of them in a row may be a list.
    """
    nodes: Sequence[Node] = doc._.nodes
    for names in named_in_blocks(nodes).values():
        places = sorted((p.start, p, i) for i, p in names if nodes[i].type is EntityType.PLACE)
        close = [
            list(doc._.words[a.end : b.start]) == [","] for (_, a, _), (_, b, _) in pairwise(places)
        ]
        for k, joined in enumerate(close):
            if joined and not any(close[max(k - 1, 0) : k] + close[k + 1 : k + 2]):
                (_, near, a), (_, far, b) = places[k : k + 2]
                if a != b:
                    yield Relation(a, Predicate.LOCATED_IN, b, _IN, Status.ASSERTED, (near, far))


def named_in_blocks(nodes: Sequence[Node]) -> Mapping[int, Sequence[Named]]:
    """Return the names in each block, pronouns left out."""
    found: Mapping[int, list[Named]] = defaultdict(list)
    for i, node in enumerate(nodes):
        for place in node.places:
            if not place.pronoun:
                found[place.block].append((i, place))
    return found
