"""Nodes by name: what a row of the corrections file speaks of."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from bacd_graph.model import EntityType
from bacd_graph.names.folding import fold
from bacd_graph.resolution.keys import Family, family
from bacd_graph.resolution.nodes import Node


class Finder:
    """Looks nodes up by name; case and accents make no difference."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        self._nodes = nodes
        self._main: defaultdict[str, list[int]] = defaultdict(list)
        self._any: defaultdict[str, list[int]] = defaultdict(list)
        for at, node in enumerate(nodes):
            self._main[fold(node.name)].append(at)
            for form in {fold(n) for n in node.names}:
                self._any[form].append(at)

    def find(
        self, name: str, type_: EntityType | None = None, documents: Collection[str] = ()
    ) -> tuple[int, ...]:
        """Return the nodes that ``name`` is the main name of, or else any form of.

        With ``type_`` only those of its family; with ``documents`` only those in one of them.
        """
        key = fold(name)
        for index in (self._main, self._any):
            found = [n for n in index.get(key, ()) if self._fits(n, type_, documents)]
            if found:
                return tuple(found)
        return ()

    def _fits(self, node: int, type_: EntityType | None, documents: Collection[str]) -> bool:
        of_type = type_ is None or self._nodes[node].family is family(type_)
        return of_type and (not documents or self._nodes[node].document in documents)

    def by_family(self, nodes: Iterable[int]) -> dict[Family, tuple[int, ...]]:
        """Return ``nodes`` parted by family, in order."""
        found: defaultdict[Family, list[int]] = defaultdict(list)
        for n in nodes:
            found[self._nodes[n].family].append(n)
        return {of: tuple(found[of]) for of in sorted(found)}
