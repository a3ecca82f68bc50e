"""How many paths depend on a tie."""

from collections.abc import Iterable
from typing import Final, TypeAlias

Pair: TypeAlias = tuple[str, str]

_SOURCES: Final = 1_000


def tie_loads(pairs: Iterable[Pair]) -> dict[Pair, float]:
    """Return how many shortest paths run over each tie, with the mean of all ties as the unit.

    ``pairs`` are ids of two different entities, the lesser one first. Each tie is one step
    long, and paths of one length share alike: edge betweenness, >= 0. Exact up to `_SOURCES`
    entities; of more, the paths from so many of them, evenly spread over their ids, stand for all.

    >>> loads = tie_loads([("a", "b"), ("b", "c"), ("c", "d")])
    >>> {pair: round(load, 2) for pair, load in loads.items()}
    {('a', 'b'): 0.9, ('b', 'c'): 1.2, ('c', 'd'): 0.9}

    Source: Girvan, M. & Newman, M. E. J. (2002), PNAS 99(12), 7821-7826.
    """
    # As in `compiled`: late, since it brings matplotlib.
    import igraph

    ties = sorted(set(pairs))
    if not ties:
        return {}
    graph = igraph.Graph.TupleList(ties)
    sources = range(0, graph.vcount(), -(-graph.vcount() // _SOURCES))
    loads = graph.edge_betweenness(directed=False, sources=sources)
    mean = sum(loads) / len(ties)
    return {tie: round(load / mean, 9) for tie, load in zip(ties, loads, strict=True)}
