"""Markdown, with whatever HTML and template tags it holds, as events with source offsets.

pulldown-cmark (through pyromark) says where in the source each piece stands, in bytes.
"""

from bisect import bisect_right
from collections.abc import Iterable
from typing import Any, Final

import pyromark

from bacd_graph.reading.events import Close, Event, LineBreak, Open, Piece
from bacd_graph.reading.markup import html_events
from bacd_graph.reading.pipes import with_rows
from bacd_graph.reading.spacing import aligned, starts_with_bullet
from bacd_graph.reading.templates import FILLER, without_templates

_OPTIONS: Final = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
)
_TAGS: Final = {
    "Paragraph": "p",
    "BlockQuote": "blockquote",
    "Item": "li",
    "List": "ul",
    "Table": "table",
    "TableRow": "tr",
    "FootnoteDefinition": "div",
    "Link": "a",
}
_HTML_BLOCKS: Final = frozenset({"div", "table", "section", "ul", "ol", "article", "center", "td"})


def markdown_events(source: str, start: int = 0) -> list[Event]:
    """Return the events of the Markdown from ``start`` to the end of the source."""
    reader = _MarkdownReader(source, start)
    reader.run()
    return list(with_rows(reader.events))


def _named(value: Any) -> tuple[str, Any]:
    """Return the name of an event or tag, and what it carries."""
    return next(iter(value.items())) if isinstance(value, dict) else (value, None)


class _Offsets:
    """Turns offsets in a text's UTF-8 bytes into offsets in the text."""

    def __init__(self, text: str, start: int) -> None:
        self._start = start
        self._ends: list[int] = []
        self._surplus: list[int] = [0]
        if not text.isascii():
            self._count(text)

    def _count(self, text: str) -> None:
        surplus = 0
        for position, character in enumerate(text):
            if character > "\x7f":
                size = 2 if character < "\u0800" else 3 if character < "\U00010000" else 4
                self._ends.append(position + surplus + size)
                surplus += size - 1
                self._surplus.append(surplus)

    def __call__(self, offset: int) -> int:
        return self._start + offset - self._surplus[bisect_right(self._ends, offset)]


class _MarkdownReader:
    def __init__(self, source: str, start: int) -> None:
        self.events: list[Event] = []
        covered = without_templates(source[start:])
        self._source = source[:start] + covered
        self._covered = covered
        self._offset = _Offsets(covered, start)
        self._images = 0
        self._code = ""
        self._code_html: list[tuple[str, int]] = []
        self._html: list[tuple[str, int]] = []
        self._html_depth = 0
        self._in_html_block = False
        self._in_head = False

    def run(self) -> None:
        for event, where in pyromark.events_with_range(self._covered, options=_OPTIONS):
            start, end = self._offset(where["start"]), self._offset(where["end"])
            name, value = _named(event)
            if name in {"Html", "InlineHtml"}:
                self._html.append((self._source[start:end], start))
            if self._html and not self._in_html_block:
                self._flush_html()
            if name == "Start":
                self._open(value, start)
            elif name == "End":
                self._close(value, end)
            else:
                self._inline(name, value, start, end)
        self._flush_html()

    def _flush_html(self) -> None:
        if not self._html:
            return
        events = html_events(self._html)
        self._html = []
        self.events.extend(events)
        for event in events:
            if isinstance(event, Open | Close) and event.tag in _HTML_BLOCKS:
                self._html_depth += 1 if isinstance(event, Open) else -1
        self._html_depth = max(self._html_depth, 0)

    def _open(self, value: Any, at: int) -> None:
        name, detail = _named(value)
        if name == "HtmlBlock":
            self._in_html_block = True
        elif name == "Image":
            self._images += 1
        elif name == "CodeBlock":
            self._code = "html" if self._html_depth and detail == "Indented" else "code"
            self.events.append(Open("p", at))
        elif name == "Heading":
            self.events.append(Open(detail["level"].lower(), at))
        elif name == "TableHead":
            self._in_head = True
            self.events.append(Open("tr", at))
        elif name == "TableCell":
            self.events.append(Open("th" if self._in_head else "td", at))
        elif name == "Link":
            target = detail["dest_url"].replace(FILLER, "")
            self.events.append(Open("a", at, target))
        elif name in _TAGS:
            self.events.append(Open(_TAGS[name], at))

    def _close(self, value: Any, at: int) -> None:
        name, detail = _named(value)
        if name == "HtmlBlock":
            self._in_html_block = False
            self._flush_html()
        elif name == "Image":
            self._images -= 1
        elif name == "CodeBlock":
            self._close_code(at)
        elif name == "Heading":
            self.events.append(Close(detail.lower(), at))
        elif name == "TableHead":
            self._in_head = False
            self.events.append(Close("tr", at))
        elif name == "TableCell":
            self.events.append(Close("th" if self._in_head else "td", at))
        elif name in _TAGS:
            self.events.append(Close(_TAGS[name], at))

    def _close_code(self, at: int) -> None:
        html, self._code_html = self._code_html, []
        if html and html[0][0].lstrip().startswith("<"):
            self._html = html
            self._flush_html()
        self._code = ""
        self.events.append(Close("p", at))

    def _inline(self, name: str, value: Any, start: int, end: int) -> None:
        if self._code == "html" and name == "Text":
            self._code_html.append((self._source[start:end], start))
        elif self._code or self._images:
            return
        elif name in {"Text", "Code"}:
            self.events.extend(self._text(value, start, end))
        elif name == "SoftBreak":
            if starts_with_bullet(self._source[end : end + 40]):
                self.events.append(LineBreak(start))
            else:
                self.events.append(Piece(self._source[start:end], start, end))
        elif name == "HardBreak":
            self.events.append(LineBreak(start))

    def _text(self, text: str, start: int, end: int) -> Iterable[Piece]:
        if self._source[start:end].startswith("&"):
            return [Piece(text, start, end, escaped=True)]
        return aligned(text, self._source, start, end)
