"""A version of the graph as the server has it: with what its pages look up."""

import logging
from collections import defaultdict
from functools import cached_property
from pathlib import Path
from secrets import token_hex
from typing import Final

from bacd_graph import editions
from bacd_graph.affiliations import Affiliation, affiliations
from bacd_graph.editions import Editions
from bacd_graph.explorer import Whole
from bacd_graph.explorer.content import figures_of
from bacd_graph.explorer.overview import most_connected, newest_first
from bacd_graph.explorer.records import Records
from bacd_graph.knowledge_graph import KnowledgeGraph
from bacd_graph.model import Claim, DocumentInfo, Entity, EntityType

_log: Final = logging.getLogger("uvicorn.error")


class Edition(editions.Edition):
    """One version of the graph, with what pages look up. It never changes."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        super().__init__(graph)
        self.tag = token_hex()
        """What no other edition has, nor another run of the server."""
        self.figures = figures_of(graph.claims)
        # Made now: the first who looks at it would wait, with all who come then.
        _ = self.whole, self.of_type, self._employment, graph.search("a")

    @cached_property
    def whole(self) -> Whole:
        """All of the graph, and what is new in it."""
        return Whole.of(self.store)

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
