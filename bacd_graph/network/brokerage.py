"""Who bridges between others that are else apart."""

from dataclasses import dataclass

from bacd_graph.model import EntityType
from bacd_graph.network.compiled import to_igraph
from bacd_graph.network.projections import Network
from bacd_graph.network.ranking import first, rounded


@dataclass(frozen=True, slots=True)
class Broker:
    """How far a node bridges between others: see ``brokers`` for what the numbers mean."""

    id: str
    name: str
    type: str
    constraint: float
    effective_size: float
    degree: int


def brokers(
    graph: Network, kind: EntityType | None = None, limit: int | None = None
) -> tuple[Broker, ...]:
    """Return the nodes that bridge structural holes, the least constrained first.

    ``constraint``, > 0, is how far a node's ties lead back to each other, in proportion to the
    weights of the edges: low for one who joins people that are else apart (Burt 1992, 2004).
    ``effective_size`` is how many of its ties are not redundant, n - 2t/n for n others with t
    ties among them (Borgatti 1997). A node whose others are all tied to each other, or that has
    one tie alone, bridges nothing and is left out: among many, its constraint is low all the same.

    Source: Burt, R. S. (1992), Structural Holes; Burt, R. S. (2004), American Journal of
    Sociology 110(2), 349-399; Borgatti, S. P. (1997), Connections 20(1), 35-38.
    """
    compiled = to_igraph(graph)
    degrees = compiled.degree()
    joined = [i for i, degree in enumerate(degrees) if degree > 1]
    if not joined:
        return ()
    nodes = list(graph)
    constraint = compiled.constraint(joined, weights="weight")
    # Of the pairs of a node's others, the share that is tied to each other.
    tied = compiled.transitivity_local_undirected(joined)
    rows = (
        Broker(
            id=nodes[i],
            name=graph.nodes[nodes[i]]["label"],
            type=graph.nodes[nodes[i]]["type"],
            constraint=rounded(value),
            effective_size=rounded(degrees[i] - share * (degrees[i] - 1)),
            degree=degrees[i],
        )
        for i, value, share in zip(joined, constraint, tied, strict=True)
    )
    rows = (row for row in rows if row.effective_size > 1)
    return first(rows, lambda r: (r.constraint, -r.effective_size, r.name, r.id), kind, limit)
