from collections.abc import Callable
from datetime import date

import networkx as nx
import pytest

from bacd_graph.model import Claim, DocumentInfo, Entity, EntityType, Passage, Predicate, Status

_TYPES = {kind.value.lower(): kind for kind in EntityType}


def _entity(text: str) -> Entity:
    """'person/ada' or 'person/ada=Ada Lovelace'."""
    id_, _, name = text.partition("=")
    kind, _, slug = id_.partition("/")
    name = name or slug.replace("-", " ").title()
    return Entity(id_, name, _TYPES[kind], (name,), ())


@pytest.fixture
def claim() -> Callable[..., Claim]:
    """claim('person/ada', 'worksFor', 'company/acme', confidence=0.5, document='d', day=...)"""

    def make(
        subject: str,
        predicate: str,
        object_: str,
        *,
        status: str = "asserted",
        confidence: float = 1.0,
        document: str = "recap",
        day: str | None = None,
    ) -> Claim:
        info = DocumentInfo(
            document, f"{document}.md", "0" * 64, date=date.fromisoformat(day) if day else None
        )
        passage = Passage(document, 0, 4, "Text")
        return Claim(
            _entity(subject),
            Predicate(predicate),
            _entity(object_),
            Status(status),
            confidence,
            info,
            (passage,),
        )

    return make


@pytest.fixture
def network() -> Callable[..., "nx.Graph[str]"]:
    """A network with the given edges, all of weight 1 and between people."""

    def make(edges, nodes=()):
        graph = nx.Graph()
        names = sorted({str(n) for e in edges for n in e} | {str(n) for n in nodes})
        graph.add_nodes_from((n, {"label": n, "type": "Person", "weight": 1}) for n in names)
        graph.add_edges_from((str(a), str(b), {"weight": 1.0}) for a, b in edges)
        return nx.freeze(graph)

    return make


@pytest.fixture
def karate(network):
    """Zachary (1977): 34 members of a karate club, numbered from 1 as in the paper."""
    return network([(a + 1, b + 1) for a, b in nx.karate_club_graph().edges])
