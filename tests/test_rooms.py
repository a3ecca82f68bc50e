"""One direction through the house: a room imports only rooms before it."""

import ast
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

HOUSE = Path(__file__).parent.parent / "bacd_graph"
ROOMS = (
    *(
        "errors",
        "limits",
        "toml",
        "columns",
        "characters",
        "markdown",
        "model",
        "labels",
        "views",
        "wording",
        "files",
        "outputs",
        "days",
        "tables",
        "places",
        "texts",
    ),
    *(
        "terminal",
        "markup",
        "progress",
        "affiliations",
        "neighbours",
        "gazetteer",
        "names",
        "reading",
        "extraction",
        "resolution",
    ),
    *("rdf", "register", "network", "drawing", "evaluation", "changes", "profile"),
    *(
        "explorer",
        "connection",
        "overview",
        "graph_view",
        "search",
        "knowledge_graph",
        "editions",
        "serving",
        "agents",
        "report",
        "reviewing",
        "building",
        "build",
        "notebook",
    ),
    *("commands", "cli", "__main__"),
)


def modules(file: Path) -> Iterator[tuple[str, ...]]:
    """What a module imports of the house, wherever in it: its path without ``bacd_graph``."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "bacd_graph":
            yield from ((alias.name,) for alias in node.names if not alias.name.startswith("_"))
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("bacd_graph."):
            yield tuple(node.module.split(".")[1:])
        elif isinstance(node, ast.Import):
            names = (alias.name.split(".") for alias in node.names)
            yield from (tuple(name[1:]) for name in names if name[0] == "bacd_graph" and name[1:])


def room_of(file: Path) -> str:
    return file.relative_to(HOUSE).parts[0].removesuffix(".py")


FILES = [file for file in sorted(HOUSE.rglob("*.py")) if room_of(file) != "__init__"]


def test_a_room_imports_only_rooms_before_it():
    later = [
        (str(file.relative_to(HOUSE)), room)
        for file in FILES
        for room, *_ in modules(file)
        if ROOMS.index(room) > ROOMS.index(room_of(file))
    ]
    assert later == []


def test_every_room_has_its_place():
    assert {room_of(file) for file in FILES} == set(ROOMS)


DRAWING = HOUSE / "drawing"
SHARED = {file.stem for file in DRAWING.glob("*.py")} - {"__init__"}
PICTURES = {file.parent.name for file in DRAWING.glob("*/__init__.py")} - {"layout"}


def reachable(file: Path) -> set[str]:
    """What a module of drawing may import of it: shared modules, then layout, then its picture."""
    match file.relative_to(DRAWING).parts:
        case ["__init__.py"]:
            return SHARED | PICTURES
        case [_]:
            return SHARED
        case [folder, _]:
            return SHARED | {"layout", folder}


def test_a_picture_knows_the_shared_modules_and_layout_but_no_other_picture():
    others = [
        (str(file.relative_to(DRAWING)), path[1])
        for file in sorted(DRAWING.rglob("*.py"))
        for path in modules(file)
        if path[0] == "drawing" and path[1] not in reachable(file)
    ]
    assert others == []


def test_no_modules_of_drawing_import_each_other_in_a_circle():
    files = {file.relative_to(HOUSE).with_suffix("").parts: file for file in DRAWING.rglob("*.py")}
    imports = {path: {*modules(file)} & files.keys() for path, file in files.items()}
    TopologicalSorter(imports).prepare()  # raises CycleError where there is one
