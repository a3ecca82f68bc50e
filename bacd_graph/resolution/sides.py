"""Entities as the sides of a question: under names that the corrections file can speak of."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from bacd_graph.model import Entity
from bacd_graph.names.folding import fold
from bacd_graph.resolution.clusters import Clusters
from bacd_graph.resolution.finding import Finder
from bacd_graph.resolution.questions import Side

Roots: TypeAlias = Iterable[int]


@dataclass(frozen=True, slots=True)
class Sides:
    """Makes sides; ``entities`` is by root, and ``stated`` counts by entity and document."""

    clusters: Clusters
    finder: Finder
    entities: Mapping[int, Entity]
    stated: Mapping[tuple[str, str], int]

    def name_of(self, root: int) -> str:
        """Return the name of an entity, or the most used one by which a row finds it.

        A gazetteer may have named it as no text does.
        """
        entity, own = self.entities[root], set(self.clusters.members(root))
        if own & set(self.finder.find(entity.name, entity.type)):
            return entity.name
        used = Counter(self.clusters.nodes[n].name for n in own)
        return min(used, key=lambda name: (-used[name], name))

    def side(self, name: str, roots: Roots) -> Side:
        """Return what is called ``name`` in these clusters."""
        roots = set(roots)
        found = [self.entities[r] for r in roots]
        type_ = min(found, key=lambda e: (-len(e.documents), e.id)).type
        nodes = [n for n in self.finder.find(name, type_) if self.clusters.root(n) in roots]
        documents = {self.clusters.nodes[n].document for n in nodes}
        return Side(name, type_, tuple(sorted(e.id for e in found)), tuple(sorted(documents)))

    def part(self, root: int, name: str, documents: Iterable[str]) -> Side:
        """Return what these documents call ``name``, as a part of one cluster."""
        entity = self.entities[root]
        return Side(name, entity.type, (entity.id,), tuple(sorted(documents)))

    def weight(self, side: Side) -> int:
        """Return how many statements of its documents are about a side."""
        return sum(self.stated.get((e, d), 0) for e in side.entities for d in side.documents)

    def within(self, a: Side, b: Side, roots: Roots) -> tuple[str, ...]:
        """Return the documents to which a row about the sides has to keep; ``roots`` are of both.

        None if their names mean nothing else, or if no row can tell the sides apart.
        """
        if fold(a.name) == fold(b.name):
            return one_of_each(a.documents, b.documents)
        own = set(roots)
        limits = [s.documents for s in (a, b) if self._elsewhere(s) - own]
        return tuple(sorted({d for documents in limits for d in documents}))

    def _elsewhere(self, side: Side) -> set[int]:
        return {self.clusters.root(n) for n in self.finder.find(side.name, side.type)}


def one_of_each(a: Iterable[str], b: Iterable[str]) -> tuple[str, ...]:
    """Return a document of ``a`` alone and one of ``b`` alone, if there are such.

    >>> one_of_each(["x", "y"], ["y", "z"]), one_of_each(["y"], ["y", "z"])
    (('x', 'z'), ())
    """
    first, second = sorted({*a} - {*b}), sorted({*b} - {*a})
    return (first[0], second[0]) if first and second else ()
