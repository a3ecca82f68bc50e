"""HTML pages: which blocks are the main text, by the judgement of trafilatura."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from bacd_graph import limits
from bacd_graph.model import BlockKind
from bacd_graph.reading.events import DraftBlock, Piece
from bacd_graph.reading.metadata import Metadata, parse_date
from bacd_graph.reading.spacing import tidy, with_references

_WORD: Final = re.compile(r"\w+")
# Less main text than this share of a page's words is a misjudgement, not a verdict.
_LEAST_SHARE: Final = 0.1
# A block this short is only main text where it is a line of its own: "Home" is in many a text.
_SHORT_BLOCK: Final = 3
# htmldate refuses dates after today by default, and so would read otherwise tomorrow.
_LATEST_DATE: Final = "2100-01-01"


@dataclass(frozen=True, slots=True)
class _Verdict:
    words: str
    lines: frozenset[str]
    title: str | None = None
    date: str | None = None
    authors: tuple[str, ...] = ()
    url: str | None = None


_NO_VERDICT: Final = _Verdict("", frozenset())


def main_text(source: str, blocks: list[DraftBlock]) -> tuple[Metadata, list[DraftBlock]]:
    """Return what a page says of itself, and its blocks without the page's furniture.

    Where trafilatura finds next to nothing, or is not asked, all is kept but navigation,
    headers, footers, sidebars and forms.
    """
    verdict = _judge(source)
    said = {id(block): _normal(block.words) for block in blocks}
    kept = [block for block in blocks if _is_main(said[id(block)], verdict)]
    everything = [block for block in blocks if not block.aside]
    if _count(kept) < _LEAST_SHARE * _count(everything):
        kept = everything
    kept = _from_title(verdict.title, blocks, kept)
    return _metadata(source, verdict, kept), kept


def _judge(source: str) -> _Verdict:
    if len(source) > limits.JUDGED_CHARACTERS:
        return _NO_VERDICT
    # trafilatura takes half a second to import, and most corpora hold no page.
    from trafilatura import bare_extraction

    try:
        found: Any = bare_extraction(
            source,
            with_metadata=True,
            include_comments=False,
            include_tables=True,
            favor_recall=True,
            date_extraction_params={
                "extensive_search": False,
                "original_date": True,
                "max_date": _LATEST_DATE,
            },
        )
    except Exception:
        # The page is a stranger's and the library's errors are of many kinds; without its
        # verdict the page is read whole.
        found = None
    if found is None:
        return _NO_VERDICT
    text = found.text or ""
    return _Verdict(
        words=f" {_normal(text)} ",
        lines=frozenset(_normal(line) for line in text.splitlines()),
        title=found.title,
        date=found.date,
        authors=tuple(name.strip() for name in (found.author or "").split(";") if name.strip()),
        url=found.url,
    )


def _normal(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _count(blocks: list[DraftBlock]) -> int:
    return sum(len(block.words.split()) for block in blocks)


def _is_main(said: str, verdict: _Verdict) -> bool:
    if not said:
        return False
    if said.count(" ") < _SHORT_BLOCK:
        return said in verdict.lines
    return f" {said} " in verdict.words


def _from_title(
    title: str | None, blocks: list[DraftBlock], kept: list[DraftBlock]
) -> list[DraftBlock]:
    """Return the kept blocks with the heading before them that is the page's title."""
    if title is None or not kept:
        return kept
    wanted = _normal(title)
    for block in blocks:
        if block is kept[0]:
            break
        if block.kind is BlockKind.HEADING and _normal(block.words) == wanted:
            return [block, *kept]
    return kept


def _metadata(source: str, verdict: _Verdict, kept: list[DraftBlock]) -> Metadata:
    titles = list(_titles(source, verdict.title, kept))
    authors = [b for name in verdict.authors if (b := _found(BlockKind.AUTHOR, source, name))]
    return Metadata(
        title=verdict.title,
        date=parse_date(verdict.date) if verdict.date else None,
        authors=tuple(author.words for author in authors),
        url=verdict.url if verdict.url and verdict.url.startswith("http") else None,
        blocks=(*titles, *authors),
    )


def _titles(source: str, title: str | None, kept: list[DraftBlock]) -> Iterator[DraftBlock]:
    """Yield the title as a block, unless a heading of the text says it."""
    if title is None:
        return
    headings = {_normal(b.words) for b in kept if b.kind is BlockKind.HEADING}
    block = _found(BlockKind.TITLE, source, title)
    if block and _normal(title) not in headings:
        yield block


def _found(kind: BlockKind, source: str, text: str) -> DraftBlock | None:
    """Return what the source writes letter by letter as a block: the first time it does."""
    at = source.find(text)
    if at < 0:
        # The library decodes character references; a title with "&amp;" is found by its regex.
        pattern = r"&(?:amp|#38|#x26);".join(re.escape(part) for part in text.split("&"))
        match = re.search(pattern, source) if "&" in text else None
        if match is None:
            return None
        at, text = match.start(), match.group()
    cell = (
        tidy(with_references(text, at)) if "&" in text else tidy([Piece(text, at, at + len(text))])
    )
    return DraftBlock(kind, (tuple(cell),)) if cell else None
