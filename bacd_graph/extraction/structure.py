"""What a document says by its form: programmes, talk lists, sponsor lists, fields of a page."""

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Final

from spacy.tokens import Doc

from bacd_graph import limits
from bacd_graph.errors import ReadingError
from bacd_graph.extraction.cues import words_over
from bacd_graph.extraction.named_blocks import Named
from bacd_graph.extraction.pairs import Node, Place
from bacd_graph.extraction.patterns import Structure
from bacd_graph.extraction.relations import Relation
from bacd_graph.model import BlockKind, EntityType, Status, allowed

if TYPE_CHECKING:
    from bacd_graph.extraction.layout import Section

_ABOUT: Final = {"event": EntityType.EVENT, "project": EntityType.PROJECT}
_NO_HEADING: Final = -1


@dataclass(frozen=True, slots=True)
class Names:
    """What is named ``inside`` each block, and the ``most`` mentioned of each type.

    ``under`` are the headings that names of the latter stand under or in, of each the innermost.
    """

    inside: Sequence[Sequence[Named]]
    most: Mapping[EntityType, Named]
    under: Mapping[EntityType, Set[int]]


def structural(doc: Doc, structures: Sequence[Structure]) -> Iterator[Relation]:
    """Yield the relations that the blocks of ``doc`` show by their form.

    Raises:
        ReadingError: if a block names things more often than `limits.BLOCK_MENTIONS`.
    """
    layout: Sequence[Section] = doc._.layout
    names = find_names(doc._.nodes, layout)
    inside = names.inside
    if max(map(len, inside), default=0) > limits.BLOCK_MENTIONS:
        raise ReadingError(
            f"a paragraph of it holds more than {limits.BLOCK_MENTIONS:,} names, the limit; "
            "divide it by blank lines"
        )
    said = [frozenset(doc._.words[start:end]) for start, end in doc._.sentences]
    for index, section in enumerate(layout):
        # The first block may join what the document names most, wherever that is.
        if index and not inside[index]:
            continue
        over = frozenset(words_over(doc, index))
        for pattern in structures:
            if section.kind in pattern.blocks and (not pattern.words or pattern.words & over):
                here = [
                    (i, place)
                    for i, place in inside[index]
                    # A pronoun shows a statement only where a word of the sentence says what.
                    if (pattern.said & said[place.sentence]) or not (pattern.said or place.pronoun)
                ]
                if here or pattern.across == "document":
                    yield from joined(doc, pattern, here, names, index)


def find_names(nodes: Sequence[Node], layout: Sequence["Section"]) -> Names:
    """Return what is named in each block, or meant by a pronoun, and what the most."""
    inside: list[list[Named]] = [[] for _ in layout]
    most: dict[EntityType, Named] = {}
    under: dict[EntityType, set[int]] = {}
    for i, node in enumerate(nodes):
        for place in node.places:
            inside[place.block].append((i, place))
        if node.rank == 0:
            most[node.type] = i, node.places[0]
            under[node.type] = {innermost(layout, place.block) for place in node.places}
    return Names(inside, most, under)


def innermost(layout: Sequence["Section"], block: int) -> int:
    """Return the heading that a block is, or else stands under."""
    if layout[block].kind is BlockKind.HEADING:
        return block
    return max(layout[block].headings, default=_NO_HEADING)


def joined(
    doc: Doc,
    pattern: Structure,
    here: Sequence[Named],
    names: Names,
    index: int,
) -> Iterator[Relation]:
    """Yield the relations of one pattern between the names ``here``, in the block ``index``."""
    nodes: Sequence[Node] = doc._.nodes
    subjects = [s for s in here if nodes[s[0]].type in pattern.subject]
    objects = [o for o in here if nodes[o[0]].type in pattern.object]
    pairs: Iterable[tuple[Named, Named]] = product(subjects, objects)
    if pattern.across == "sentence":
        starts = starts_by_type(nodes, here)
        pairs = ((s, o) for s, o in pairs if neighbours(starts[nodes[s[0]].type], s[1], o[1]))
    elif pattern.across == "document":
        most = [*names.most.values()] if index == 0 else []
        pairs = [(s, o) for s in most for o in most]
    elif pattern.across != "block":
        main = main_node(doc, _ABOUT[pattern.across], names, index)
        pairs = [] if main is None else [*((s, main) for s in here), *((main, o) for o in here)]
    for (a, at_a), (b, at_b) in pairs:
        if a == b or nodes[a].type not in pattern.subject or nodes[b].type not in pattern.object:
            continue
        if allowed(pattern.predicate, nodes[a].type, nodes[b].type):
            at = (at_a, at_b)
            yield Relation(a, pattern.predicate, b, pattern.confidence, Status.ASSERTED, at)


def starts_by_type(
    nodes: Sequence[Node], here: Sequence[Named]
) -> Mapping[EntityType, Sequence[int]]:
    """Return where the names of each type begin, in order."""
    starts: defaultdict[EntityType, list[int]] = defaultdict(list)
    for i, place in here:
        insort(starts[nodes[i].type], place.start)
    return starts


def neighbours(starts: Sequence[int], subject: Place, object_: Place) -> bool:
    """Say whether two names share a sentence, and none begins between them at one of ``starts``."""
    if subject.sentence != object_.sentence:
        return False
    low, high = sorted((subject.start, object_.start))
    return bisect_right(starts, low) >= bisect_left(starts, high)


def main_node(doc: Doc, type_: EntityType, names: Names, index: int) -> Named | None:
    """Return what a block is about: the first of its type in it, in the headings above, the title.

    Where none of them names one, it is the most mentioned of the document, if that is named in a
    section that the block is part of: what another section alone tells of is foreign to it.
    """
    nodes: Sequence[Node] = doc._.nodes
    headings = doc._.layout[index].headings
    for block in (index, *reversed(headings), 0):
        for i, place in names.inside[block]:
            if nodes[i].type is type_:
                return i, place
    near = names.under.get(type_, frozenset()) & {_NO_HEADING, *headings}
    return names.most[type_] if near else None
