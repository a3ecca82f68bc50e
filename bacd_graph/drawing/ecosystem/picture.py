"""The map of the ecosystem: its most connected entities and how they hang together."""

import math
from collections.abc import Mapping, Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from bacd_graph.drawing.captions import sentences, source_line
from bacd_graph.drawing.ecosystem.shades import TINTS, draw_grounds
from bacd_graph.drawing.ecosystem.weights import (
    by_strength,
    crowding,
    label_of,
    most_that_fit,
    radius_of,
    shares_of,
)
from bacd_graph.drawing.entities import entities_of
from bacd_graph.drawing.frame import (
    open_axes,
    put_caption,
    scale,
    settle,
)
from bacd_graph.drawing.layout.choosing import tied_together
from bacd_graph.drawing.layout.edges import Edge, draw_edges
from bacd_graph.drawing.layout.labels import CROWD
from bacd_graph.drawing.layout.named import lay_out_named, name_nodes
from bacd_graph.drawing.legend import put_legend
from bacd_graph.drawing.marks import Mark, draw_marks
from bacd_graph.drawing.names import names_in
from bacd_graph.errors import BuildError
from bacd_graph.model import Claim
from bacd_graph.network.communities import communities
from bacd_graph.network.projections import Network, project
from bacd_graph.rdf.names import BASE
from bacd_graph.wording import count


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
    type, and an edge is the thicker the more evidence it has; where it would run behind a name
    it is left out. A shaded ground holds those of one community together, for the largest
    communities of the whole network: each has its tint whatever part of it is drawn. Names that
    find no room are left out, the least connected first; the caption says how many. Plain claims
    alone are drawn.

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
    entities, names = entities_of(claims), names_in(claims, base)
    most = limit or most_that_fit(ax, whole, entities, names)
    graph = tied_together(whole, by_strength(whole), most)
    settle(ax, _title(graph, whole))
    box = put_legend(ax, (entities[n].type for n in graph))
    groups = _groups(whole, graph)
    shares, crowd = shares_of(whole, graph), crowding(len(graph))
    radii = {n: radius_of(share, crowd, scale(ax)) for n, share in shares.items()}
    named = [n for n in by_strength(whole) if n in graph][:CROWD]
    labels = {n: label_of(ax, entities[n], radii[n], shares[n], names) for n in named}
    positions = lay_out_named(ax, graph, groups, radii, labels, box)
    shaded = draw_grounds(ax, groups, positions, box)
    marks = (Mark(entities[n], *positions[n], radii[n]) for n in graph)
    draw_marks(ax, marks, base, rim=0.7 * crowd)
    edges = _edges(graph, groups, positions)
    lines = np.array([edge.ends for edge in edges])
    unnamed = name_nodes(ax, labels, positions, radii, box, lines)
    draw_edges(ax, edges)
    put_caption(ax, _caption(claims, _shading(shaded, groups), unnamed))
    return figure


def _groups(whole: Network, graph: Network) -> list[list[str]]:
    """Return which nodes of ``graph`` are of each community of the whole, in their order.

    Of the whole, since what is drawn depends on the paper: who belongs together does not.
    """
    found = [[n for n in c.members if n in graph] for c in communities(whole)]
    while found and not found[-1]:
        found.pop()
    return found


def _edges(
    graph: Network,
    groups: Sequence[Sequence[str]],
    positions: Mapping[str, tuple[float, float]],
) -> list[Edge]:
    """Return the edges: the thicker the more evidence, paler between two communities."""
    group_of = {n: number for number, group in enumerate(groups) for n in group}
    ties: list[tuple[str, str, float]] = list(graph.edges(data="weight"))
    most = max(weight for *_, weight in ties)
    thin, pale = crowding(len(group_of)), min(1.0, math.sqrt(300 / len(ties)))
    return [
        Edge(
            (*positions[a], *positions[b]),
            thin * (0.5 + 2.2 * math.sqrt(weight / most)),
            pale * (0.65 if group_of[a] == group_of[b] else 0.3),
        )
        for a, b, weight in ties
    ]


def _title(graph: Network, whole: Network) -> str:
    # The whole has also those whom planned and negated claims alone name: they are tied to none.
    tied = sum(1 for _, degree in whole.degree() if degree)
    if len(graph) == tied:
        return f"The ecosystem: {tied:,} entities"
    return f"The ecosystem: the {len(graph):,} most connected of {tied:,} entities"


def _shading(shaded: int, groups: Sequence[Sequence[str]]) -> str:
    if not shaded:
        return ""
    few = f"the {len(TINTS)} largest " if len(groups) > len(TINTS) else ""
    return f"; shaded: {few}communities of the whole network (Leiden)"


def _caption(claims: Sequence[Claim], shading: str, unnamed: int) -> str:
    return sentences(
        source_line([c for c in claims if c.plain]),
        f"Size: evidence of ties{shading}",
        f"{count(unnamed, 'name')} left out for room" if unnamed else "",
    )
