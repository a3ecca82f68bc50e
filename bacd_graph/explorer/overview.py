"""What is in a graph, at one look: how much, what is best connected, and what is new."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Self

from bacd_graph.changes import Changes
from bacd_graph.explorer.news import find_news, news_record
from bacd_graph.explorer.records import Record, Records
from bacd_graph.model import SYMMETRIC, Claim, DocumentInfo, Entity, EntityType, Status
from bacd_graph.rdf.terms import Terms

if TYPE_CHECKING:
    from bacd_graph.rdf import GraphStore

# In seconds: the file of a build must not depend on how busy the machine was.
_PATIENCE: Final = 600.0
MOST_OF_A_TYPE: Final = 8
MOST_DOCUMENTS: Final = 12


@dataclass(frozen=True, slots=True)
class Whole:
    """All of a graph, and what changed in its newest days, if that is known."""

    entities: Sequence[Entity]
    claims: Sequence[Claim]
    documents: Sequence[DocumentInfo]
    changes: Changes | None = None
    terms: Terms = field(default_factory=Terms)

    @classmethod
    def of(cls, store: "GraphStore") -> Self:
        """Return all of a store."""
        values = store.entities(), store.claims(), store.documents()
        return cls(*values, find_news(store, _PATIENCE), store.terms)


def overview_record(whole: Whole, shown: Sequence[Entity], records: Records) -> Record:
    """Return what the start page says of ``whole``; what it names is added to ``records``.

    Of its entities it names those of ``shown`` alone.
    """
    days = sorted(info.date for info in whole.documents if info.date)
    changes = whole.changes and news_record(
        whole.changes,
        {entity.id: entity for entity in shown},
        {info.id: info for info in whole.documents},
        whole.terms,
        records,
    )
    newest = sorted(whole.documents, key=newest_first)[:MOST_DOCUMENTS]
    return {
        "counts": {
            "entities": len(whole.entities),
            "claims": len(whole.claims),
            "relations": len({_said(claim) for claim in whole.claims}),
            "documents": len(whole.documents),
            "unasserted": sum(c.status is not Status.ASSERTED for c in whole.claims),
            "unsure": sum(not claim.sure for claim in whole.claims),
        },
        "span": [days[0].isoformat(), days[-1].isoformat()] if days else None,
        "types": _of_types(whole, shown, records),
        "newest": [records.document(info) for info in newest],
        **({"news": changes} if changes else {}),
    }


def most_connected(entities: Sequence[Entity], records: Records) -> list[Entity]:
    """Return entities by their degree, then by how many documents name them, then by name."""
    degree = records.figures.degree
    return sorted(entities, key=lambda e: (-degree(e), -len(e.documents), e.name, e.id))


def newest_first(info: DocumentInfo) -> tuple[int, str]:
    """Return what sorts documents, the newest first and those without a date last."""
    return -info.date.toordinal() if info.date else 0, info.id


def _of_types(whole: Whole, shown: Sequence[Entity], records: Records) -> Record:
    counted = Counter(entity.type for entity in whole.entities)
    return {
        kind.value: {
            "count": counted[kind],
            "top": [
                records.entity(entity)
                for entity in most_connected([e for e in shown if e.type is kind], records)[
                    :MOST_OF_A_TYPE
                ]
            ],
        }
        for kind in EntityType
        if counted[kind]
    }


def _said(claim: Claim) -> tuple[str, ...]:
    ends = [claim.subject.id, claim.object.id]
    if claim.predicate in SYMMETRIC:
        ends.sort()
    return claim.predicate, claim.status, *ends
