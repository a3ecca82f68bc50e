"""What must be true of every document, and short forms of what one holds."""

from bacd_graph.model import BlockKind, Document


def blocks(document: Document) -> list[tuple[str, int, str]]:
    return [(b.kind.value, b.level, document.text[b.start : b.end]) for b in document.blocks]


def body(document: Document) -> list[tuple[str, int, str]]:
    """The blocks without those of the front matter's title, authors and tags."""
    front = {BlockKind.TITLE.value, BlockKind.AUTHOR.value, BlockKind.TAG.value}
    return [block for block in blocks(document) if block[0] not in front]


def links(document: Document) -> list[tuple[str, str]]:
    return [(document.text[link.start : link.end], link.target) for link in document.links]


def check_document(document: Document, source: str) -> None:
    """Hold a document against the promises that the model makes of its text."""
    check_runs(document, source)
    check_blocks(document)
    for words, target in links(document):
        assert target
        assert words == words.strip() != ""


def check_runs(document: Document, source: str) -> None:
    position = 0
    for run in document.runs:
        assert run.text_start == position
        assert 0 <= run.source_start <= len(source)
        position += run.length
        if not run.escaped:
            said = document.text[run.text_start : position]
            assert source[run.source_start : run.source_start + run.length] == said
    assert position == len(document.text)


def check_blocks(document: Document) -> None:
    position = 0
    for block in document.blocks:
        text = document.text[block.start : block.end]
        assert block.start == position
        assert text == text.strip() != ""
        assert "\n" not in text
        assert "  " not in text
        assert "\t" not in text or block.kind is BlockKind.ROW
        assert all(block.start <= a <= b <= block.end for a, b in block.cells)
        position = block.end + 1
    assert position == len(document.text) + 1
