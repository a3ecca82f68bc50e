"""One file to a document."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Final, TypeAlias

from bacd_graph.errors import ReadingError
from bacd_graph.model import BlockKind, Document, DocumentInfo
from bacd_graph.places import Place
from bacd_graph.reading.assembling import assemble
from bacd_graph.reading.bylines import with_byline
from bacd_graph.reading.decoding import decode, load
from bacd_graph.reading.events import DraftBlock
from bacd_graph.reading.fields import front_matter
from bacd_graph.reading.furniture import is_furniture
from bacd_graph.reading.markdown import markdown_events
from bacd_graph.reading.markup import html_events
from bacd_graph.reading.metadata import Metadata, metadata
from bacd_graph.reading.offsets import TextBuilder
from bacd_graph.reading.pages import main_text
from bacd_graph.reading.pdf import pdf_text
from bacd_graph.reading.prose import prose_events
from bacd_graph.reading.sources import ENDINGS, Source, lone_source

_Read: TypeAlias = tuple[Metadata, list[DraftBlock]]


def read(source: Source | Place) -> Document:
    """Return the document that a file holds.

    Its text begins with title, authors and tags of the front matter, each a block, and goes on
    with what a reader of the page sees: no code blocks, no markup, no page furniture.

    Raises:
        ReadingError: if the file is missing, not readable, empty, without text, binary, wrongly
            encoded, of an ending that we do not read, or over one of the `limits`.
    """
    if not isinstance(source, Source):
        source = lone_source(source)
    return read_loaded(source, load_source(source))


def load_source(source: Source) -> bytes:
    """Return the bytes of a source.

    Raises:
        ReadingError: if it is missing, not readable, or over its limit of bytes.
    """
    with _named(source):
        return load(source.path, source.max_bytes)


def read_loaded(source: Source, data: bytes) -> Document:
    """Return the document of a source whose bytes are ``data``; where it lies is not looked at.

    Raises:
        ReadingError: as `read`.
    """
    with _named(source):
        return _read(source, data)


@contextmanager
def _named(source: Source) -> Iterator[None]:
    """Put the name of ``source`` before what is wrong with it."""
    try:
        yield
    except ReadingError as error:
        raise ReadingError(f"{source.path}: {error}") from error
    except RecursionError as error:
        raise ReadingError(f"{source.path}: it is nested too deeply; simplify it") from error


def source_text(path: Place) -> str:
    """Return the text that the offsets of a file's document count in.

    That is the decoded file without byte order mark and with its line ends as they are; of a
    PDF, the text of its pages joined by form feeds.

    Raises:
        ReadingError: if the file cannot be read as a text.
    """
    try:
        return _source_text(path, load(path))
    except ReadingError as error:
        raise ReadingError(f"{path}: {error}") from error


def _source_text(path: Place, data: bytes) -> str:
    if not data.strip():
        raise ReadingError("it is empty; leave it out")
    return pdf_text(data) if path.suffix.lower() == ".pdf" else decode(data)


def _reader(source: Source) -> Callable[[str], _Read]:
    reader = _READERS.get(source.path.suffix.lower())
    if reader is None:
        ending = source.path.suffix or "no ending"
        raise ReadingError(f"its ending ({ending}) is none of {', '.join(ENDINGS)}; convert it")
    return reader


def _read(source: Source, data: bytes) -> Document:
    known, blocks = _reader(source)(_source_text(source.path, data))
    blocks = [block for block in blocks if _says_something(block)]
    if not blocks and not known.blocks:
        raise ReadingError("it holds no text beside markup and code; leave it out")
    known, blocks = with_byline(replace(known, date=known.date or source.named_day), blocks)
    builder = TextBuilder()
    for block in (*known.blocks, *blocks):
        builder.add(block)
    layout = builder.build()
    return Document(
        info=_info(source, hashlib.sha256(data).hexdigest(), known, blocks),
        text=layout.text,
        blocks=layout.blocks,
        links=layout.links,
        runs=layout.runs,
    )


def _info(
    source: Source, sha256: str, known: Metadata, blocks: Iterable[DraftBlock]
) -> DocumentInfo:
    headings = (block.words for block in blocks if block.kind is BlockKind.HEADING)
    return DocumentInfo(
        id=source.id,
        path=source.label,
        sha256=sha256,
        title=known.title or next(headings, None),
        date=known.date,
        authors=known.authors,
        tags=known.tags,
        url=known.url,
    )


def _says_something(block: DraftBlock) -> bool:
    """Say whether a block is more than a rule of stars or a page's furniture."""
    words = block.words
    if not any(character.isalnum() for character in words):
        return False
    return block.kind is BlockKind.ROW or not is_furniture(words)


def _read_markdown(text: str) -> _Read:
    fields, start = front_matter(text)
    return metadata(fields), assemble(markdown_events(text, start))


def _read_page(text: str) -> _Read:
    fields, start = front_matter(text)
    blocks = assemble(html_events([(text[start:], start)]))
    if fields:
        return metadata(fields), blocks
    return main_text(text, blocks)


def _read_prose(text: str) -> _Read:
    fields, start = front_matter(text) if text.startswith("---") else ({}, 0)
    return metadata(fields), assemble(prose_events(text, start))


def _read_pages(text: str) -> _Read:
    return Metadata(), assemble(prose_events(text, wrapped=True))


_READERS: Final[dict[str, Callable[[str], _Read]]] = {
    ".htm": _read_page,
    ".html": _read_page,
    ".markdown": _read_markdown,
    ".md": _read_markdown,
    ".pdf": _read_pages,
    ".txt": _read_prose,
}
