"""One direction through the house: a room imports only rooms before it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

HOUSE = Path(__file__).parent.parent / "bacd_graph"
ROOMS = (
    *(
        "errors",
        "columns",
        "markdown",
        "model",
        "views",
        "wording",
        "outputs",
        "days",
        "tables",
        "files",
    ),
    *(
        "terminal",
        "markup",
        "progress",
        "affiliations",
        "gazetteer",
        "names",
        "reading",
        "extraction",
        "resolution",
    ),
    *("rdf", "register", "network", "drawing", "explorer", "evaluation", "changes", "profile"),
    *(
        "connection",
        "overview",
        "graph_view",
        "knowledge_graph",
        "report",
        "reviewing",
        "building",
        "build",
        "notebook",
    ),
    *("commands", "cli", "__main__"),
)


def imported(file: Path) -> Iterator[str]:
    """The rooms that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "bacd_graph":
            yield from (alias.name for alias in node.names if not alias.name.startswith("_"))
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("bacd_graph."):
            yield node.module.split(".")[1]
        elif isinstance(node, ast.Import):
            names = (alias.name.split(".") for alias in node.names)
            yield from (name[1] for name in names if name[0] == "bacd_graph" and name[1:])


def room_of(file: Path) -> str:
    return file.relative_to(HOUSE).parts[0].removesuffix(".py")


FILES = [file for file in sorted(HOUSE.rglob("*.py")) if room_of(file) != "__init__"]


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(HOUSE)))
def test_a_room_imports_only_rooms_before_it(file):
    own = ROOMS.index(room_of(file))
    assert {room for room in imported(file) if ROOMS.index(room) > own} == set()


def test_every_room_has_its_place():
    assert {room_of(file) for file in FILES} == set(ROOMS)
