"""From a stream of tags, text and breaks to the blocks that a reader sees."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from bacd_graph import limits
from bacd_graph.errors import ReadingError
from bacd_graph.model import BlockKind
from bacd_graph.reading.events import (
    Close,
    DraftBlock,
    Event,
    Inline,
    LineBreak,
    LinkEnd,
    LinkStart,
    Open,
    Piece,
)
from bacd_graph.reading.spacing import lines, one_line, paragraphs, without_bullet

# What these hold is no text of the author's, whatever it says.
_SKIPPED: Final = frozenset(
    {"audio", "canvas", "datalist", "head", "iframe", "map", "noscript", "object", "pre"}
    | {"script", "select", "style", "svg", "template", "textarea", "title", "video"}
)
_ASIDES: Final = frozenset({"nav", "aside", "footer", "header", "form"})
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_CELLS: Final = frozenset({"td", "th"})
_NESTING: Final = frozenset(
    {"article", "main", "ul", "ol", "li", "blockquote", "table", "thead", "tr", *_ASIDES, *_CELLS}
)
_BREAKING: Final = (
    frozenset({"address", "body", "caption", "center", "dd", "details", "dialog", "div", "dl"})
    | {"dt", "fieldset", "figcaption", "figure", "hr", "html", "legend", "menu", "p", "section"}
    | {"summary", "tbody", "tfoot"}
    | _HEADINGS.keys()
    | _NESTING
)
# An end tag closes nothing beyond these.
_FENCES: Final = {
    "li": frozenset({"ul", "ol", "td", "th"}),
    "td": frozenset({"table"}),
    "th": frozenset({"table"}),
    "tr": frozenset({"table"}),
}


def assemble(events: Sequence[Event]) -> list[DraftBlock]:
    """Return the blocks that the events lay out, in order, none of them empty.

    Raises:
        ReadingError: if there is more, or more nested, than `limits` allows.
    """
    assembler = _Assembler(events)
    assembler.run()
    return assembler.blocks


class _Assembler:
    def __init__(self, events: Sequence[Event]) -> None:
        self.blocks: list[DraftBlock] = []
        self._events = events
        self._last_close = {e.tag: k for k, e in enumerate(events) if isinstance(e, Close)}
        self._cells_of_rows = _cells_of_rows(events)
        self._stack: list[str] = []
        self._open: Counter[str] = Counter()
        self._inlines: list[Inline] = []
        self._link: LinkStart | None = None
        self._heading = 0
        self._item_waits = False
        self._row: list[list[Inline]] | None = None
        self._row_tags: list[str] = []

    def run(self) -> None:
        position = 0
        while position < len(self._events):
            event = self._events[position]
            if isinstance(event, Open):
                if event.tag in _SKIPPED and self._last_close.get(event.tag, -1) > position:
                    position = self._end_of_skipped(event.tag, position)
                else:
                    self._open_tag(event, position)
            elif isinstance(event, Close):
                self._close_tag(event)
            else:
                self._inlines.append(event)
            position += 1
        self._finish_row()
        self._finish_block()

    def _end_of_skipped(self, tag: str, position: int) -> int:
        if tag == "pre":
            self._break(self._events[position])
        while True:
            position += 1
            event = self._events[position]
            if isinstance(event, Close) and event.tag == tag:
                return position

    # Tags

    def _open_tag(self, event: Open, position: int) -> None:
        tag = event.tag
        if tag == "a":
            self._end_link()
            self._link = LinkStart(event.href)
            self._inlines.append(self._link)
        if tag not in _BREAKING:
            return
        self._close_implied(tag)
        self._break(event)
        if tag in _HEADINGS:
            self._heading = _HEADINGS[tag]
        elif tag == "li":
            self._item_waits = True
        if tag in _NESTING:
            self._push(tag)
        if tag == "table":
            self._finish_row()
        elif tag == "tr" and self._cells_of_rows.get(position, 0) > 1:
            self._row, self._row_tags = [], []
        elif tag in _CELLS and self._row is not None:
            if self._row:
                # What stands between two cells goes on in the one before; what stands before the
                # first one begins it.
                self._row[-1] += [LineBreak(event.at), *self._taken()]
            self._row_tags.append(tag)

    def _close_tag(self, event: Close) -> None:
        tag = event.tag
        if tag == "a":
            self._end_link()
        if tag not in _BREAKING:
            return
        if tag in _CELLS and self._row is not None and self._in_cell():
            self._finish_cell()
        else:
            self._break(event)
        if tag in _HEADINGS:
            self._heading = 0
        elif tag in _NESTING:
            self._pop(tag)
        if tag in {"tr", "table"}:
            self._finish_row()

    def _close_implied(self, tag: str) -> None:
        """Close what HTML lets an author leave open: an item before an item, a row, a cell."""
        if tag == "li":
            self._pop("li")
        elif tag in _CELLS or tag == "tr":
            if self._row is not None and self._in_cell():
                self._finish_cell()
            self._pop("td")
            self._pop("th")
            if tag == "tr":
                self._finish_row()
                self._pop("tr")

    def _push(self, tag: str) -> None:
        # The header of an article holds its title.
        if tag == "header" and (self._open["article"] or self._open["main"]):
            tag = "article"
        self._stack.append(tag)
        self._open[tag] += 1
        if len(self._stack) > limits.DEPTH:
            raise ReadingError(
                f"more than {limits.DEPTH} lists, quotes and tables are nested in one another; "
                "simplify the text"
            )

    def _pop(self, tag: str) -> None:
        if not self._open[tag]:
            return
        fences = _FENCES.get(tag, frozenset())
        for depth in range(len(self._stack) - 1, -1, -1):
            if self._stack[depth] in fences:
                return
            if self._stack[depth] == tag:
                self._open.subtract(self._stack[depth:])
                del self._stack[depth:]
                return

    # Blocks

    def _break(self, event: Event) -> None:
        """End the block at hand; inside a row, only the line."""
        if self._row is not None:
            at = event.at if isinstance(event, Open | Close) else 0
            # As between blocks, a link that is open goes on after the break.
            link = self._link
            self._inlines += [LinkEnd(), LineBreak(at), link] if link else [LineBreak(at)]
        else:
            self._finish_block()

    def _in_cell(self) -> bool:
        return self._row is not None and len(self._row_tags) > len(self._row)

    def _finish_cell(self) -> None:
        if self._row is not None:
            self._row.append(self._taken())

    def _finish_row(self) -> None:
        if self._row is None:
            return
        if self._in_cell():
            self._finish_cell()
        cells = [one_line(lines(cell)) for cell in self._row]
        filled = [cell for cell in cells if any(isinstance(i, Piece) for i in cell)]
        if len(filled) == 1:
            self._emit(BlockKind.PARAGRAPH, filled)
        elif filled:
            header = bool(self._open["thead"]) or set(self._row_tags) == {"th"}
            self._emit(BlockKind.ROW, cells, header=header)
        self._row = None
        self._item_waits = False

    def _taken(self) -> list[Inline]:
        """Hand over the pieces at hand; a link that is open goes on after them."""
        taken, self._inlines = self._inlines, []
        if self._link is not None:
            taken.append(LinkEnd())
            self._inlines.append(self._link)
        return taken

    def _end_link(self) -> None:
        if self._link is not None:
            self._inlines.append(LinkEnd())
            self._link = None

    def _finish_block(self) -> None:
        shown = lines(self._taken())
        if not shown:
            return
        if self._heading:
            self._emit(BlockKind.HEADING, [one_line(shown)], level=self._heading)
        elif self._item_waits and self._open["li"]:
            self._emit(BlockKind.ITEM, [one_line(shown)], level=self._list_depth())
        else:
            for line in paragraphs(shown):
                self._emit_paragraph(line)
        self._item_waits = False

    def _emit_paragraph(self, line: list[Inline]) -> None:
        item = without_bullet(line)
        if item is not None:
            self._emit(BlockKind.ITEM, [item], level=self._list_depth())
        elif self._open["blockquote"]:
            self._emit(BlockKind.QUOTE, [line])
        else:
            self._emit(BlockKind.PARAGRAPH, [line])

    def _list_depth(self) -> int:
        return max(self._open["ul"] + self._open["ol"], 1)

    def _emit(
        self,
        kind: BlockKind,
        cells: list[list[Inline]],
        *,
        level: int = 0,
        header: bool = False,
    ) -> None:
        aside = any(self._open[tag] for tag in _ASIDES)
        if len(self.blocks) == limits.BLOCKS:
            raise ReadingError(
                f"it has more than {limits.BLOCKS:,} paragraphs, items and rows, the limit; "
                "split it into documents"
            )
        self.blocks.append(DraftBlock(kind, tuple(map(tuple, cells)), level, header, aside))


def _cells_of_rows(events: Sequence[Event]) -> dict[int, int]:
    """Return how many cells each row has, by the position of its start tag.

    A row of one cell only lays out a page; what it holds is read as if there were no table.
    """
    counts: dict[int, int] = {}
    rows: list[int] = []
    for position, event in _table_tags(events):
        if isinstance(event, Close):
            if rows:
                rows.pop()
        elif event.tag == "table":
            rows.append(-1)
        elif event.tag == "tr":
            if rows:
                rows[-1] = position
            counts[position] = 0
        elif rows and rows[-1] in counts:
            counts[rows[-1]] += 1
    return counts


def _table_tags(events: Sequence[Event]) -> Iterator[tuple[int, Open | Close]]:
    for position, event in enumerate(events):
        if isinstance(event, Open):
            if event.tag == "table" or event.tag == "tr" or event.tag in _CELLS:
                yield position, event
        elif isinstance(event, Close) and event.tag == "table":
            yield position, event
