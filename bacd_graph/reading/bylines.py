"""Lines that say who wrote a text, and when: "By Ada Zimt, 1 May 2024"."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bacd_graph.model import BlockKind
from bacd_graph.names.months import SPELLINGS
from bacd_graph.names.wordlists import wordlists
from bacd_graph.reading.events import DraftBlock, Piece
from bacd_graph.reading.fields import Scalar
from bacd_graph.reading.metadata import Metadata, author_block, parse_date, parts, split_authors

_HEAD: Final = 4  # blocks among which such a line stands
_LONGEST: Final = 120
_WEEKDAY: Final = r"(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_MONTH: Final = rf"(?:{'|'.join(SPELLINGS)})"
_LINE: Final = re.compile(
    r"(?:(?:(?P<sure>written |posted |published |authors?(?= ?:))|(?=by))(?:by)? ?:? "
    r"(?P<names>\D+?))?"
    r"[ ,|·•–—-]*(?:(?:posted|published|updated|date)(?: on)?:? |on )?"
    rf"(?P<date>\d{{4}}[-/]\d\d?[-/]\d\d?(?:[T ]\d\d:\d\d\S*)?"
    rf"|(?:{_WEEKDAY},? )?(?:{_MONTH}\.? \d.*|\d\d?[. ].*))?",
    re.IGNORECASE,
)
_FULL_NAME: Final = re.compile(r"[^\W\d_a-z]\S*(?: \S+){0,3} [^\W\d_a-z]\S*")


def with_byline(known: Metadata, blocks: Sequence[DraftBlock]) -> tuple[Metadata, list[DraftBlock]]:
    """Return what is known of a text and what its first lines say of it, and its blocks.

    These are at most four, and stand above the second heading. A line that names authors becomes a
    block for each; what is known already stays as it is.
    """
    read: list[DraftBlock] = []
    below = (i for i in range(1, len(blocks)) if blocks[i].kind is BlockKind.HEADING)
    head = min(_HEAD, next(below, _HEAD))
    for block in blocks[:head]:
        line = _line(block)
        authors = _authors(block, line) if line else []
        if line and (authors or not line["names"]) and known.date is None:
            known = replace(known, date=_day(line))
        if authors and not known.authors:
            known = replace(known, authors=tuple(author.words for author in authors))
            read.extend(authors)
        else:
            read.append(block)
    return known, [*read, *blocks[head:]]


def _line(block: DraftBlock) -> re.Match[str] | None:
    if block.kind is not BlockKind.PARAGRAPH or len(block.words) > _LONGEST:
        return None
    return _LINE.fullmatch(block.words)


def _day(line: re.Match[str]) -> datetime.date | None:
    return parse_date(line["date"]) if line["date"] else None


def _authors(block: DraftBlock, line: re.Match[str]) -> list[DraftBlock]:
    """Return a block for each name of a byline, none for "By popular demand".

    Behind the first name and a comma a company may stand.
    """
    if line["names"] is None:
        return []
    pieces = tuple(inline for inline in block.cells[0] if isinstance(inline, Piece))
    (written,) = parts(Scalar(block.words, pieces), [line.span("names")])
    names = split_authors(written)
    if not all(_is_given(name.text) for name in names[1:]):
        names = [written]
    first = names[0].text.partition(",")[0]
    if not (_FULL_NAME.fullmatch(first) and (line["sure"] or _day(line) or _is_given(first))):
        return []
    return [author for name in names if (author := author_block(name, None))]


def _is_given(name: str) -> bool:
    return wordlists().is_given_name(name.split()[0].lower())
