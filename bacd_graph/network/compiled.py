"""The one place where a networkx graph becomes an igraph one, and where igraph gets its chance.

igraph is imported when called: it brings matplotlib, which most commands do without.
"""

import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeAlias

from bacd_graph.network.projections import Network

if TYPE_CHECKING:
    import igraph

Edges: TypeAlias = tuple[list[int], list[int], list[float]]

# igraph has one generator for the whole process; two threads must not swap it at once.
_GENERATOR = threading.Lock()


def to_igraph(graph: Network) -> "igraph.Graph":
    """Return ``graph`` as igraph sees it: vertex i is the i-th node, ``weight`` on the edges."""
    return from_edges(len(graph), edges_of(graph))


def edges_of(graph: Network) -> Edges:
    """Return the edges of ``graph``: one end of each, the other, and its weight.

    Ends are places of nodes in the order of the graph; an edge without a weight weighs 1.
    """
    index = dict(zip(graph, range(len(graph)), strict=True))
    ones: list[int] = []
    others: list[int] = []
    weights: list[float] = []
    # Half the time of a walk over ``graph.edges``, which keeps a set of what it has seen; and no
    # pair is made of each edge, which would call the garbage collector.
    for here, (_, neighbours) in enumerate(graph.adjacency()):
        for node, data in neighbours.items():
            there = index[node]
            if there >= here:
                ones.append(here)
                others.append(there)
                weights.append(data.get("weight", 1.0))
    return ones, others, weights


def from_edges(count: int, edges: Edges) -> "igraph.Graph":
    """Return the igraph graph of ``count`` vertices with these edges."""
    import igraph

    ones, others, weights = edges
    pairs = zip(ones, others, strict=True)
    return igraph.Graph(n=count, edges=pairs, edge_attrs={"weight": weights})


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Let igraph draw from a generator of our own, so that chance gives the same each time.

    Python's ``random`` is left as it is. Afterwards igraph draws from ``random`` again, as it
    does by default; igraph cannot say what generator it had before.
    """
    import igraph

    with _GENERATOR:
        igraph.set_random_number_generator(random.Random(seed))  # noqa: S311 - layout, no secret
        try:
            yield
        finally:
            igraph.set_random_number_generator(random)
