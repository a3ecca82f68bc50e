"""Reads what people write about an open source ecosystem into a knowledge graph.

import bacd_graph as bacd

graph = bacd.build("corpus/")            # or bacd.open("outputs/")
graph.query("SELECT ?person ?company { ?person bacd:worksFor ?company }")
graph.entity("Wido den Hollander")       # a profile that shows itself, with quotes
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

# Not lazy: once its module is loaded, the module would take the function's place.
from bacd_graph.build import build
from bacd_graph.errors import (
    BacdGraphError,
    BuildError,
    BusyError,
    DataFileError,
    ExtraMissingError,
    GraphChangedError,
    GraphMissingError,
    ModelMissingError,
    NoPathError,
    QueryError,
    QueryLimitError,
    QueryTimeError,
    ReadingError,
    ServingError,
    ShapeError,
    UnknownNameError,
)

if TYPE_CHECKING:
    from bacd_graph.build import extract
    from bacd_graph.knowledge_graph import KnowledgeGraph, open  # noqa: A004
    from bacd_graph.reading import read

__version__: Final = "0.1.0"

__all__ = [
    "BacdGraphError",
    "BuildError",
    "BusyError",
    "DataFileError",
    "ExtraMissingError",
    "GraphChangedError",
    "GraphMissingError",
    "KnowledgeGraph",
    "ModelMissingError",
    "NoPathError",
    "QueryError",
    "QueryLimitError",
    "QueryTimeError",
    "ReadingError",
    "ServingError",
    "ShapeError",
    "UnknownNameError",
    "build",
    "extract",
    "open",
    "read",
]

_LATER: Final = {
    "KnowledgeGraph": "bacd_graph.knowledge_graph",
    "extract": "bacd_graph.build",
    "open": "bacd_graph.knowledge_graph",
    "read": "bacd_graph.reading",
}


def load_ipython_extension(shell: Any) -> None:
    """Give a notebook ``%%sparql`` and figures that show themselves: ``%load_ext bacd_graph``."""
    from bacd_graph.notebook import load

    load(shell)


def __getattr__(name: str) -> Any:
    """Import what is heavy when it is first asked for, so that ``import bacd_graph`` is light."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    # import_module gives the module; the attribute of that name may be a function.
    value = getattr(import_module(_LATER[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
