"""The map of the ecosystem: its most connected entities and how they hang together."""

import math
from collections.abc import Mapping, Sequence

import networkx as nx
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.patches import Polygon

from bacd_graph.drawing.frame import (
    font_size,
    open_axes,
    put_caption,
    put_legend,
    put_title,
    root_of,
    scale,
    source_line,
)
from bacd_graph.drawing.hull import convex_hull
from bacd_graph.drawing.labels import CROWD, Label, place_labels
from bacd_graph.drawing.layout import lay_out, make_room
from bacd_graph.drawing.links import link
from bacd_graph.drawing.marks import Mark, draw_marks
from bacd_graph.drawing.names import label
from bacd_graph.drawing.style import blend, tones
from bacd_graph.errors import BuildError
from bacd_graph.model import Claim, Entity
from bacd_graph.network.communities import communities
from bacd_graph.network.projections import Network, project
from bacd_graph.rdf.names import BASE

# What the paper is tinted with under a community, and by how much.
_TINTS, _TINT = ("#56B4E9", "#E69F00", "#009E73", "#CC79A7", "#7F7F7F"), 0.09
_LEADERS = 40  # so many names have room made for them in a crowd
_GROUND = 22.0  # how far the ground of a community reaches beyond its nodes on a slide, in points
_SMALLEST, _LARGEST = 3.5, 17.0  # radii of nodes on a slide, in points


def draw_ecosystem(
    claims: Sequence[Claim],
    *,
    ax: Axes | None = None,
    figsize: tuple[float, float] | None = None,
    base: str = BASE,
    limit: int = 90,
) -> Figure:
    """Return a figure of the most connected entities, at most ``limit``, and their ties.

    A node's area grows with the sum of the weights of its edges, its colour and shape tell its
    type, a shaded ground holds the members of one community together, and an edge is the
    thicker the more evidence it has. Names that find no room are left out, the least connected
    first; the caption says how many. Plain claims alone are drawn.

    With ``ax`` the picture is drawn there, at the size that the axes have now; else on a new
    figure of ``figsize`` inches, by default of 1600 x 900 pixels. Fonts and the colours of
    paper and text follow ``rcParams``; global state of pyplot is not touched. Marks and names
    lead to their entities in the graph of ``base``.

    Raises:
        BuildError: if no asserted claim joins two entities.
    """
    whole = project(claims, "ecosystem")
    graph = _most_connected(whole, limit)
    if not graph:
        raise BuildError(
            "there is nothing to draw: no asserted claim joins two entities; "
            "build the graph from documents that state something first"
        )
    figure, ax = open_axes(ax, figsize)
    entities = {e.id: e for c in claims for e in (c.subject, c.object)}
    groups = [c.members for c in communities(graph)]
    put_title(ax, _title(graph, whole))
    put_caption(ax, " ")
    figure.draw_without_rendering()
    box = put_legend(ax, (entities[n].type for n in graph))
    thin = _crowding(graph)
    radii = _radii(whole, graph, scale(ax))
    order = [n for n in _by_strength(whole) if n in graph]
    positions = lay_out(graph, groups, radii, box)
    leaders = order[: len(graph) // 6 if len(graph) <= CROWD else _LEADERS]
    rooms = {n: _room(_label(ax, entities[n], positions[n], radii[n], thin, base)) for n in leaders}
    positions = make_room(positions, radii, rooms, box, edge=_GROUND * scale(ax))
    _draw_grounds(ax, groups, positions, scale(ax))
    _draw_edges(ax, graph, groups, positions)
    marks = (Mark(entities[n], *positions[n], radii[n]) for n in graph)
    draw_marks(ax, marks, base, rim=0.7 * thin)
    labels = [_label(ax, entities[n], positions[n], radii[n], thin, base) for n in order]
    tried = labels[:CROWD]
    homeless = place_labels(ax, tried, labels, box)
    put_caption(ax, _caption(claims, homeless + len(labels) - len(tried)))
    return figure


def _most_connected(whole: Network, limit: int) -> Network:
    """Return the strongest nodes, so many that at most ``limit`` are tied to each other."""
    chosen: set[str] = set()
    tied: set[str] = set()
    for node in _by_strength(whole):
        met = chosen & whole.adj[node].keys()
        more = met | {node} if met else set()
        if tied and len(tied | more) > limit:
            break
        chosen.add(node)
        tied |= more
    graph: Network = nx.Graph()
    graph.add_nodes_from((n, whole.nodes[n]) for n in whole if n in tied)
    graph.add_edges_from(e for e in whole.edges(data=True) if e[0] in tied and e[1] in tied)
    return graph


def _by_strength(graph: Network) -> list[str]:
    strength = dict(graph.degree(weight="weight"))
    return sorted(graph, key=lambda n: (-round(strength[n], 6), graph.nodes[n]["label"], n))


def _radii(whole: Network, graph: Network, size: float) -> dict[str, float]:
    strength = dict(whole.degree(weight="weight"))
    most = max(strength[n] for n in graph)
    reach, small = _LARGEST - _SMALLEST, size * _crowding(graph)
    return {n: max((_SMALLEST + reach * math.sqrt(strength[n] / most)) * small, 1.8) for n in graph}


def _crowding(graph: Network) -> float:
    """Return by how much nodes and edges shrink where there are many: 1 up to 90 nodes."""
    return min(1.0, math.sqrt(90 / len(graph)))


def _draw_grounds(
    ax: Axes,
    groups: Sequence[Sequence[str]],
    positions: Mapping[str, tuple[float, float]],
    size: float,
) -> None:
    for number, group in enumerate(g for g in groups if len(g) > 2):
        corners = convex_hull([positions[n] for n in group])
        tint = blend(tones(ax).paper, _TINTS[number % len(_TINTS)], _TINT)
        ground = Polygon(
            corners,
            facecolor=tint,
            edgecolor=tint,
            linewidth=2 * _GROUND * size,
            joinstyle="round",
            zorder=0.1,
        )
        ax.add_patch(ground)


def _draw_edges(
    ax: Axes,
    graph: Network,
    groups: Sequence[Sequence[str]],
    positions: Mapping[str, tuple[float, float]],
) -> None:
    group_of = {n: number for number, group in enumerate(groups) for n in group}
    edges: list[tuple[str, str, float]] = list(graph.edges(data="weight"))
    thin = _crowding(graph)
    most = max(weight for *_, weight in edges)
    lines = LineCollection(
        [[positions[a], positions[b]] for a, b, _ in edges],
        linewidths=[thin * (0.5 + 2.2 * math.sqrt(weight / most)) for *_, weight in edges],
        alpha=[0.65 if group_of[a] == group_of[b] else 0.28 for a, b, _ in edges],
        colors=tones(ax).edge,
        zorder=1,
    )
    ax.add_collection(lines, autolim=False)


def _label(
    ax: Axes, entity: Entity, at: tuple[float, float], radius: float, crowding: float, base: str
) -> Label:
    share = (radius / scale(ax) / crowding - _SMALLEST) / (_LARGEST - _SMALLEST)
    size = font_size(ax, 0.85 + 0.55 * max(share, 0.0))
    url = link(root_of(ax), entity, base)
    return Label(label(entity), *at, radius, size, bold=share > 0.45, url=url)


def _room(name: Label) -> tuple[float, float]:
    # A letter is some 0.6 of its size wide; a bold one 0.7.
    return len(name.text) * name.size * (0.72 if name.bold else 0.62) + 4, name.size * 1.5


def _title(graph: Network, whole: Network) -> str:
    if len(graph) == len(whole):
        return f"The ecosystem: {len(graph):,} entities"
    return f"The ecosystem: the {len(graph):,} most connected of {len(whole):,} entities"


def _caption(claims: Sequence[Claim], unnamed: int) -> str:
    plain = [c for c in claims if c.plain]
    parts = [
        f"{source_line(plain)}, {len(plain):,} statements",
        "Size: evidence of ties; shaded: communities (Leiden)",
    ]
    if unnamed:
        parts.append(f"{unnamed} {'name' if unnamed == 1 else 'names'} left out for room")
    return ". ".join(parts) + "."
