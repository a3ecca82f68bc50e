"""What a graph holds, at one look: a page for notebooks."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bacd_graph.markup import shown, table
from bacd_graph.model import Claim, DocumentInfo, Entity, EntityType, Predicate, Status
from bacd_graph.neighbours import neighbours
from bacd_graph.wording import count

_MOST: Final = 5


@dataclass(frozen=True, slots=True)
class Overview:
    """A graph's documents, entities and statements, counted; it shows itself in a notebook.

    Cheap: one pass over what there is, and no measure that looks for paths.
    """

    documents: Sequence[DocumentInfo]
    entities: Sequence[Entity]
    claims: Sequence[Claim]

    def __str__(self) -> str:
        counted = (
            count(len(self.documents), "document"),
            f"{len(self.entities):,} {'entity' if len(self.entities) == 1 else 'entities'}",
            count(len(self.claims), "statement"),
        )
        return ", ".join(counted) + self._span()

    def _span(self) -> str:
        days = sorted(info.date for info in self.documents if info.date)
        return f", dated {days[0]} to {days[-1]}" if days else ""

    def _repr_html_(self) -> str:
        parts = (
            f"<p>{shown(str(self))}</p>",
            table(("type", "entities", "most neighbours"), self._types(), {1}),
            table(("relation", *(status.value for status in Status)), self._relations(), {1, 2, 3}),
        )
        return "".join(parts)

    def _types(self) -> Iterator[Sequence[str]]:
        met = neighbours(self.claims)
        for kind in EntityType:
            of_kind = [entity for entity in self.entities if entity.type is kind]
            tied = [entity for entity in of_kind if entity.id in met]
            tied.sort(key=lambda e: (-len(met[e.id]), e.name, e.id))
            first = ", ".join(f"{e.name} ({len(met[e.id]):,})" for e in tied[:_MOST])
            if of_kind:
                yield kind.value, f"{len(of_kind):,}", shown(first)

    def _relations(self) -> Iterator[Sequence[str]]:
        found = Counter((claim.predicate, claim.status) for claim in self.claims)
        for predicate in Predicate:
            numbers = [found[predicate, status] for status in Status]
            if any(numbers):
                yield predicate.value, *(f"{number:,}" if number else "" for number in numbers)
