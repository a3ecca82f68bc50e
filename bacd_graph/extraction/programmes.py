"""Lists of talks and of jobs: what some of the lines tell, all do.

The judge sees each candidate by itself and its rivals, and may lose the second of two speakers, or
one talk of twenty.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise, product
from typing import TYPE_CHECKING, Final, TypeAlias

from bacd_graph.extraction.named_blocks import Named, named_in_blocks, of_types
from bacd_graph.extraction.pairs import Node
from bacd_graph.extraction.relations import LESS, Relation
from bacd_graph.model import BlockKind, EntityType, Predicate

if TYPE_CHECKING:
    from bacd_graph.extraction.layout import Section

_TOKENS: Final = 45  # that a line which tells of one talk or job may have
_LISTED: Final = frozenset({BlockKind.ITEM, BlockKind.ROW})
_LINES, _SHARE = 2, 1 / 3  # of a list that have to tell what the others shall


@dataclass(frozen=True, slots=True)
class Line:
    """One line, the block with this index: who speaks or hires there, and about or for what."""

    block: int
    who: tuple[Named, ...]
    what: tuple[Named, ...]

    def pairs(self) -> Iterable[tuple[Named, Named]]:
        """Return each of the ones with each of the others, if they do not stand among these."""
        kinds = sorted(
            (place.start, whose)
            for whose, names in enumerate((self.who, self.what))
            for _, place in names
        )
        turns = sum(a != b for (_, a), (_, b) in pairwise(kinds))
        return product(self.who, self.what) if turns == 1 else ()


# The lines of one list, or one that stands alone.
Programme: TypeAlias = Sequence[Line]


def programmes(
    nodes: Sequence[Node], layout: Sequence["Section"], who: EntityType
) -> Iterator[Programme]:
    """Yield the lines that may tell of who, of that type, speaks or hires; one list together."""
    named = named_in_blocks(nodes)

    def of_list(block: int) -> object:
        section = layout[block]
        return (section.kind, section.headings) if section.kind in _LISTED else block

    for _, blocks in groupby(range(len(layout)), of_list):
        lines = [
            Line(
                block,
                of_types(nodes, named[block], who),
                of_types(nodes, named[block], EntityType.PROJECT, EntityType.TECHNOLOGY),
            )
            for block in blocks
            if block in named
        ]
        if told := [line for line in lines if is_of_one(line, layout[line.block])]:
            yield told


def is_of_one(line: Line, section: "Section") -> bool:
    """Say whether a line is short, and who speaks or hires is there, in one cell of a row.

    Who stands in another cell may have another part.
    """
    cells = section.cells or ((section.start, section.end),)
    held = [any(a <= place.start < b for _, place in line.who) for a, b in cells]
    return section.end - section.start <= _TOKENS and sum(held) == 1


def is_enough(lines: int, of: int) -> bool:
    """Say whether what so many lines of a list tell holds of all of them."""
    return lines >= _LINES and lines >= _SHARE * of


def told_alike(
    programme: Programme, relations: Iterable[Relation], predicate: Predicate
) -> Iterator[Relation]:
    """Yield that all of a line speak about all that is named there, or hire for it.

    "Ceph and CloudStack at scale - Ada Zimt, Hugo Cole": so it is where it has been found of one
    of them, or of enough of the list.
    """
    said = {(r.subject, r.object): r for r in relations if r.predicate is predicate}
    pairs = [(line, tuple(line.pairs())) for line in programme]
    found = [
        (own, [r for (a, _), (b, _) in own if (r := said.get((a, b))) and stands_in(r, line.block)])
        for line, own in pairs
        if own
    ]
    whole = is_enough(sum(bool(here) for _, here in found), len(found))
    shared = [r for _, here in found for r in here] if whole else []
    for own, here in found:
        best = max(here or shared, key=lambda r: r.confidence, default=None)
        if best is not None:
            sure = LESS * best.confidence
            yield from (
                replace(best, subject=a, object=b, confidence=sure, at=(here_a, here_b))
                for (a, here_a), (b, here_b) in own
            )


def stands_in(relation: Relation, block: int) -> bool:
    """Say whether a block shows a relation."""
    return any(place.block == block for place in relation.at)


def same_event(programme: Programme, relations: Iterable[Relation]) -> Iterator[Relation]:
    """Yield that the other speakers of a list spoke at the event at which enough of them did.

    Nobody does so who is known to have spoken elsewhere.
    """
    spoke_at: Mapping[int, list[Relation]] = defaultdict(list)
    for r in relations:
        if r.predicate is Predicate.SPOKE_AT:
            spoke_at[r.subject].append(r)
    known = [[r for i, _ in line.who for r in spoke_at.get(i, ())] for line in programme]
    found = [r for own in known for r in own]
    if len({r.object for r in found}) == 1 and is_enough(sum(map(bool, known)), len(known)):
        best = max(found, key=lambda r: r.confidence)
        for i, speaker in (named for line in programme for named in line.who):
            if i not in spoke_at:
                at = (speaker, best.at[1])
                yield replace(best, subject=i, confidence=LESS * best.confidence, at=at)
