"""A version of the graph as the server has it: with what its pages look up."""

import logging
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from secrets import token_hex
from typing import Final

from bacd_graph import editions
from bacd_graph.affiliations import Affiliation, affiliations
from bacd_graph.editions import Editions
from bacd_graph.explorer import MAX_ENTITIES, Whole
from bacd_graph.explorer.content import figures_of
from bacd_graph.explorer.graph_content import packed_graph
from bacd_graph.explorer.news import find_news
from bacd_graph.explorer.overview import most_connected, newest_first
from bacd_graph.explorer.records import Records
from bacd_graph.knowledge_graph import KnowledgeGraph
from bacd_graph.model import Claim, DocumentInfo, Entity, EntityType

_log: Final = logging.getLogger("uvicorn.error")


class Edition(editions.Edition):
    """One version of the graph, with what pages look up. It never changes."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        # Read here: two threads that are the first to read it would each do so.
        documents, store = graph.documents, graph.store
        with ThreadPoolExecutor(1) as beside:
            # A query, which another process answers while this one makes the rest.
            news = beside.submit(find_news, store)
            super().__init__(graph)
            self.tag = token_hex()
            """What no other edition has, nor another run of the server."""
            self.figures = figures_of(graph.claims)
            whole = Whole(graph.entities, graph.claims, documents, terms=store.terms)
            # All is made now: the first who looks at it would wait, with all who come then.
            self.packed = packed_graph(whole, MAX_ENTITIES)
            """The graph as the graph page asks for it, compressed by gzip."""
            _ = self.of_type, self._employment, graph.search("a")
            self.whole = replace(whole, changes=news.result())
            """All of the graph, and what is new in it."""

    @cached_property
    def of_type(self) -> dict[EntityType, list[Entity]]:
        """The entities of each type, the best connected first."""
        ordered = most_connected(self.graph.entities, self.records())
        return {kind: [e for e in ordered if e.type is kind] for kind in EntityType}

    @cached_property
    def newest(self) -> list[DocumentInfo]:
        """The documents, the newest first."""
        return sorted(self.graph.documents, key=newest_first)

    def records(self) -> Records:
        """Return an empty collection of records for a page."""
        return Records(self.figures)

    def about(self, entity_id: str) -> tuple[Claim, ...]:
        """Return the statements about an entity."""
        return tuple(self._about.get(entity_id, ()))

    def naming(self, entity: Entity) -> list[DocumentInfo]:
        """Return the documents that name an entity, the newest first."""
        return sorted((self.documents[id_] for id_ in entity.documents), key=newest_first)

    def employment(self, entity_id: str) -> tuple[Affiliation, ...]:
        """Return the affiliations of a person, or those with an employer."""
        return tuple(self._employment.get(entity_id, ()))

    @cached_property
    def _employment(self) -> dict[str, list[Affiliation]]:
        found: defaultdict[str, list[Affiliation]] = defaultdict(list)
        for one in affiliations(self.graph.claims):
            found[one.person.id].append(one)
            found[one.employer.id].append(one)
        return found


def open_editions(folder: Path) -> Editions[Edition]:
    """Return the versions in ``folder``.

    Raises:
        GraphMissingError: if there is none to begin with, or it is damaged.
    """
    return Editions(folder, Edition, _log)
