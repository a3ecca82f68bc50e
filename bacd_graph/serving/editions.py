"""A version of the graph as the server has it: with the explorer page."""

import logging
from functools import cached_property
from pathlib import Path
from typing import Final

from bacd_graph import editions
from bacd_graph.editions import Editions
from bacd_graph.explorer import MAX_ENTITIES
from bacd_graph.explorer.content import content
from bacd_graph.explorer.shell import linked
from bacd_graph.knowledge_graph import KnowledgeGraph

_log: Final = logging.getLogger("uvicorn.error")


class Edition(editions.Edition):
    """One version of the graph, with what pages look up. It never changes."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        super().__init__(graph)
        _ = self.page  # made now: the first who looks at it would wait, with all who come then

    @cached_property
    def page(self) -> bytes:
        """The explorer page."""
        graph = self.graph
        data = content(graph.entities, graph.claims, graph.documents, MAX_ENTITIES)
        return linked("Explorer", data, "offline.js", {"Explorer": "#"}, "./").encode("utf-8")


def open_editions(folder: Path) -> Editions[Edition]:
    """Return the versions in ``folder``.

    Raises:
        GraphMissingError: if there is none to begin with, or it is damaged.
    """
    return Editions(folder, Edition, _log)
