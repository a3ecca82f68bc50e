"""Our measures beside networkx alone: ``python -m benchmarks.measures``.

On a generated network: groups of very unequal size, in each a few who have most ties, and weights
that add up confidences. Ours starts from the networkx graph each time, so that it includes the
conversion to igraph. Both take turns, some rounds; shown are the median seconds of the processor,
of which both use one, the ratio of the medians, the least and the greatest ratio of a round, and
how far the values are apart at most. Betweenness is taken from the same pivots by both. Of
communities, which may differ where they are equally good, it is by how much our modularity is
higher than that of networkx's Louvain method; it has no Leiden of its own. Constraint and effective
size would take networkx hours: it gets one node in five hundred, and its seconds are multiplied.
"""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import chain
from statistics import median
from typing import Any

import click
import networkx as nx

# networkx's own arithmetic: nx.pagerank needs scipy, with which it is another library's.
from networkx.algorithms.link_analysis import pagerank_alg

from bacd_graph.network import (
    Broker,
    Network,
    articulation_points,
    betweenness,
    brokers,
    communities,
)
from bacd_graph.network.compiled import to_igraph
from bacd_graph.terminal import print_table
from benchmarks import results
from benchmarks.material import Material
from benchmarks.rounds import in_turns, seconds, timed

PIVOTS = 200
EACH = 500
# So many that communities are found as in large networks.
NODES = 6_000
Values = dict[str, float]
Measure = Callable[[Network], Any]


@dataclass(frozen=True)
class Pair:
    """A measure by us and by networkx, and how the answer of each becomes comparable values.

    networkx takes it of one node in ``share``.
    """

    name: str
    ours: Measure
    theirs: Measure
    our_values: Callable[[Network, Any], Values]
    their_values: Callable[[Network, Any], Values] = lambda _, answer: dict(answer)
    share: int = 1


def make_network(count: int, seed: int) -> Network:
    """Return a network of about three ties a node, in groups of log-normal sizes.

    Who has ties gets more of them (preferential attachment), and one tie in seven leaves its group
    for one of the hubs of the others.
    """
    chance = random.Random(seed)
    graph: Network = nx.Graph()
    names = [f"person/{number:06}" for number in range(count)]
    graph.add_nodes_from((name, {"label": name, "type": "Person", "weight": 1}) for name in names)
    hubs: list[int] = []
    start = 0
    while start < count:
        size = min(count - start, max(5, int(chance.lognormvariate(4, 1.2))))
        ends = [start]
        for node in range(start + 1, start + size):
            for _ in range(1 + int(chance.expovariate(0.35))):
                away = hubs and chance.random() < 1 / 7
                other = chance.choice(hubs if away else ends)
                if other != node:
                    weight = round(sum(chance.random() for _ in range(chance.randint(1, 3))), 3)
                    graph.add_edge(names[node], names[other], weight=weight)
                    ends += [node, other]
        hubs += ends[:10]
        start += size
    nx.freeze(graph)
    return graph


def modularity(graph: Network, parts: Any) -> Values:
    """Return the modularity of communities, ours or networkx's."""
    sets = [set(getattr(part, "members", part)) for part in parts]
    # Ours leave out who has no ties.
    sets += [{node} for node in graph if not graph.degree(node) and {node} not in sets]
    return {"modularity": nx.community.modularity(graph, sets)}


def in_order(graph: Network, values: Any) -> Values:
    """Return values that come in the order of the nodes."""
    return dict(zip(graph, values, strict=True))


@cache
def _some(graph: Network) -> tuple[str, ...]:
    """Return every so many-th of the nodes that bridge."""
    tied: Values = nx.clustering(graph)  # type: ignore[assignment]
    return tuple(node for node in graph if graph.degree(node) > 1 and tied[node] < 1)[::EACH]


def _burt(graph: Network, nodes: Sequence[str]) -> Values:
    constraint = nx.constraint(graph, nodes, weight="weight")
    sizes = nx.effective_size(graph, nodes)
    return {f"{key} {n}": v[n] for key, v in (("c", constraint), ("s", sizes)) for n in nodes}


def _of(rows: Sequence[Broker], nodes: Sequence[str]) -> Values:
    of = {row.id: row for row in rows}
    constraint = {f"c {node}": of[node].constraint for node in nodes}
    return constraint | {f"s {node}": of[node].effective_size for node in nodes}


PAIRS = (
    Pair(
        f"betweenness, {PIVOTS} pivots",
        lambda graph: betweenness(graph, PIVOTS),
        lambda graph: nx.betweenness_centrality(graph, k=PIVOTS, seed=0),
        lambda graph, found: in_order(graph, found.values),
    ),
    Pair(
        "communities",
        communities,
        lambda graph: nx.community.louvain_communities(graph, seed=0),
        modularity,
        modularity,
    ),
    Pair(
        "communities, thorough",
        lambda graph: communities(graph, thorough=True),
        lambda graph: nx.community.louvain_communities(graph, seed=0),
        modularity,
        modularity,
    ),
    Pair(
        "core numbers",
        lambda graph: to_igraph(graph).coreness(),
        nx.core_number,
        in_order,
    ),
    Pair(
        "articulation points",
        articulation_points,
        lambda graph: Counter(chain.from_iterable(nx.biconnected_components(graph))),
        lambda _, found: {row.id: row.pieces for row in found},
        lambda _, blocks: {node: pieces for node, pieces in blocks.items() if pieces > 1},
    ),
    Pair(
        "PageRank",
        lambda graph: to_igraph(graph).pagerank(weights="weight", damping=0.85),
        lambda graph: pagerank_alg._pagerank_python(  # type: ignore[attr-defined]
            graph, weight="weight", tol=1e-9
        ),
        in_order,
    ),
    Pair(
        "constraint, effective size",
        brokers,
        lambda graph: _burt(graph, _some(graph)),
        lambda graph, rows: _of(rows, _some(graph)),
        share=EACH,
    ),
)


def pairs(_: Material, rounds: int) -> list[results.Pair]:
    """Return what measures take, in seconds of the processor, but for what takes networkx hours."""
    graph = make_network(NODES, 1)
    found = []
    for pair in (pair for pair in PAIRS if pair.share == 1):
        pair.ours(graph)
        calls = {"ours": partial(pair.ours, graph), "theirs": partial(pair.theirs, graph)}
        taken = in_turns(rounds, {name: seconds(call) for name, call in calls.items()})
        found.append(
            results.Pair(
                *(f"measures, {NODES:,} nodes", pair.name, "networkx", "CPU s"),
                *(taken["ours"], taken["theirs"]),
            )
        )
    return found


@click.command()
@click.option("--nodes", default=10_000, show_default=True)
@click.option("--seed", default=1, show_default=True)
@click.option("--rounds", default=5, show_default=True)
def main(nodes: int, seed: int, rounds: int) -> None:
    """Print how much faster each measure is, and how far apart the values are."""
    graph = make_network(nodes, seed)
    _some(graph)  # so that it is not timed
    most = max(degree for _, degree in graph.degree)
    click.echo(f"{len(graph):,} nodes, {graph.size():,} edges, the most of a node {most:,}\n")
    rows = []
    for pair in PAIRS:
        rows.append(compare(pair, graph, rounds))
        click.echo(f"{len(rows)} of {len(PAIRS)}: {pair.name}", err=True)
    columns = ("measure", "ours, s", "networkx, s", "ratio", "of a round", "apart")
    print_table(columns, rows)
    found = betweenness(graph, PIVOTS)
    exact = betweenness(graph, nodes).values
    off = max(abs(a - b) for a, b in zip(found.values, exact, strict=True))
    click.echo(f"\nsampled from exact: off by {off:.5f} at most, said to be by {found.margin:.5f}")


def compare(pair: Pair, graph: Network, rounds: int) -> tuple[str, ...]:
    """Return the row of a measure."""
    pair.ours(graph)
    times = []
    for _ in range(rounds):
        ours, our_answer = timed(partial(pair.ours, graph))
        theirs, their_answer = timed(partial(pair.theirs, graph))
        times.append((ours, theirs * pair.share))
    ratios = sorted(theirs / ours for ours, theirs in times)
    ours, theirs = (median(side) for side in zip(*times, strict=True))
    return (
        *(pair.name, f"{ours:.4f}", f"{theirs:.3f}", f"{theirs / ours:.1f}"),
        f"{ratios[0]:.1f} to {ratios[-1]:.1f}",
        apart(pair.our_values(graph, our_answer), pair.their_values(graph, their_answer)),
    )


def apart(ours: Values, theirs: Values) -> str:
    """Return how far the values are apart at most; of modularity, by how much ours is higher."""
    assert ours.keys() == theirs.keys()
    if "modularity" in ours:
        return f"{ours['modularity'] - theirs['modularity']:+.4f}"
    return f"{max(abs(ours[key] - theirs[key]) for key in ours):.1e}"


if __name__ == "__main__":
    main()
