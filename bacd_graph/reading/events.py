"""What a source becomes before it is text: a stream of tags, pieces of text and breaks.

Markdown and HTML both end up here, so a table or a list is put together by one piece of code
whichever of the two, or whichever mixture, wrote it down. Tags have their HTML names.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from bacd_graph.model import BlockKind


class Piece(NamedTuple):
    """Text that stands at ``start`` to ``end`` (exclusive) of the source.

    It stands there letter by letter, unless it is ``escaped``; an escaped piece whose ``end``
    is its ``start`` is implied by what lies between its neighbours.
    """

    text: str
    start: int
    end: int
    escaped: bool = False


class LineBreak(NamedTuple):
    """A break that the layout shows inside a block."""

    at: int


class LinkStart(NamedTuple):
    """Where the words of a link begin."""

    target: str


class LinkEnd(NamedTuple):
    """Where the words of a link end."""


class Open(NamedTuple):
    """A start tag; ``href`` is the target of an ``a``."""

    tag: str
    at: int
    href: str = ""


class Close(NamedTuple):
    """An end tag."""

    tag: str
    at: int


Event: TypeAlias = Piece | LineBreak | Open | Close
Inline: TypeAlias = Piece | LineBreak | LinkStart | LinkEnd


@dataclass(frozen=True, slots=True)
class DraftBlock:
    """A block before it has a place in a text; one cell, unless it is a row.

    ``aside`` is true of what stands in a page's navigation, header, footer or sidebar.
    """

    kind: BlockKind
    cells: tuple[tuple[Inline, ...], ...]
    level: int = 0
    header: bool = False
    aside: bool = False

    @property
    def words(self) -> str:
        """What the block says, its cells separated by spaces."""
        return " ".join(plain(cell) for cell in self.cells)


def plain(inlines: Iterable[Inline]) -> str:
    """Return the text of some pieces, whatever stands between them."""
    return "".join(inline.text for inline in inlines if isinstance(inline, Piece))
