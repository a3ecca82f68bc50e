"""Networks -> numbers: who is central, who bridges, who belongs together, what hangs on one."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import networkx as nx

from bacd_graph.model import Claim, Entity, EntityType, Predicate
from bacd_graph.network.compiled import seeded, to_igraph
from bacd_graph.network.projections import Network

_RUNS = 10
_Row = TypeVar("_Row", "Centrality", "Broker", "CutPoint")


@dataclass(frozen=True, slots=True)
class Centrality:
    """How central a node is: see ``central`` for what the numbers mean."""

    id: str
    name: str
    type: str
    degree: int
    strength: float
    pagerank: float
    betweenness: float


@dataclass(frozen=True, slots=True)
class Broker:
    """How far a node bridges between others: see ``brokers`` for what the numbers mean."""

    id: str
    name: str
    type: str
    constraint: float
    effective_size: float
    degree: int


@dataclass(frozen=True, slots=True)
class Community:
    """Nodes that are tied closer to each other than to the rest.

    ``number`` counts from 1, the largest first. ``members`` are ids and ``names`` their labels
    in the same order, the member with the most weight inside the community first.
    """

    number: int
    members: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BusFactor:
    """The people on whom a project is documented to rest, those with the most evidence first."""

    id: str
    name: str
    people: tuple[str, ...]

    @property
    def factor(self) -> int:
        """How many people would have to leave before nobody is left who is known to make it."""
        return len(self.people)

    @property
    def sole(self) -> bool:
        """Whether it rests on one person alone."""
        return self.factor == 1


@dataclass(frozen=True, slots=True)
class CutPoint:
    """A node without which what is now connected falls into ``pieces`` (two or more)."""

    id: str
    name: str
    type: str
    pieces: int


def central(
    graph: Network, kind: EntityType | None = None, limit: int | None = None
) -> tuple[Centrality, ...]:
    """Return the most central nodes, the highest PageRank first, then by name.

    ``kind`` keeps the nodes of one type (the measures are still those of the whole graph),
    ``limit`` the first so many. The numbers:

    - ``degree``: how many others the node is tied to.
    - ``strength``: the sum of the weights of its edges, >= 0 (Barrat et al. 2004).
    - ``pagerank``: the share of time that a walker over the edges, in proportion to their
      weights, spends there, if it jumps anywhere with probability 0.15; sums to 1 over the
      graph (Brin & Page 1998).
    - ``betweenness``: the share, in 0..1, of the shortest paths between all other pairs that
      pass through the node, every edge one step long (Freeman 1977; Brandes 2001). Weights
      count evidence, not distance, so they play no part in it.

    Source: Barrat et al. (2004), PNAS 101(11), 3747-3752; Brin, S. & Page, L. (1998), Computer
    Networks 30, 107-117; Freeman, L. C. (1977), Sociometry 40(1), 35-41; Brandes, U. (2001),
    Journal of Mathematical Sociology 25(2), 163-177.
    """
    compiled = to_igraph(graph)
    pagerank = compiled.pagerank(weights="weight", damping=0.85) if len(graph) else []
    betweenness = compiled.betweenness(directed=False)
    pairs = max((len(graph) - 1) * (len(graph) - 2) / 2, 1.0)
    rows = (
        Centrality(
            id=node,
            name=graph.nodes[node]["label"],
            type=graph.nodes[node]["type"],
            degree=compiled.degree(i),
            strength=_rounded(compiled.strength(i, weights="weight")),
            pagerank=_rounded(pagerank[i]),
            betweenness=_rounded(betweenness[i] / pairs),
        )
        for i, node in enumerate(graph)
    )
    return _first(rows, lambda r: (-r.pagerank, r.name, r.id), kind, limit)


def brokers(
    graph: Network, kind: EntityType | None = None, limit: int | None = None
) -> tuple[Broker, ...]:
    """Return the nodes that bridge structural holes, the least constrained first.

    ``constraint``, > 0, is how far a node's ties lead back to each other, in proportion to the
    weights of the edges: low for one who joins people that are else apart (Burt 1992, 2004).
    ``effective_size`` is how many of its ties are not redundant, n - 2t/n for n others with t
    ties among them (Borgatti 1997). Nodes with fewer than two ties bridge nothing and are
    left out.

    Source: Burt, R. S. (1992), Structural Holes; Burt, R. S. (2004), American Journal of
    Sociology 110(2), 349-399; Borgatti, S. P. (1997), Connections 20(1), 35-38.
    """
    compiled = to_igraph(graph)
    joined = [i for i, node in enumerate(graph) if graph.degree(node) > 1]
    nodes = list(graph)
    constraint = compiled.constraint(joined, weights="weight") if joined else []
    # The ties among a node's others are its triangles; nx.effective_size takes minutes here.
    triangles: dict[str, int] = nx.triangles(graph)  # type: ignore[assignment]
    rows = (
        Broker(
            id=nodes[i],
            name=graph.nodes[nodes[i]]["label"],
            type=graph.nodes[nodes[i]]["type"],
            constraint=_rounded(value),
            effective_size=_rounded(degree - 2 * triangles[nodes[i]] / degree),
            degree=degree,
        )
        for i, value in zip(joined, constraint, strict=True)
        for degree in (graph.degree(nodes[i]),)
    )
    return _first(rows, lambda r: (r.constraint, -r.effective_size, r.name, r.id), kind, limit)


def communities(graph: Network, *, resolution: float = 1.0, seed: int = 0) -> tuple[Community, ...]:
    """Return the communities, the largest first, then by the name of their first member.

    The Leiden method on weighted modularity: the best of ten runs, each to the point where
    nothing moves any more. A higher ``resolution`` (> 0) gives more and smaller communities.
    A node without ties belongs to none. The same graph and seed always give the same answer.

    Source: Traag, V. A., Waltman, L. & van Eck, N. J. (2019), From Louvain to Leiden,
    Scientific Reports 9, 5233.
    """
    tied: Network = nx.subgraph_view(graph, filter_node=lambda n: graph.degree(n) > 0)
    nodes = list(tied)
    if not nodes:
        return ()
    compiled = to_igraph(tied)
    with seeded(seed):
        runs = [
            compiled.community_leiden(
                "modularity", weights="weight", resolution=resolution, n_iterations=-1
            )
            for _ in range(_RUNS)
        ]
    best = max(runs, key=lambda run: run.quality)
    groups = [_by_weight(graph, [nodes[i] for i in group]) for group in best]
    groups.sort(key=lambda g: (-len(g), graph.nodes[g[0]]["label"], g[0]))
    return tuple(
        Community(number, tuple(group), tuple(graph.nodes[n]["label"] for n in group))
        for number, group in enumerate(groups, start=1)
    )


def bus_factors(claims: Sequence[Claim], limit: int | None = None) -> tuple[BusFactor, ...]:
    """Return for each project the people who are said to contribute to it or to develop it.

    Plain claims alone count. The fewest people first; among equals, the project in more
    documents first, then by name. A project of which no such person is known is left out.

    The bus (or truck) factor is the number of people who must leave before a project is in
    trouble. Avelino et al. count the authors of its files; texts name people, not files, so
    here it is simply the number of people named: a lower bound, and a hint where to look.

    Source: Avelino, G., Passos, L., Hora, A. & Valente, M. T. (2016), A novel approach for
    estimating truck factors, ICPC 2016, 1-10.
    """
    projects: dict[str, Entity] = {}
    evidence: defaultdict[str, Counter[str]] = defaultdict(Counter)
    documents: defaultdict[str, set[str]] = defaultdict(set)
    names: dict[str, str] = {}
    for claim in claims:
        making = claim.predicate in (Predicate.CONTRIBUTES_TO, Predicate.DEVELOPS)
        ends = (claim.subject.type, claim.object.type) == (EntityType.PERSON, EntityType.PROJECT)
        if making and ends and claim.plain:
            projects[claim.object.id] = claim.object
            names[claim.subject.id] = claim.subject.name
            evidence[claim.object.id][claim.subject.id] += 1
            documents[claim.object.id].add(claim.document.id)
    rows = [
        BusFactor(id_, project.name, tuple(sorted(people, key=lambda p: (-people[p], names[p], p))))
        for id_, project in projects.items()
        for people in (evidence[id_],)
    ]
    rows.sort(key=lambda r: (r.factor, -len(documents[r.id]), r.name, r.id))
    return tuple(rows[:limit])


def articulation_points(
    graph: Network, kind: EntityType | None = None, limit: int | None = None
) -> tuple[CutPoint, ...]:
    """Return the nodes whose going would cut the graph, those that leave most pieces first.

    Source: Hopcroft, J. & Tarjan, R. (1973), Algorithm 447: efficient algorithms for graph
    manipulation, Communications of the ACM 16(6), 372-378.
    """
    # igraph, since the stubs of networkx take a block for a node.
    nodes = list(graph)
    blocks = Counter(nodes[i] for block in to_igraph(graph).biconnected_components() for i in block)
    rows = (
        CutPoint(node, graph.nodes[node]["label"], graph.nodes[node]["type"], pieces)
        for node, pieces in blocks.items()
        if pieces > 1
    )
    return _first(rows, lambda r: (-r.pieces, r.name, r.id), kind, limit)


def _by_weight(graph: Network, group: Iterable[str]) -> list[str]:
    inside = graph.subgraph(group)
    strength = dict(inside.degree(weight="weight"))
    return sorted(inside, key=lambda n: (-_rounded(strength[n]), graph.nodes[n]["label"], n))


def _rounded(value: float) -> float:
    # Sums of floats differ in the last digits with the order of the terms: ties must stay ties.
    return round(value, 9)


def _first(
    rows: Iterable[_Row],
    key: Callable[[_Row], tuple[float | str, ...]],
    kind: EntityType | None,
    limit: int | None,
) -> tuple[_Row, ...]:
    kept = (row for row in rows if kind is None or row.type == kind.value)
    return tuple(sorted(kept, key=key)[:limit])
