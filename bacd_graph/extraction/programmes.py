"""Lists of talks and of jobs: what some of the lines tell, all do.

The judge sees each candidate by itself and its rivals, and may lose the second of two speakers, or
one talk of twenty.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise, product
from typing import TYPE_CHECKING, Final, TypeAlias

from spacy.tokens import Doc

from bacd_graph.extraction.layout import LISTS
from bacd_graph.extraction.named_blocks import Named, of_types
from bacd_graph.extraction.relations import IMPLIED, Relation
from bacd_graph.model import BlockKind, EntityType, Predicate

if TYPE_CHECKING:
    from bacd_graph.extraction.layout import Section
    from bacd_graph.extraction.pairs import Node

_TOKENS: Final = 45  # that a line which tells of one talk or job may have
_LINES, _SHARE = 2, 1 / 3  # of a list that have to tell what the others shall
_STOPS: Final = frozenset({".", "!"})


@dataclass(frozen=True, slots=True)
class Line:
    """One line, the block with this index: who speaks or hires there, and about or for what.

    An ``entry`` is as the others of its list are; an item that is a sentence tells for itself.
    """

    block: int
    who: tuple[Named, ...]
    what: tuple[Named, ...]
    entry: bool

    def pairs(self) -> tuple[tuple[Named, Named], ...]:
        """Return each of the ones with each of the others, if they do not stand among these."""
        kinds = sorted(
            (place.start, whose)
            for whose, names in enumerate((self.who, self.what))
            for _, place in names
        )
        turns = sum(a != b for (_, a), (_, b) in pairwise(kinds))
        return tuple(product(self.who, self.what)) if turns == 1 else ()


# The lines of one list, or one that stands alone.
Programme: TypeAlias = Sequence[Line]


def programmes(
    doc: Doc, named: Mapping[int, Sequence[Named]], who: EntityType
) -> Iterator[Programme]:
    """Yield the lines that may tell of who, of that type, speaks or hires; one list together.

    ``named`` are the names in each block.
    """
    nodes: Sequence[Node] = doc._.nodes
    layout: Sequence[Section] = doc._.layout

    def of_list(block: int) -> object:
        section = layout[block]
        return (section.kind, section.headings) if section.kind in LISTS else block

    for _, blocks in groupby(range(len(layout)), of_list):
        lines = [
            Line(
                block,
                of_types(nodes, named[block], who),
                of_types(nodes, named[block], EntityType.PROJECT, EntityType.TECHNOLOGY),
                is_entry(doc, layout[block]),
            )
            for block in blocks
            if block in named and layout[block].end - layout[block].start <= _TOKENS
        ]
        if told := [line for line in lines if is_of_one(line, layout[line.block])]:
            yield told


def is_of_one(line: Line, section: "Section") -> bool:
    """Say whether who speaks or hires is in a line, in one cell of a row.

    Who stands in another cell may have another part.
    """
    cells = section.cells or ((section.start, section.end),)
    return sum(any(a <= place.start < b for _, place in line.who) for a, b in cells) == 1


def is_entry(doc: Doc, section: "Section") -> bool:
    """Say whether a block may be one of several that are alike: a row, or an item, no sentence."""
    ends = section.kind is BlockKind.ITEM and doc._.words[section.end - 1] in _STOPS
    return section.kind in LISTS and not ends


def is_enough(lines: int, of: int) -> bool:
    """Say whether what so many lines of a list tell holds of all of them."""
    return lines >= _LINES and lines >= _SHARE * of


def told_alike(
    lists: Iterable[Programme], relations: Iterable[Relation], predicate: Predicate
) -> Iterator[Relation]:
    """Yield that all of a line speak about all that is named there, or hire for it.

    "Ceph and CloudStack at scale - Ada Zimt, Hugo Cole": so it is where it has been found of one
    of them, or of enough of the list and nothing else of them.
    """
    shown = shown_in_blocks(relations)
    for programme in lists:
        pairs = [(line, own) for line in programme if (own := line.pairs())]
        found = [said_of(own, shown.get(line.block, ()), predicate) for line, own in pairs]
        whole = is_enough(sum(map(bool, found)), len(found))
        surest = surest_of(r for here in found for r in here) if whole else None
        for (line, own), here in zip(pairs, found, strict=True):
            taken = {(r.subject, r.object) for r in shown.get(line.block, ())}
            best = surest_of(here)
            if best is None and line.entry:
                best, own = surest, tuple(p for p in own if (p[0][0], p[1][0]) not in taken)
            if best is not None:
                for (a, at_a), (b, at_b) in own:
                    yield replace(best, subject=a, object=b, confidence=IMPLIED, at=(at_a, at_b))


def shown_in_blocks(relations: Iterable[Relation]) -> Mapping[int, Sequence[Relation]]:
    """Return the relations that each block shows."""
    shown: Mapping[int, list[Relation]] = defaultdict(list)
    for r in relations:
        for block in {place.block for place in r.at}:
            shown[block].append(r)
    return shown


def said_of(
    pairs: Iterable[tuple[Named, Named]], shown: Iterable[Relation], predicate: Predicate
) -> Sequence[Relation]:
    """Return the relations of this predicate that a block shows between one of these pairs."""
    ends = {(a, b) for (a, _), (b, _) in pairs}
    return [r for r in shown if r.predicate is predicate and (r.subject, r.object) in ends]


def surest_of(relations: Iterable[Relation]) -> Relation | None:
    """Return the one with the highest confidence, None of none."""
    return max(relations, key=lambda r: r.confidence, default=None)


def same_event(lists: Iterable[Programme], relations: Iterable[Relation]) -> Iterator[Relation]:
    """Yield that the other speakers of a list spoke at the event at which enough of them did.

    Nobody does so who is known to have spoken elsewhere.
    """
    spoke_at: Mapping[int, list[Relation]] = defaultdict(list)
    for r in relations:
        if r.predicate is Predicate.SPOKE_AT:
            spoke_at[r.subject].append(r)
    for programme in lists:
        known = [[r for i, _ in line.who for r in spoke_at.get(i, ())] for line in programme]
        best = surest_of(r for own in known for r in own)
        events = {r.object for own in known for r in own}
        if best and len(events) == 1 and is_enough(sum(map(bool, known)), len(known)):
            for i, speaker in (named for line in programme if line.entry for named in line.who):
                if i not in spoke_at:
                    at = (speaker, best.at[1])
                    yield replace(best, subject=i, confidence=IMPLIED, at=at)
