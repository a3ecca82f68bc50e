"""HTML, whole pages or a slice of one inside Markdown, as events with source offsets."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from html import unescape
from html.parser import HTMLParser
from itertools import accumulate

from bacd_graph.reading.events import Close, Event, LineBreak, Open, Piece
from bacd_graph.reading.spacing import with_references


def html_events(slices: Sequence[tuple[str, int]]) -> list[Event]:
    """Return the events of the HTML that the slices hold together.

    Each slice is some text and its offset in the source: in Markdown, HTML within a quotation
    is not one stretch of the source.
    """
    stretch = _Stretch(slices)
    markup, tail = _divide(stretch.text)
    tokenizer = _Tokenizer(markup, stretch)
    tokenizer.feed(markup)
    tokenizer.close()
    events = tokenizer.events
    if tail:
        events.extend(stretch.pieces(len(markup), len(markup) + len(tail)))
    return events


class _Stretch:
    """Slices of a source as one text, and where its characters stand in the source."""

    def __init__(self, slices: Sequence[tuple[str, int]]) -> None:
        self.text = "".join(text for text, _ in slices)
        self._ends = list(accumulate(len(text) for text, _ in slices))
        self._offsets = [
            offset - end + len(text) for (text, offset), end in zip(slices, self._ends, strict=True)
        ]

    def at(self, position: int) -> int:
        k = min(bisect_right(self._ends, position), len(self._offsets) - 1)
        return position + self._offsets[k]

    def pieces(self, start: int, end: int) -> Iterator[Piece]:
        while start < end:
            k = bisect_right(self._ends, start)
            stop = min(end, self._ends[k])
            yield from with_references(self.text[start:stop], start + self._offsets[k])
            start = stop


def _divide(text: str) -> tuple[str, str]:
    """Return what can hold tags, and the rest, which nothing ends.

    The parser looks for the end of every tag and comment that begins; were there none, a text
    full of beginnings would take time that grows with its square.
    """
    last = text.rfind(">") + 1
    comment = text.find("<!--", max(text.rfind("-->"), 0), last)
    return (text[:comment], "") if comment >= 0 else (text[:last], text[last:])


class _Tokenizer(HTMLParser):
    def __init__(self, text: str, stretch: _Stretch) -> None:
        super().__init__(convert_charrefs=False)
        self.events: list[Event] = []
        self._text = text
        self._stretch = stretch
        self._lines = [0, *(k + 1 for k, character in enumerate(text) if character == "\n")]

    def _here(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = self._stretch.at(self._here())
        if tag == "br":
            self.events.append(LineBreak(at))
        elif tag != "img":
            href = next((value or "" for name, value in attrs if name == "href"), "")
            self.events.append(Open(tag, at, href.strip()))

    def handle_endtag(self, tag: str) -> None:
        at = self._stretch.at(self._here())
        self.events.append(LineBreak(at) if tag == "br" else Close(tag, at))

    def handle_data(self, data: str) -> None:
        here = self._here()
        self.events.extend(self._stretch.pieces(here, here + len(data)))

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name}")

    def _reference(self, written: str) -> None:
        here = self._here()
        end = here + len(written)
        if self._text.startswith(";", end):
            end += 1
        source = self._text[here:end]
        meant = unescape(source)
        at = self._stretch.at(here)
        self.events.append(Piece(meant, at, at + len(source), escaped=meant != source))

    def parse_marked_section(self, i: int, report: int = 1) -> int:
        """Pass over "<![...]>": Word writes such, and the parser stops at unknown ones."""
        end = self.rawdata.find(">", i)
        return end + 1 if end >= 0 else -1
