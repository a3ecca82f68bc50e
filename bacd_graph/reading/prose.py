"""Plain text as events with source offsets: paragraphs and the lists that typography shows."""

import re
from collections.abc import Iterator
from itertools import pairwise
from statistics import median
from typing import Final

from bacd_graph.reading.events import Close, Event, Open, Piece

_LINE: Final = re.compile(r"[^\r\n\f]+")
_ITEM: Final = re.compile(r"[ \t]*(?:[•●▪◦‣·∙][ \t]*|(?:[*–—-]|\d{1,3}[.)])[ \t]+)(?=\S)")
_END: Final = re.compile(r"[.!?:;][\"'”’)\]]*$")

# Lines longer than any column of text is wide are paragraphs.
_PARAGRAPH_LINE: Final = 120
# A line of wrapped text that is shorter than this share of the widest ends its paragraph.
_SHORT: Final = 0.75


def prose_events(source: str, start: int = 0, *, wrapped: bool | None = None) -> list[Event]:
    """Return the events of the plain text from ``start`` to the end of the source.

    Blank lines part paragraphs. Where there are none, each line is a paragraph, unless the
    text is known to be ``wrapped``, as that of a page is: then a short line ends one.
    """
    found = list(_LINE.finditer(source, start))
    shown = [match for match in found if match.group().strip()]
    lengths = sorted(len(match.group().rstrip()) for match in shown)
    if wrapped is None:
        divided = any(_is_blank(_gap(source, *lines)) for lines in pairwise(shown))
        wrapped = divided and median(lengths or [0]) <= _PARAGRAPH_LINE
        short = 0.0
    else:
        short = lengths[len(lengths) * 9 // 10] * _SHORT if lengths else 0.0
    events: list[Event] = []
    for paragraph in _paragraphs(source, shown, wrapped=wrapped, short=short):
        events.extend(_block(source, paragraph))
    return events


def _paragraphs(
    source: str, shown: list[re.Match[str]], *, wrapped: bool, short: float
) -> Iterator[list[re.Match[str]]]:
    paragraph: list[re.Match[str]] = []
    for line in shown:
        if paragraph and (
            not wrapped or _ITEM.match(line.group()) or _parted(source, paragraph[-1], line, short)
        ):
            yield paragraph
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield paragraph


def _parted(source: str, before: re.Match[str], line: re.Match[str], short: float) -> bool:
    gap = _gap(source, before, line)
    if _is_blank(gap):
        return True
    said = before.group().rstrip()
    if "\f" in gap:
        return _END.search(said) is not None
    begins = line.group().lstrip()[:1]
    return len(said) < short and not begins.islower()


def _gap(source: str, before: re.Match[str], line: re.Match[str]) -> str:
    return source[before.end() : line.start()].replace("\r\n", "\n")


def _is_blank(gap: str) -> bool:
    return gap.count("\n") > 1


def _block(source: str, paragraph: list[re.Match[str]]) -> Iterator[Event]:
    start, end = paragraph[0].start(), paragraph[-1].end()
    item = _ITEM.match(paragraph[0].group())
    tag = "li" if item else "p"
    if item:
        start += item.end()
    yield Open(tag, start)
    yield Piece(source[start:end], start, end)
    yield Close(tag, end)
