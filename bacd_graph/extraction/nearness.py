"""How the blocks of a document stand to each other, for two names that are not in one sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from bacd_graph.extraction.layout import LISTS
from bacd_graph.model import BlockKind

if TYPE_CHECKING:
    from bacd_graph.extraction.layout import Section

# How two mentions stand to each other, nearest first; APART is too far to be looked at.
SAME_SENTENCE, SAME_BLOCK, HEADING, INTRO, NEXT_BLOCK, TITLE, FAR, APART = range(8)

_FRONT: Final = frozenset({BlockKind.TITLE, BlockKind.AUTHOR, BlockKind.TAG})
_FAR_BLOCKS: Final = 3


@dataclass(frozen=True, slots=True)
class BlockNearness:
    """How the blocks of a document stand to each other; all at once would not fit in memory.

    ``front`` says of each block whether it is one of the title's, ``lead`` is the index of the
    one that leads to the list that it is in, -1 if none, and ``headings`` are the indices of those
    above it, shape (blocks, most headings), -1 where there are fewer.
    """

    front: NDArray[np.bool_]
    lead: NDArray[np.int64]
    headings: NDArray[np.int64]

    def between(self, one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.int8]:
        """Return how each of some blocks stands to each of others, shape (one, other).

        Blocks are given by index. Where more than one holds, the nearest does.
        """
        near = self._ahead(one[:, None], other[None])
        return np.minimum(near, self._ahead(other[:, None], one[None]).T)

    def _ahead(self, first: NDArray[np.int64], second: NDArray[np.int64]) -> NDArray[np.int8]:
        """Return how blocks of a column stand to those of a row that come after them."""
        gap = second - first
        near = np.full(gap.shape, APART, np.int8)
        near[(gap > 0) & (gap <= _FAR_BLOCKS)] = FAR
        near[self.front[first] & (gap > 0)] = TITLE
        near[gap == 1] = NEXT_BLOCK
        near[self.lead[second] == first] = INTRO
        for headings in self.headings.T:
            near[headings[second] == first] = HEADING
        near[gap == 0] = SAME_BLOCK
        return near


def block_nearness(layout: Sequence["Section"]) -> BlockNearness:
    """Return how the blocks of ``layout`` stand to each other."""
    front = np.array([s.kind in _FRONT for s in layout], bool)
    front[:1] = True
    lead = np.full(len(layout), -1)
    headings = np.full((len(layout), max((len(s.headings) for s in layout), default=0)), -1)
    above = 0
    for below, section in enumerate(layout):
        if below and layout[below - 1].kind is not section.kind:
            above = below - 1
        if section.kind in LISTS and above < below and layout[above].kind is not section.kind:
            lead[below] = above
        headings[below, : len(section.headings)] = section.headings
    return BlockNearness(front, lead, headings)
