"""Disjoint sets of nodes that refuse to be joined where something keeps them apart."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bacd_graph.resolution.nodes import Node


class Why(StrEnum):
    """Why two clusters became one."""

    KEY = "same name"
    KNOWN = "known names"
    ALIAS = "name that a text gives for the other"
    SPELLING = "similar spelling"
    CONTEXT = "partial name and shared context"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class Join:
    """A join that was made, and how much evidence stood behind it, 0..1."""

    a: int
    b: int
    why: Why
    score: float


class Clusters:
    """The nodes, each alone at first, named by their place in the sequence."""

    def __init__(self, nodes: Sequence[Node]) -> None:
        # Not before: a build that finds nothing changed does without networkx.
        from networkx.utils import UnionFind

        self.nodes = nodes
        self.joins: list[Join] = []
        self._sets = UnionFind(range(len(nodes)))
        self._members = {i: [i] for i in range(len(nodes))}
        self._apart: defaultdict[int, set[int]] = defaultdict(set)

    def root(self, node: int) -> int:
        """Return the node that stands for the cluster of ``node``."""
        found: int = self._sets[node]
        return found

    def members(self, node: int) -> tuple[int, ...]:
        """Return the nodes of the cluster of ``node``, sorted."""
        return tuple(sorted(self._members[self.root(node)]))

    def roots(self, nodes: Iterable[int]) -> tuple[int, ...]:
        """Return the clusters of ``nodes``, each once, by their first member."""
        return tuple(sorted({self.root(n) for n in nodes}, key=lambda r: min(self._members[r])))

    def keep_apart(self, a: int, b: int) -> None:
        """See to it that ``a`` and ``b`` never come together, if they are not already."""
        a, b = self.root(a), self.root(b)
        if a != b:
            self._apart[a].add(b)
            self._apart[b].add(a)

    def may_join(self, a: int, b: int, *, across: bool = False) -> bool:
        """Say whether nothing keeps the two apart.

        What extraction left apart in one document under different names stays apart, unless
        ``across``: then the names are known to be one thing's.
        """
        a, b = self.root(a), self.root(b)
        return a == b or (b not in self._apart[a] and (across or not self._clash(a, b)))

    def _clash(self, a: int, b: int) -> bool:
        small, large = sorted((self._members[a], self._members[b]), key=len)
        keys = defaultdict(set)
        for n in small:
            keys[self.nodes[n].document].add(self.nodes[n].key)
        return any(
            self.nodes[n].document in keys and keys[self.nodes[n].document] != {self.nodes[n].key}
            for n in large
        )

    def join(self, a: int, b: int, why: Why, score: float = 1.0, *, across: bool = False) -> bool:
        """Join two clusters, and say whether they are one now."""
        if not self.may_join(a, b, across=across):
            return False
        ra, rb = self.root(a), self.root(b)
        if ra == rb:
            return True
        self._sets.union(ra, rb)
        kept, gone = (ra, rb) if self.root(a) == ra else (rb, ra)
        self._members[kept] += self._members.pop(gone)
        for other in self._apart.pop(gone, set()):
            self._apart[other].discard(gone)
            self._apart[other].add(kept)
            self._apart[kept].add(other)
        self.joins.append(Join(a, b, why, score))
        return True

    def join_any(self, firsts: list[int], node: int, why: Why, *, across: bool = True) -> None:
        """Join ``node`` to the first of ``firsts`` that takes it, or add it to them."""
        if not any(self.join(first, node, why, across=across) for first in firsts):
            firsts.append(node)
