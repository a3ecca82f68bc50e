"""How the blocks of a document stand to each other, for two names that are not in one sentence."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from bacd_graph.model import BlockKind

if TYPE_CHECKING:
    from bacd_graph.extraction.layout import Section

# How two mentions stand to each other, nearest first; APART is too far to be looked at.
SAME_SENTENCE, SAME_BLOCK, HEADING, INTRO, NEXT_BLOCK, TITLE, FAR, APART = range(8)

_LISTS: Final = frozenset({BlockKind.ITEM, BlockKind.ROW})
_FRONT: Final = frozenset({BlockKind.TITLE, BlockKind.AUTHOR, BlockKind.TAG})
_FAR_BLOCKS: Final = 3


def block_nearness(layout: Sequence["Section"]) -> NDArray[np.int8]:
    """Return how each two blocks stand to each other, shape (blocks, blocks).

    Where more than one holds, the nearest does.
    """
    size = len(layout)
    first, second = np.ogrid[:size, :size]
    front = np.array([s.kind in _FRONT for s in layout], bool)
    front[:1] = True
    near = np.full((size, size), APART, np.int8)
    near[(second - first <= _FAR_BLOCKS) & (first < second)] = FAR
    near[front[:, None] & (first < second)] = TITLE
    near[second - first == 1] = NEXT_BLOCK
    lead = 0
    for below, section in enumerate(layout):
        if below and layout[below - 1].kind is not section.kind:
            lead = below - 1
        if section.kind in _LISTS and lead < below and layout[lead].kind is not section.kind:
            near[lead, below] = INTRO
        near[list(section.headings), below] = HEADING
    np.fill_diagonal(near, SAME_BLOCK)
    return np.minimum(near, near.T)
