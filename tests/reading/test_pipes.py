import pytest

from bacd_graph.model import BlockKind
from bacd_graph.reading import read


@pytest.fixture
def blocks(tmp_path):
    def of(text):
        path = tmp_path / "page.md"
        path.write_text(text, "utf-8")
        document = read(path)
        return [
            (
                block.kind.value,
                [document.text[a:b] for a, b in block.cells]
                or document.text[block.start : block.end],
            )
            for block in document.blocks
            if block.kind is not BlockKind.TITLE
        ]

    return of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("|Ada | Ceph|\n|Bea | Puppet |\n", [("row", ["Ada", "Ceph"]), ("row", ["Bea", "Puppet"])]),
        # An empty cell is none, and what stands in a link is in its cell.
        (
            "| [Ada](https://a.example) | | [On *Ceph*](https://b.example) |\n",
            [("row", ["Ada", "On Ceph"])],
        ),
        ("|Ada | Ceph\n|Bea | Puppet\n", [("row", ["Ada", "Ceph"]), ("row", ["Bea", "Puppet"])]),
        # One line without pipes makes a paragraph of all.
        ("|Ada | Ceph|\nand others\n", [("paragraph", "|Ada | Ceph| and others")]),
        ("a | b | c\n", [("paragraph", "a | b | c")]),
        ("|alone\n", [("paragraph", "|alone")]),
        ("| `a | b` | Zürich |\n", [("row", ["a", "b", "Zürich"])]),
    ],
)
def test_lines_between_pipes_are_rows(text, expected, blocks):
    assert blocks("Before.\n\n" + text + "\nAfter.\n") == [
        ("paragraph", "Before."),
        *expected,
        ("paragraph", "After."),
    ]
