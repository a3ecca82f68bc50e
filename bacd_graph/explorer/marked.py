"""A document's text with its marks as a record: where they are in JavaScript's terms."""

from bisect import bisect_left
from collections.abc import Callable, Collection, Mapping
from typing import Any

from bacd_graph.explorer.records import Records, place_of
from bacd_graph.model import Block, Entity, MarkedText


def text_record(
    marked: MarkedText,
    entities: Mapping[str, Entity],
    passages: Collection[tuple[str, int, int]],
    records: Records,
) -> dict[str, Any]:
    """Return a text, its blocks, and in it the names of ``entities`` and ``passages``.

    Passages are given by document, start and end in its source. What is marked is added to
    ``records``. Spans count units of UTF-16, as JavaScript does.
    """
    at = Utf16(marked.text).at
    return {
        "text": marked.text,
        "blocks": [_block(block, at) for block in marked.blocks],
        "names": [
            [at(span.start), at(span.end), records.entity(entities[span.entity])]
            for span in marked.names
            if span.entity in entities
        ],
        "passages": [
            [at(span.start), at(span.end), records.passage(span.passage, quoted=False)]
            for span in marked.passages
            if place_of(span.passage)[:3] in passages
        ],
    }


def _block(block: Block, at: Callable[[int], int]) -> list[Any]:
    """Return kind, start and end of a block; then its level, its cells and whether it is a header.

    What is nothing at the end is left out.
    """
    cells = [[at(start), at(end)] for start, end in block.cells]
    parts = [block.kind.value, at(block.start), at(block.end), block.level, cells, block.header]
    while not parts[-1]:
        parts.pop()
    return parts


class Utf16:
    """Where the characters of a text are in UTF-16.

    >>> [Utf16("a😀b").at(place) for place in range(4)]
    [0, 1, 3, 4]
    """

    def __init__(self, text: str) -> None:
        # The characters that take two units; most texts have none.
        self._wide = [place for place, sign in enumerate(text) if sign > "\uffff"]

    def at(self, place: int) -> int:
        """Return how many units come before the character at ``place``."""
        return place + bisect_left(self._wide, place)
