"""What hangs on one: nodes whose going would cut the graph, and whom they would cut off."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bacd_graph.model import EntityType
from bacd_graph.network.compiled import to_igraph
from bacd_graph.network.projections import Network
from bacd_graph.network.ranking import first

if TYPE_CHECKING:
    import igraph


@dataclass(frozen=True, slots=True)
class CutPoint:
    """A node without which what is now connected falls into ``pieces`` (two or more)."""

    id: str
    name: str
    type: str
    pieces: int


def articulation_points(
    graph: Network, kind: EntityType | None = None, limit: int | None = None
) -> tuple[CutPoint, ...]:
    """Return the nodes whose going would cut the graph, those that leave most pieces first.

    Source: Hopcroft, J. & Tarjan, R. (1973), Algorithm 447: efficient algorithms for graph
    manipulation, Communications of the ACM 16(6), 372-378.
    """
    nodes = list(graph)
    # Of each block of nodes that hang together twice over, a cut point is a member: it leaves a
    # piece of each.
    blocks = Counter(i for block in to_igraph(graph).biconnected_components() for i in block)
    rows = (
        CutPoint(nodes[i], graph.nodes[nodes[i]]["label"], graph.nodes[nodes[i]]["type"], pieces)
        for i, pieces in blocks.items()
        if pieces > 1
    )
    return first(rows, lambda r: (-r.pieces, r.name, r.id), kind, limit)


def cut_off_by(graph: Network) -> dict[str, tuple[str, ...]]:
    """Return for each node the others whose going, of one alone, would cut it off; nearest first.

    Cut off is who is left in a piece of less than half of the part that now hangs together, or
    alone. Nodes that nobody's going cuts off are left out.

    They are the cut points above the node in the tree of blocks and cut points, if its root is
    the centroid: no branch of the tree then holds more than half of all.

    Source: Hopcroft & Tarjan (1973), as `articulation_points`; Harary, F. & Prins, G. (1966),
    The block-cutpoint-tree of a graph, Publicationes Mathematicae Debrecen 13, 103-107;
    Jordan, C. (1869), Sur les assemblages de lignes, Journal für die reine und angewandte
    Mathematik 70, 185-190.
    """
    nodes, compiled = list(graph), to_igraph(graph)
    forest = _forest(compiled)
    found: dict[str, tuple[str, ...]] = {}
    for part in forest.connected_components():
        members = [i for i in part if i < len(nodes)]
        parents = forest.bfs(_centroid(forest, part, len(nodes)))[2]
        for i in members:
            # Of two alone each is all that the other has.
            pair = [j for j in members if j != i] if len(members) == 2 else ()
            if above := (*pair, *_above(i, parents, len(nodes))):
                found[nodes[i]] = tuple(nodes[j] for j in above)
    return {node: found[node] for node in nodes if node in found}


def _forest(graph: "igraph.Graph") -> "igraph.Graph":
    """Return the trees whose vertices are those of ``graph``, then its blocks with their members.

    A vertex in two blocks or more is a cut point.
    """
    import igraph

    blocks = list(graph.biconnected_components())
    count = graph.vcount()
    members = [(count + at, i) for at, block in enumerate(blocks) for i in block]
    return igraph.Graph(n=count + len(blocks), edges=members)


def _centroid(forest: "igraph.Graph", part: list[int], count: int) -> int:
    """Return the vertex of a tree that, as its root, has the smallest branches.

    Vertices from ``count`` on are blocks, which weigh nothing: as root, a block leaves half of
    the others below a branch at most, a vertex less than half.
    """
    order: list[int]
    order, _, parents = forest.bfs(part[0])
    below = {i: int(i < count) for i in order}
    for i in reversed(order[1:]):
        below[parents[i]] += below[i]
    # The lowest that has more than half of all below it, itself included: so its branches have
    # not. A block may have just half.
    return next(i for i in reversed(order) if 2 * below[i] + (i >= count) > below[part[0]])


def _above(i: int, parents: list[int], count: int) -> Iterator[int]:
    """Yield the vertices above ``i``: the blocks between them are no nodes."""
    while (i := parents[i]) >= 0:
        if i < count:
            yield i
