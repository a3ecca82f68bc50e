"""Maps beside networkx and adjustText: ``python -m benchmarks.pictures [OUT]``.

OUT is a built graph. Without it, and for more entities than it has, claims are made up by lot:
names and ties as skewed as real ones. First one network is laid out, labelled, drawn and saved as
PNG, by `draw_ecosystem` and by ``spring_layout`` with adjustText; then larger ones by ours alone.
Ours includes projection and communities. The stress is that of Kamada & Kawai (1989) on paper, per
pair, at its best scale; that of ``spring_layout`` is also given before the paper stretches it.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

import click
import networkx as nx
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from numpy.typing import NDArray

from bacd_graph.drawing import draw_ecosystem, save
from bacd_graph.drawing.frame import SLIDE, root_of
from bacd_graph.drawing.layout.labels import boxes_of
from bacd_graph.drawing.layout.rectangles import overlap
from bacd_graph.drawing.style import PLAIN
from bacd_graph.model import Claim, DocumentInfo, Entity, EntityType, Passage, Predicate, Status
from bacd_graph.network import Network, project
from bacd_graph.network.compiled import to_igraph
from bacd_graph.rdf.names import BASE
from bacd_graph.rdf.terms import Terms
from bacd_graph.terminal import print_table
from benchmarks.material import Material
from benchmarks.results import Pair
from benchmarks.rounds import in_turns

LIMIT = 500
LARGER = (1_000, 2_000, 5_000)
_LETTERS = "Collaboration Conference of the Very Open Cloud Infrastructure "
_RADIUS = 3.0  # of a node of the rival, in points: as ours have at 500
_SIZE = 8  # of its letters


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure, the nodes in it with their places on paper in points, and what it took."""

    figure: Figure
    positions: dict[str, tuple[float, float]]
    seconds: float


def made_up(count: int) -> Iterator[Claim]:
    """Yield claims that join ``count`` entities, each later one to the great more often."""
    chance = random.Random(0)
    kinds = list(EntityType)
    entities = [
        Entity(f"{(k := chance.choice(kinds)).value.lower()}/e{n}", name, k, (name,), ())
        for n in range(count)
        for name in (f"{_LETTERS[: int(chance.lognormvariate(2.2, 0.6))].strip()} {n}",)
    ]
    ends = [0]
    for n in range(1, count):
        for other in {chance.choice(ends) for _ in range(chance.choice((1, 1, 2, 4)))}:
            document = DocumentInfo(f"d{n % 500}", f"d{n % 500}.md", "0" * 64)
            passage = Passage(document.id, 0, 4, "Text")
            one, another = entities[n], entities[other]
            yield Claim(
                one, Predicate.USES, another, Status.ASSERTED, 0.9, document, (passage,), True
            )
            ends += [other, n]


def ours(claims: Sequence[Claim], limit: int, folder: Path) -> Picture:
    """Draw and save a map of ``limit`` entities."""
    start = perf_counter()
    figure = draw_ecosystem(claims, limit=limit)
    save(figure, folder / "ours.png")
    seconds = perf_counter() - start
    places: dict[str, NDArray[np.float64]] = {}
    for marks in (c for c in figure.axes[0].collections if isinstance(c, PathCollection)):
        places.update(zip(map(str, marks.get_urls()), np.asarray(marks.get_offsets()), strict=True))
    iris = {Terms(BASE).entity(e.id).value: e.id for c in claims for e in (c.subject, c.object)}
    return Picture(figure, {iris[i]: (x, y) for i, (x, y) in places.items()}, seconds)


def theirs(graph: Network, names: Sequence[str], folder: Path) -> Picture:
    """Draw and save the same network as the guides of networkx and adjustText say."""
    from adjustText import adjust_text  # type: ignore[import-not-found]

    start = perf_counter()
    figure = Figure(figsize=SLIDE, dpi=120)
    FigureCanvasAgg(figure)
    ax = figure.add_axes((0, 0, 1, 1))
    positions = nx.spring_layout(graph, seed=0)
    nx.draw_networkx_nodes(graph, positions, ax=ax, node_size=(2 * _RADIUS) ** 2)
    nx.draw_networkx_edges(graph, positions, ax=ax, alpha=0.3)
    texts = [
        ax.text(positions[n][0], positions[n][1], graph.nodes[n]["label"], fontsize=_SIZE, **PLAIN)
        for n in names
    ]
    adjust_text(texts, ax=ax)
    figure.savefig(folder / "theirs.png")
    seconds = perf_counter() - start
    pixels = ax.transData.transform([positions[n] for n in graph]) * 72 / figure.dpi
    return Picture(figure, dict(zip(graph, map(tuple, pixels), strict=True)), seconds)


def stress(graph: Network, positions: Mapping[str, tuple[float, float]]) -> float:
    """Return the mean over pairs of ((on paper - in the network) / in the network)^2."""
    known = np.array(to_igraph(graph).distances())
    places = np.array([positions[n] for n in graph])
    first, second = np.triu_indices(len(places), 1)
    apart = np.hypot(*(places[first] - places[second]).T)
    joined = np.isfinite(known[first, second])
    ratio = (apart / known[first, second])[joined]
    scale = ratio.sum() / (ratio**2).sum()
    return float(((scale * ratio - 1) ** 2).mean())


def overlaps(picture: Picture) -> tuple[int, int]:
    """Return how many pairs of names overlap, and how many names lie on a node."""
    ax = picture.figure.axes[0]
    names = boxes_of(ax, ax.texts)
    nodes = squares(ax)
    return int(np.triu(overlap(names, names), 1).sum()), int(overlap(names, nodes).any(1).sum())


def squares(ax: Axes) -> NDArray[np.float64]:
    """Return squares around the nodes of a picture in points of its axes."""
    found = []
    points, corner = 72 / root_of(ax).dpi, ax.get_window_extent().p0
    for marks in (c for c in ax.collections if isinstance(c, PathCollection)):
        places = (ax.transData.transform(marks.get_offsets()) - corner) * points
        reach = marks.get_paths()[0].get_extents().x1 * np.sqrt(marks.get_sizes())[:, None]
        found.append(np.hstack([places - reach, places + reach]))
    return np.concatenate(found)


def same_network(claims: Sequence[Claim], picture: Picture) -> Network:
    """Return the network that a map of ours shows."""
    whole = project(claims, "ecosystem")
    # In order, since a spring layout depends on it; a subgraph's is that of a set.
    graph: Network = nx.Graph()
    graph.add_nodes_from((n, whole.nodes[n]) for n in whole if n in picture.positions)
    graph.add_edges_from(e for e in whole.edges(data=True) if e[0] in graph and e[1] in graph)
    return graph


def strongest(graph: Network) -> list[str]:
    """Return the nodes, those with the strongest ties first."""
    strength = dict(graph.degree(weight="weight"))
    return sorted(graph, key=lambda n: (-strength[n], n))


def pairs(_: Material, rounds: int) -> list[Pair]:
    """Return what a map takes, by the clock, theirs with all names and with as many as ours."""
    claims = list(made_up(2 * LIMIT))
    with TemporaryDirectory() as name:
        folder = Path(name)
        mine = ours(claims, LIMIT, folder)
        graph = same_network(claims, mine)
        ranked = strongest(graph)
        few = ranked[: len(mine.figure.axes[0].texts)]
        theirs(graph, few[:1], folder)
        taken = in_turns(
            rounds,
            {
                "ours": lambda: ours(claims, LIMIT, folder).seconds,
                "all names": lambda: theirs(graph, ranked, folder).seconds,
                "as many names": lambda: theirs(graph, few, folder).seconds,
            },
        )
    what, rival = f"map of {LIMIT} entities, {len(few)} names", "spring_layout, adjustText"
    return [
        Pair("picture", what, f"{rival}, {names}", "s", taken["ours"], taken[names])
        for names in ("all names", "as many names")
    ]


def compare(claims: Sequence[Claim], limit: int, folder: Path) -> None:
    """Print one network drawn by ours and by the others: with all names, with as many as ours."""
    mine = ours(claims, limit, folder)
    graph = same_network(claims, mine)
    ranked = strongest(graph)
    shown = len(mine.figure.axes[0].texts)
    rows = [("draw_ecosystem", mine)]
    try:
        for count in (len(graph), shown):
            picture = theirs(graph, ranked[:count], folder)
            rows.append(("spring_layout, adjustText", picture))
    except ImportError as error:
        click.echo(f"{error}: for the comparison, pip install adjustText (and scipy)\n", err=True)
    print_table(
        ("", "s", "times ours", "stress", "names", "name on name", "name on node"),
        [
            (
                name,
                f"{picture.seconds:.2f}",
                f"{picture.seconds / mine.seconds:.1f}",
                f"{stress(graph, picture.positions):.4f}",
                len(picture.figure.axes[0].texts),
                *overlaps(picture),
            )
            for name, picture in rows
        ],
        f"{len(graph):,} entities, {graph.number_of_edges():,} ties",
    )
    if len(rows) > 1:
        square = {n: (x, y) for n, (x, y) in nx.spring_layout(graph, seed=0).items()}
        click.echo(f"stress of spring_layout before it is stretched: {stress(graph, square):.4f}\n")


@click.command()
@click.argument(
    "out", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.option("--limit", type=click.IntRange(10), default=LIMIT, show_default=True)
def main(out: Path | None, limit: int) -> None:
    """Print what maps cost, and how good they are."""
    claims: Sequence[Claim] = ()
    if out is not None:
        import bacd_graph

        with bacd_graph.open(out) as graph:
            claims = graph.claims
    rows = []
    with TemporaryDirectory() as name:
        folder = Path(name)
        ours(list(made_up(50)), 50, folder)  # imports and fonts are nobody's
        enough = claims if entities(claims) >= limit else list(made_up(2 * limit))
        compare(enough, limit, folder)
        for below, count in pairwise((limit, *LARGER)):
            if count <= below:
                continue
            real = entities(claims) >= count
            picture = ours(claims if real else list(made_up(count)), count, folder)
            source = "of the graph" if real else "made up"
            found = (len(picture.positions), source, f"{picture.seconds:.2f}", *overlaps(picture))
            rows.append((*found, len(picture.figure.axes[0].texts)))
    print_table(("entities", "", "s", "name on name", "name on node", "names"), rows, "Larger maps")


def entities(claims: Sequence[Claim]) -> int:
    """Return how many entities plain claims join."""
    return len({e.id for c in claims if c.plain for e in (c.subject, c.object)})


if __name__ == "__main__":
    main()
