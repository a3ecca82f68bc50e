"""From offsets of a document's text to offsets of its source."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from bacd_graph.model import Block, BlockKind, Document, Link, Run
from bacd_graph.reading.events import (
    DraftBlock,
    Inline,
    LineBreak,
    LinkEnd,
    LinkStart,
    Piece,
    plain,
)


@dataclass(frozen=True, slots=True)
class Layout:
    """A text with its blocks and links, and how it maps to its source."""

    text: str
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    runs: tuple[Run, ...]


def source_span(document: Document, start: int, end: int) -> tuple[int, int]:
    """Return where the text from ``start`` to ``end`` (exclusive) stands in the source.

    Both results count characters of the decoded source. An escaped character ("&" for
    "&amp;") spans all that the source writes for it; the break between two blocks spans what
    lies between them. Where parts of the span stand in another order in the source, the
    result covers them all.

    Raises:
        ValueError: if the span is not within the text.
    """
    if not 0 <= start <= end <= len(document.text):
        raise ValueError(
            f"document {document.id} has characters 0 to {len(document.text)}; "
            f"ask for a span within them, not for {start} to {end}"
        )
    if start == end:
        return _empty_span(document, start)
    first, last = _run_at(document.runs, start), _run_at(document.runs, end - 1)
    spans = [_run_span(document.runs, k, start, end) for k in range(first, last + 1)]
    return min(low for low, _ in spans), max(high for _, high in spans)


def _empty_span(document: Document, at: int) -> tuple[int, int]:
    if not document.text:
        return 0, 0
    if at < len(document.text):
        low, _ = source_span(document, at, at + 1)
        return low, low
    _, high = source_span(document, at - 1, at)
    return high, high


def _run_at(runs: tuple[Run, ...], position: int) -> int:
    return bisect_right(runs, position, key=lambda run: run.text_start) - 1


def _run_span(runs: tuple[Run, ...], k: int, start: int, end: int) -> tuple[int, int]:
    run = runs[k]
    if not run.escaped:
        skipped = max(start - run.text_start, 0)
        return run.source_start + skipped, run.source_start + min(run.length, end - run.text_start)
    following = runs[k + 1].source_start if k + 1 < len(runs) else run.source_start
    return run.source_start, max(run.source_start, following)


class TextBuilder:
    """Puts blocks one under another and keeps account of where each character came from.

    An escaped run has no length in the source; its end is where the next run begins. Where the
    next run begins elsewhere, a run of length 0 marks the end.
    """

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._runs: list[Run] = []
        self._blocks: list[Block] = []
        self._links: list[Link] = []
        self._source_end = 0
        self._mark_end = False

    def add(self, block: DraftBlock) -> None:
        """Append a block whose cells are tidy and not all empty."""
        if self._blocks:
            self._append(Piece("\n", self._source_end, self._source_end, escaped=True))
        start = self._length
        cells = []
        for cell in block.cells:
            # No tab beside an empty cell at the edge: a block has no space at its ends.
            if self._length > start and plain(cell):
                self._append(Piece("\t", self._source_end, self._source_end, escaped=True))
            cells.append(self._add_cell(cell))
        self._blocks.append(
            Block(
                kind=block.kind,
                start=start,
                end=self._length,
                level=block.level,
                cells=tuple(cells) if block.kind is BlockKind.ROW else (),
                header=block.header,
            )
        )

    def _add_cell(self, cell: Iterable[Inline]) -> tuple[int, int]:
        start = self._length
        link: tuple[int, int, str] | None = None
        for inline in cell:
            match inline:
                case Piece():
                    self._append(inline)
                case LinkStart(target):
                    link = self._length, len(self._parts), target
                case LinkEnd() if link is not None:
                    self._add_link(*link)
                    link = None
                case LinkEnd() | LineBreak():
                    pass
        return start, self._length

    def _add_link(self, start: int, part: int, target: str) -> None:
        words = "".join(self._parts[part:])
        if words.strip() and target and not target.startswith("#"):
            left = len(words) - len(words.lstrip())
            self._links.append(Link(start + left, start + len(words.rstrip()), target))

    def _append(self, piece: Piece) -> None:
        if self._mark_end and piece.start != self._source_end:
            self._runs.append(Run(self._length, self._source_end, 0))
        last = self._runs[-1] if self._runs else None
        if (
            last is not None
            and not piece.escaped
            and not last.escaped
            and last.length
            and piece.start == self._source_end
        ):
            grown = last.length + len(piece.text)
            self._runs[-1] = Run(last.text_start, last.source_start, grown)
        else:
            self._runs.append(Run(self._length, piece.start, len(piece.text), piece.escaped))
        self._parts.append(piece.text)
        self._length += len(piece.text)
        self._source_end = piece.end
        self._mark_end = piece.escaped and piece.end > piece.start

    def build(self) -> Layout:
        """Return all that was added."""
        if self._mark_end:
            self._runs.append(Run(self._length, self._source_end, 0))
            self._mark_end = False
        return Layout(
            "".join(self._parts), tuple(self._blocks), tuple(self._links), tuple(self._runs)
        )
