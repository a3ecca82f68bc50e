"""Sources of each ending, and front matter."""

from collections.abc import Callable
from pathlib import Path

from bacd_graph.model import Document
from bacd_graph.reading import Source, read_loaded, source_span
from bacd_graph.reading.decoding import decode
from bacd_graph.reading.fields import front_matter
from bacd_graph.reading.metadata import metadata
from fuzzing.target import Target
from fuzzing.targets.pieces import parts

_LONG = 150_000


def _reader(ending: str) -> Callable[[bytes], None]:
    name = f"2013-01-31-recap{ending}"
    source = Source(Path("/corpus") / name, "2013-01-31-recap", name)

    def run(data: bytes) -> None:
        check_document(read_loaded(source, data))

    return run


def check_document(document: Document) -> None:
    """Raise an AssertionError if a document breaks what `Document` promises."""
    at = 0
    for block in document.blocks:
        assert document.text[at : block.start] == ("\n" if at else "")
        assert document.text[block.start : block.end].strip()
        assert all(block.start <= low <= high <= block.end for low, high in block.cells)
        low, high = source_span(document, block.start, block.end)
        assert 0 <= low <= high
        at = block.end
    assert at == len(document.text)
    assert sum(run.length for run in document.runs) == len(document.text)
    assert all(0 <= link.start < link.end <= len(document.text) for link in document.links)


def _repeated(ending: str) -> Callable[[bytes], None]:
    """Return a reader of a file that says one thing again and again, until it is long.

    What takes time that grows with the square of a length shows in long files alone.
    """
    read = _reader(ending)

    def run(data: bytes) -> None:
        once, again, end = parts(data, 3)
        read(once + again * (_LONG // max(1, len(again))) + end)

    return run


def _front_matter(data: bytes) -> None:
    fence = "+++" if data[:1] == b"+" else "---"
    source = f"{fence}\n{decode(data)}\n{fence}\nAda came.\n"
    fields, start = front_matter(source)
    assert 0 <= start <= len(source)
    metadata(fields)


TARGETS = (
    Target("text", _reader(".txt"), ("corpus/*.txt",)),
    Target("markdown", _reader(".md"), ("corpus/*.md",)),
    Target("html", _reader(".html"), ("corpus/*.html",)),
    Target("pdf", _reader(".pdf")),
    Target("front-matter", _front_matter),
    Target("long-text", _repeated(".txt"), longest=64),
    Target("long-markdown", _repeated(".md"), longest=64),
    Target("long-html", _repeated(".html"), longest=64),
)
