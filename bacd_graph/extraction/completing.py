"""What has been found, and the form of a text, imply: the rest of a talk, the event of a section.

The judge sees each candidate beside its rivals, and may lose the second of two speakers.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice, pairwise, product
from typing import TYPE_CHECKING, Final, TypeAlias

from spacy.tokens import Doc

from bacd_graph.extraction.pairs import Node, Place
from bacd_graph.extraction.relations import Relation
from bacd_graph.extraction.within_names import said_by_names
from bacd_graph.model import EntityType, Predicate, Status

if TYPE_CHECKING:
    from bacd_graph.extraction.layout import Section

# A name in a block: the index of its node, and where it stands.
Named: TypeAlias = tuple[int, Place]

_SUBJECTS: Final = frozenset({EntityType.PROJECT, EntityType.TECHNOLOGY})
_TALK: Final = 45  # tokens that a line which tells of one talk may have
_LESS: Final = 0.8  # of the confidence of what implies something
_IN: Final = 0.95


def completed(doc: Doc, relations: Sequence[Relation]) -> Iterator[Relation]:
    """Yield the relations, and those that they and the form of the text imply."""
    known = {(r.subject, r.predicate, r.object) for r in relations}
    yield from relations
    for implied in (
        *talks(doc._.nodes, doc._.layout, relations),
        *events_of_sections(doc._.nodes, doc._.layout, relations),
        *said_by_names(doc),
        *regions(doc),
    ):
        key = (implied.subject, implied.predicate, implied.object)
        if key not in known:
            known.add(key)
            yield implied


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


def events_of_sections(
    nodes: Sequence[Node], layout: Sequence["Section"], relations: Sequence[Relation]
) -> Iterator[Relation]:
    """Yield that who speaks about something spoke at the event that a heading above names.

    Nobody does so who is known to have spoken elsewhere.
    """
    elsewhere = {r.subject for r in relations if r.predicate is Predicate.SPOKE_AT}
    blocks = named_in_blocks(nodes)
    for r in relations:
        if r.predicate is Predicate.SPOKE_ABOUT and r.subject not in elsewhere:
            above = (blocks.get(h, ()) for h in reversed(layout[r.at[0].block].headings))
            events = (named for names in above if (named := only_event(nodes, names)))
            for event, place in islice(events, 1):
                yield replace(
                    r,
                    predicate=Predicate.SPOKE_AT,
                    object=event,
                    confidence=_LESS * r.confidence,
                    at=(r.at[0], place),
                )


def only_event(nodes: Sequence[Node], names: Sequence[Named]) -> Named | None:
    """Return the first of the names that are of an event, if all of these are of one."""
    events = [(i, place) for i, place in names if nodes[i].type is EntityType.EVENT]
    return events[0] if len({i for i, _ in events}) == 1 else None


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
