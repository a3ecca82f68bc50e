"""Lines that say who wrote a text, and when: "By Ada Zimt, 1 May 2024"."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from bacd_graph.model import BlockKind
from bacd_graph.names.wordlists import wordlists
from bacd_graph.reading.events import DraftBlock, Piece
from bacd_graph.reading.fields import Scalar
from bacd_graph.reading.metadata import Metadata, author_block, parse_date, parts, split_authors

_HEAD: Final = 4  # blocks among which such a line stands
_LONGEST: Final = 120
_WEEKDAY: Final = r"(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_MONTH: Final = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_LINE: Final = re.compile(
    r"(?:(?:(?P<sure>written |posted |published |authors?(?= ?:))|(?=by))(?:by)? ?:? "
    r"(?P<names>\D+?))?"
    r"[ ,|·•–—-]*(?:(?:posted|published|updated|date)(?: on)?:? |on )?"
    rf"(?P<date>(?:{_WEEKDAY},? )?(?:{_MONTH}\.? )?\d.*)?",
    re.IGNORECASE,
)
_MOST_WORDS: Final = 5  # of a name


def with_byline(known: Metadata, blocks: Sequence[DraftBlock]) -> tuple[Metadata, list[DraftBlock]]:
    """Return what is known of a text and what its first lines say of it, and its blocks.

    A line that names authors becomes a block for each; what is known already stays as it is.
    """
    read: list[DraftBlock] = []
    for place, block in enumerate(blocks):
        line = _line(block) if place < _HEAD else None
        authors = _authors(block, line) if line else []
        if line and (authors or not line["names"]) and known.date is None:
            known = replace(known, date=parse_date(line["date"] or ""))
        if authors and not known.authors:
            known = replace(known, authors=tuple(author.words for author in authors))
            read.extend(authors)
        else:
            read.append(block)
    return known, read


def _line(block: DraftBlock) -> re.Match[str] | None:
    if block.kind is not BlockKind.PARAGRAPH or len(block.words) > _LONGEST:
        return None
    return _LINE.fullmatch(block.words)


def _authors(block: DraftBlock, line: re.Match[str]) -> list[DraftBlock]:
    """Return a block for each name of a byline, none for "By popular demand"."""
    if line["names"] is None:
        return []
    pieces = tuple(inline for inline in block.cells[0] if isinstance(inline, Piece))
    (written,) = parts(Scalar(block.words, pieces), [line.span("names")])
    names = split_authors(written)
    sure = bool(line["sure"] or parse_date(line["date"] or ""))
    if not all(_is_name(name.text, sure=sure) for name in names):
        return []
    return [author for name in names if (author := author_block(name, None))]


def _is_name(text: str, *, sure: bool) -> bool:
    first, *rest = text.split()
    named = sure or wordlists().is_given_name(first.lower())
    return named and 0 < len(rest) < _MOST_WORDS and first[0].isupper() and rest[-1][0].isupper()
