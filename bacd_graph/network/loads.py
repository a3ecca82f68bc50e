"""How many paths depend on a tie."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeAlias

import networkx as nx

from bacd_graph.network.compiled import to_igraph

if TYPE_CHECKING:
    from bacd_graph.network.projections import Network

Pair: TypeAlias = tuple[str, str]


def tie_loads(pairs: Iterable[Pair]) -> dict[Pair, float]:
    """Return how many shortest paths run over each tie, with the mean of all ties as the unit.

    ``pairs`` are ids of two different entities, the lesser one first. Exact, each tie one step
    long, paths of one length sharing alike: edge betweenness, >= 0.

    >>> loads = tie_loads([("a", "b"), ("b", "c"), ("c", "d")])
    >>> {pair: round(load, 2) for pair, load in loads.items()}
    {('a', 'b'): 0.9, ('b', 'c'): 1.2, ('c', 'd'): 0.9}

    Source: Girvan, M. & Newman, M. E. J. (2002), PNAS 99(12), 7821-7826.
    """
    ties = sorted(set(pairs))
    graph: Network = nx.Graph()
    graph.add_edges_from(ties)
    between = to_igraph(graph).edge_betweenness(directed=False) if ties else []
    mean = sum(between) / len(ties) if ties else 1.0
    found = zip(graph.edges, between, strict=True)
    return {(min(a, b), max(a, b)): round(load / mean, 9) for (a, b), load in found}
