"""What a document says by its form: programmes, talk lists, sponsor lists, fields of a page."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from bacd_graph.extraction.cues import words_over
from bacd_graph.extraction.pairs import Node, Place
from bacd_graph.extraction.patterns import Structure
from bacd_graph.extraction.relations import Relation
from bacd_graph.model import EntityType, Status, allowed

if TYPE_CHECKING:
    from bacd_graph.extraction.layout import Section

_SUBJECTS = {"event": EntityType.EVENT, "project": EntityType.PROJECT}


def structural(doc: Doc, structures: Sequence[Structure]) -> Iterator[Relation]:
    """Yield the relations that the blocks of ``doc`` show by their form."""
    layout: Sequence[Section] = doc._.layout
    inside = names_by_block(doc._.nodes, len(layout))
    for index, section in enumerate(layout):
        said = frozenset(words_over(doc, index))
        for pattern in structures:
            if section.kind in pattern.blocks and (not pattern.words or pattern.words & said):
                yield from joined(doc, pattern, inside, index)


def names_by_block(nodes: Sequence[Node], blocks: int) -> list[list[tuple[int, Place]]]:
    """Return for each block the nodes named in it, with the place."""
    inside: list[list[tuple[int, Place]]] = [[] for _ in range(blocks)]
    for i, node in enumerate(nodes):
        for place in node.places:
            if not place.pronoun:
                inside[place.block].append((i, place))
    return inside


def joined(
    doc: Doc, pattern: Structure, inside: Sequence[Sequence[tuple[int, Place]]], index: int
) -> Iterator[Relation]:
    """Yield the relations of one pattern at one block."""
    nodes: Sequence[Node] = doc._.nodes
    here = inside[index]
    if pattern.across == "block":
        pairs = [(s, o) for s in here for o in here]
    else:
        main = main_node(doc, _SUBJECTS[pattern.across], inside, index)
        if main is None:
            return
        pairs = [(s, main) for s in here] + [(main, o) for o in here]
    for (a, at_a), (b, at_b) in pairs:
        if a == b or nodes[a].type not in pattern.subject or nodes[b].type not in pattern.object:
            continue
        if allowed(pattern.predicate, nodes[a].type, nodes[b].type):
            yield Relation(
                a, pattern.predicate, b, pattern.confidence, Status.ASSERTED, (at_a, at_b)
            )


def main_node(
    doc: Doc, type_: EntityType, inside: Sequence[Sequence[tuple[int, Place]]], index: int
) -> tuple[int, Place] | None:
    """Return what a block is about: the last of its type in the headings above, or in the title."""
    nodes: Sequence[Node] = doc._.nodes
    layout: Sequence[Section] = doc._.layout
    for heading in reversed(layout[index].headings):
        for i, place in inside[heading]:
            if nodes[i].type is type_:
                return i, place
    title = [(i, p) for i, p in inside[0] if nodes[i].type is type_] if inside else []
    if title:
        return title[0]
    first = [
        (p.start, i, p)
        for i, n in enumerate(nodes)
        if n.type is type_ and n.rank == 0
        for p in n.places
        if not p.pronoun
    ]
    return min(first, key=lambda x: x[0])[1:] if first else None
