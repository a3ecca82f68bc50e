"""The map of the ecosystem: its most connected entities and how they hang together."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

import networkx as nx
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from bacd_graph.drawing.box import Box
from bacd_graph.drawing.captions import sentences, source_line
from bacd_graph.drawing.entities import entities_of
from bacd_graph.drawing.frame import (
    font_size,
    open_axes,
    points_of,
    put_caption,
    root_of,
    scale,
    settle,
)
from bacd_graph.drawing.layout.choosing import tied_together
from bacd_graph.drawing.layout.edges import Edge, draw_edges
from bacd_graph.drawing.layout.grounds import grounds
from bacd_graph.drawing.layout.labels import CROWD, Label, place_labels
from bacd_graph.drawing.layout.named import APART, FULL, lay_out_named
from bacd_graph.drawing.layout.places import Node
from bacd_graph.drawing.legend import put_legend
from bacd_graph.drawing.lettering import Pen
from bacd_graph.drawing.links import link
from bacd_graph.drawing.marks import Mark, draw_marks
from bacd_graph.drawing.names import label, wrap
from bacd_graph.drawing.style import blend, tones
from bacd_graph.errors import BuildError
from bacd_graph.model import Claim, Entity
from bacd_graph.network.communities import communities
from bacd_graph.network.projections import Network, project
from bacd_graph.rdf.names import BASE
from bacd_graph.wording import count

# What the paper is tinted with under a community, and by how much.
_TINTS, _TINT = ("#56B4E9", "#E69F00", "#009E73", "#CC79A7", "#7F7F7F"), 0.11
_GROUND = 40.0  # how far the ground of a community reaches from its nodes on a slide, in points
_SMALLEST, _LARGEST = 3.5, 17.0  # radii of nodes on a slide, in points
_READABLE = 0.8  # no letters are smaller than on axes of this scale
# How wide a letter is, beside its size; the square points of paper that an entity takes at
# least, for the sake of edges; and how many there are whatever the room.
_LETTER, _PLOT, _LEAST = 0.58, 4_200.0, 10
_LONGEST, _WIDE, _LINES = 46, 17, 3  # letters of a name, of one of its lines; lines
_BOLD = 0.45  # from this share of the strongest on, names are bold


def draw_ecosystem(
    claims: Sequence[Claim],
    *,
    ax: Axes | None = None,
    figsize: tuple[float, float] | None = None,
    base: str = BASE,
    limit: int | None = None,
) -> Figure:
    """Return a figure of the most connected entities, at most ``limit``, and their ties.

    Without ``limit`` there are as many as leave room for their names: some 90 on a slide. A
    node's area grows with the sum of the weights of its edges, its colour and shape tell its
    type, a shaded ground holds the members of one community together, and an edge is the
    thicker the more evidence it has; where it would run behind a name it is left out. Names
    that find no room are left out, the least connected first; the caption says how many. Plain
    claims alone are drawn.

    With ``ax`` the picture is drawn there, at the size that the axes have now; else on a new
    figure of ``figsize`` inches, by default of 1600 x 900 pixels. Fonts and the colours of
    paper and text follow ``rcParams``; global state of pyplot is not touched. Marks and names
    lead to their entities in the graph of ``base``.

    Raises:
        BuildError: if no asserted claim joins two entities.
    """
    whole = project(claims, "ecosystem")
    if not whole.number_of_edges():
        raise BuildError(
            "there is nothing to draw: no asserted claim joins two entities; "
            "build the graph from documents that state something first"
        )
    figure, ax = open_axes(ax, figsize)
    entities = entities_of(claims)
    graph = _most_connected(whole, limit or _fitting(ax, whole, entities, base))
    settle(ax, _title(graph, whole))
    box = put_legend(ax, (entities[n].type for n in graph))
    groups = [c.members for c in communities(graph)]
    shares = _shares(whole, graph)
    radii = {n: _radius(share, _crowding(graph), scale(ax)) for n, share in shares.items()}
    named = [n for n in _by_strength(whole) if n in graph][:CROWD]
    names = {n: _name(ax, entities[n], radii[n], shares[n], base) for n in named}
    positions = lay_out_named(ax, graph, groups, radii, names, box)
    _draw_grounds(ax, groups, positions, box)
    marks = (Mark(entities[n], *positions[n], radii[n]) for n in graph)
    draw_marks(ax, marks, base, rim=0.7 * _crowding(graph))
    nodes = [Node(*positions[n], radii[n]) for n in graph]
    labels = [replace(one, x=positions[n][0], y=positions[n][1]) for n, one in names.items()]
    edges = _edges(graph, groups, positions)
    homeless = place_labels(ax, labels, nodes, box, lines=np.array([edge.ends for edge in edges]))
    draw_edges(ax, edges)
    put_caption(ax, _caption(claims, homeless + len(graph) - len(labels)))
    return figure


def _fitting(ax: Axes, whole: Network, entities: Mapping[str, Entity], base: str) -> int:
    """Return how many of the most connected find room on the axes with their names."""
    area, shares = points_of(ax), _shares(whole, whole)
    left = FULL * area.width * area.height
    most = round(area.width * area.height / _PLOT / _readable(ax) ** 2)
    for number, node in enumerate(_by_strength(whole)[:most]):
        radius = _radius(shares[node], 1.0, scale(ax))
        name = _name(ax, entities[node], radius, shares[node], base)
        lines = name.text.split("\n")
        width = max(map(len, lines)) * name.pen.size * _LETTER + APART
        left -= max(width, 2 * radius) * (2 * radius + name.pen.size * 1.3 * len(lines) + APART)
        if left < 0:
            return max(number, _LEAST)
    return max(most, _LEAST)


def _readable(ax: Axes) -> float:
    return max(scale(ax), _READABLE)


def _most_connected(whole: Network, limit: int) -> Network:
    """Return the strongest nodes, so many that at most ``limit`` are tied to each other."""
    tied = tied_together(whole, _by_strength(whole), limit)
    graph: Network = nx.Graph()
    graph.add_nodes_from((n, whole.nodes[n]) for n in whole if n in tied)
    graph.add_edges_from(e for e in whole.edges(data=True) if e[0] in tied and e[1] in tied)
    return graph


def _by_strength(graph: Network) -> list[str]:
    strength = dict(graph.degree(weight="weight"))
    return sorted(graph, key=lambda n: (-round(strength[n], 6), graph.nodes[n]["label"], n))


def _shares(whole: Network, graph: Network) -> dict[str, float]:
    """Return how strong each node is beside the strongest, from 0 to 1; roots, as areas tell."""
    strength = dict(whole.degree(weight="weight"))
    most = max(strength[n] for n in graph)
    return {n: math.sqrt(strength[n] / most) for n in graph}


def _radius(share: float, crowding: float, size: float) -> float:
    # In a crowd the great stay greater.
    reach = (_LARGEST - _SMALLEST) * math.sqrt(crowding)
    return max(_SMALLEST * crowding, 1.2) * size + reach * share * size


def _crowding(graph: Network) -> float:
    """Return by how much nodes and edges shrink where there are many: 1 up to 90 nodes."""
    return min(1.0, math.sqrt(90 / len(graph)))


def _name(ax: Axes, entity: Entity, radius: float, share: float, base: str) -> Label:
    """Return the name of an entity, not yet anywhere; it grows with the entity's share."""
    size = font_size(ax, 0.83 + 0.57 * share) / scale(ax) * _readable(ax)
    text = wrap(label(entity, _LONGEST), _WIDE, _LINES)
    pen = Pen(size, tones(ax).ink, bold=share > _BOLD)
    return Label(text, 0, 0, radius, pen, link(root_of(ax), entity, base))


def _draw_grounds(
    ax: Axes,
    groups: Sequence[Sequence[str]],
    positions: Mapping[str, tuple[float, float]],
    box: Box,
) -> None:
    nodes = sum(map(len, groups))
    reach = _GROUND * scale(ax) * max(min(math.sqrt(90 / nodes), 1.0), 0.3)
    smallest = max(3, nodes // 100)
    for number, ground in enumerate(grounds(groups, positions, reach, box)):
        if len(groups[number]) < smallest or ground.held.max() <= 0:
            continue
        tint = blend(tones(ax).paper, _TINTS[number % len(_TINTS)], _TINT)
        levels = (0.0, ground.reach)
        ax.contourf(
            ground.x, ground.y, ground.held, levels, colors=[tint], antialiased=True, zorder=0.1
        )


def _edges(
    graph: Network,
    groups: Sequence[Sequence[str]],
    positions: Mapping[str, tuple[float, float]],
) -> list[Edge]:
    """Return the edges: the thicker the more evidence, paler between two communities."""
    group_of = {n: number for number, group in enumerate(groups) for n in group}
    ties: list[tuple[str, str, float]] = list(graph.edges(data="weight"))
    most = max(weight for *_, weight in ties)
    thin, pale = _crowding(graph), min(1.0, math.sqrt(300 / len(ties)))
    return [
        Edge(
            (*positions[a], *positions[b]),
            thin * (0.5 + 2.2 * math.sqrt(weight / most)),
            pale * (0.65 if group_of[a] == group_of[b] else 0.3),
        )
        for a, b, weight in ties
    ]


def _title(graph: Network, whole: Network) -> str:
    if len(graph) == len(whole):
        return f"The ecosystem: {len(graph):,} entities"
    return f"The ecosystem: the {len(graph):,} most connected of {len(whole):,} entities"


def _caption(claims: Sequence[Claim], unnamed: int) -> str:
    return sentences(
        source_line([c for c in claims if c.plain]),
        "Size: evidence of ties; shaded: communities (Leiden)",
        f"{count(unnamed, 'name')} left out for room" if unnamed else "",
    )
