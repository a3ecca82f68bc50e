"""Who is central: by ties, by their weight, by a walker's visits, by paths, by the core."""

from dataclasses import dataclass

from bacd_graph.model import EntityType
from bacd_graph.network.betweenness import betweenness
from bacd_graph.network.compiled import to_igraph
from bacd_graph.network.projections import Network
from bacd_graph.network.ranking import first, rounded


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
    margin: float
    core: int


def central(
    graph: Network,
    kind: EntityType | None = None,
    limit: int | None = None,
    *,
    pivots: int | None = None,
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
      pass through the node (Freeman 1977); ``margin`` is how far it may be off: 0 where it is
      exact, more where it is estimated from ``pivots``. See `betweenness`.
    - ``core``: the greatest k such that the node belongs to a part of the graph in which each
      node is tied to k others of the part (Seidman 1983).

    Source: Barrat, A. et al. (2004), PNAS 101(11), 3747-3752; Brin, S. & Page, L. (1998),
    Computer Networks 30, 107-117; Freeman, L. C. (1977), Sociometry 40(1), 35-41; Seidman,
    S. B. (1983), Social Networks 5(3), 269-287; Batagelj, V. & Zaversnik, M. (2003), An O(m)
    algorithm for cores decomposition of networks, arXiv:cs/0310049.
    """
    if not len(graph):
        return ()
    compiled = to_igraph(graph)
    between = betweenness(graph, pivots)
    rows = (
        Centrality(
            id=node,
            name=data["label"],
            type=data["type"],
            degree=degree,
            strength=rounded(strength),
            pagerank=rounded(pagerank),
            betweenness=share,
            margin=between.margin,
            core=core,
        )
        for (node, data), degree, strength, pagerank, share, core in zip(
            graph.nodes(data=True),
            compiled.degree(),
            compiled.strength(weights="weight"),
            compiled.pagerank(weights="weight", damping=0.85),
            between.values,
            compiled.coreness(),
            strict=True,
        )
    )
    return first(rows, lambda r: (-r.pagerank, r.name, r.id), kind, limit)
