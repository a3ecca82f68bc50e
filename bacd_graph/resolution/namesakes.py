"""Whether documents that name one full name speak of one person or of several."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Final

from bacd_graph.resolution.clusters import Clusters, Why
from bacd_graph.resolution.evidence import Context, Evidence, near
from bacd_graph.resolution.near_misses import NearMisses

DOMINANT: Final = 3
_SAME_TIME: Final = 180


@dataclass(frozen=True, slots=True)
class Party:
    """Nodes of one name that surely are one person."""

    nodes: tuple[int, ...]
    employers: frozenset[int]
    dates: tuple[date | None, ...]
    context: Context


@dataclass(frozen=True, slots=True)
class Namesakes:
    """Decides whether nodes of one full name are one person or several."""

    clusters: Clusters
    evidence: Evidence
    near: NearMisses
    kin: Collection[frozenset[int]]

    def cluster(self, group: Sequence[int]) -> None:
        """Join the nodes of ``group`` that are one person."""
        parties, free = self._parties(group)
        for a, b in combinations(parties, 2):
            if not self.apart(a, b):
                self._join(a.nodes[0], b.nodes[0])
        for a, b in combinations(parties, 2):
            self.clusters.keep_apart(a.nodes[0], b.nodes[0])
        homes = self.clusters.roots(p.nodes[0] for p in parties)
        if len(homes) > 1:
            for n in free:
                self._find_home(n, homes)
            for one, other in combinations(homes, 2):
                self.near.add(one, other, 0.5)
        else:
            firsts = list(homes)
            for n in free:
                self.clusters.join_any(firsts, n, Why.KEY)

    def party(self, nodes: Sequence[int]) -> Party:
        """Return what decides about ``nodes``."""
        return Party(
            tuple(nodes),
            frozenset(self.clusters.root(e) for n in nodes for e in self.evidence.employers[n]),
            tuple(self.clusters.nodes[n].date for n in nodes),
            self.evidence.context(nodes),
        )

    def _parties(self, group: Sequence[int]) -> tuple[list[Party], list[int]]:
        """Return the sets of nodes that share an employer, and the nodes that have none."""
        by_employer: dict[int, int] = {}
        free: list[int] = []
        employed: list[int] = []
        for n in group:
            roots = sorted({self.clusters.root(e) for e in self.evidence.employers[n]})
            (employed if roots else free).append(n)
            for root in roots:
                self._join(by_employer.setdefault(root, n), n)
        return [
            self.party(_within(self.clusters, r, employed)) for r in self.clusters.roots(employed)
        ], free

    def apart(self, a: Party, b: Party) -> bool:
        """Say whether different employers at one time, and nothing in common, set two apart."""
        if a.employers & b.employers or self._kin(a.employers, b.employers):
            return False
        if a.context.documents & b.context.documents:
            return True
        return near(a.dates, b.dates, _SAME_TIME) and not self.evidence.meet(a.context, b.context)

    def _kin(self, a: frozenset[int], b: frozenset[int]) -> bool:
        return any(frozenset((x, y)) in self.kin for x in a for y in b)

    def _find_home(self, n: int, homes: Sequence[int]) -> None:
        """Join a node without employer to the namesake whose context is nearest, if one is."""
        context = self.evidence.context([n])
        ranked = sorted(
            (-self.evidence.support(context, self.evidence.context(self.clusters.members(h))), h)
            for h in homes
        )
        (best, home), (second, _) = ranked[:2]
        if -best > 2 * -second:
            self._join(home, n)
            return
        sizes = sorted(((len(self.clusters.members(h)), -h) for h in homes), reverse=True)
        if sizes[0][0] >= DOMINANT * sizes[1][0]:
            self._join(-sizes[0][1], n)
        else:
            self.near.add(home, n, 0.5)

    def _join(self, a: int, b: int) -> None:
        self.clusters.join(a, b, Why.KEY, across=True)


def _within(clusters: Clusters, root: int, nodes: Sequence[int]) -> tuple[int, ...]:
    return tuple(n for n in nodes if clusters.root(n) == root)
