"""What a graph holds, at one look: a page for notebooks."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bacd_graph.markup import shown, table
from bacd_graph.model import Claim, DocumentInfo, Entity, EntityType, Predicate, Status
from bacd_graph.neighbours import neighbours
from bacd_graph.wording import count

_MOST: Final = 5


@dataclass(frozen=True, slots=True)
class Kind:
    """The entities of one type: how many, and who has the most neighbours, with their number."""

    type: EntityType
    entities: int
    most_tied: tuple[tuple[Entity, int], ...]


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

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """What there is of each type, in the vocabulary's order."""
        met = neighbours(self.claims)
        return tuple(
            Kind(kind, len(of_kind), _most_tied(of_kind, met))
            for kind in EntityType
            if (of_kind := [entity for entity in self.entities if entity.type is kind])
        )

    @property
    def relations(self) -> tuple[tuple[Predicate, tuple[int, ...]], ...]:
        """How many statements there are of each relation, by status, in the vocabulary's order."""
        found = Counter((claim.predicate, claim.status) for claim in self.claims)
        return tuple(
            (predicate, numbers)
            for predicate in Predicate
            if any(numbers := tuple(found[predicate, status] for status in Status))
        )

    def _types(self) -> Iterator[Sequence[str]]:
        for kind in self.kinds:
            first = ", ".join(f"{e.name} ({degree:,})" for e, degree in kind.most_tied)
            yield kind.type.value, f"{kind.entities:,}", shown(first)

    def _relations(self) -> Iterator[Sequence[str]]:
        for predicate, numbers in self.relations:
            yield predicate.value, *(f"{number:,}" if number else "" for number in numbers)


def _most_tied(
    entities: Iterable[Entity], met: Mapping[str, Collection[str]]
) -> tuple[tuple[Entity, int], ...]:
    tied = [entity for entity in entities if entity.id in met]
    tied.sort(key=lambda e: (-len(met[e.id]), e.name, e.id))
    return tuple((entity, len(met[entity.id])) for entity in tied[:_MOST])
