"""Which names each block of a document holds."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from bacd_graph.extraction.pairs import Node, Place
from bacd_graph.model import EntityType

# A name in a block: the index of its node, and where it stands.
Named: TypeAlias = tuple[int, Place]


def named_in_blocks(nodes: Sequence[Node]) -> Mapping[int, Sequence[Named]]:
    """Return the names in each block, pronouns left out."""
    found: Mapping[int, list[Named]] = defaultdict(list)
    for i, node in enumerate(nodes):
        for place in node.places:
            if not place.pronoun:
                found[place.block].append((i, place))
    return found


def of_types(
    nodes: Sequence[Node], names: Iterable[Named], *types: EntityType
) -> tuple[Named, ...]:
    """Return the names that are of one of these types."""
    return tuple((i, place) for i, place in names if nodes[i].type in types)
