"""Which nodes of a network are drawn, where not all can be."""

from collections.abc import Iterable

import networkx as nx

from bacd_graph.network.projections import Network


def tied_together(graph: Network, order: Iterable[str], limit: int) -> Network:
    """Return the part with the first nodes of ``order``, each tied to another of them.

    They are at most ``limit``; what is tied to none of those before it waits until one comes that
    it is tied to. The first tie is kept even if ``limit`` is less than two.
    """
    chosen: set[str] = set()
    tied: set[str] = set()
    for node in order:
        met = {other for other in graph.adj[node] if other in chosen}
        more = met | {node} if met else set()
        if tied and len(tied | more) > limit:
            break
        chosen.add(node)
        tied |= more
    part: Network = nx.Graph()
    part.add_nodes_from((n, graph.nodes[n]) for n in graph if n in tied)
    part.add_edges_from(e for e in graph.edges(data=True) if e[0] in tied and e[1] in tied)
    return part
