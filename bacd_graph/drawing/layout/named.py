"""Nodes laid out with room for their names, and the names written."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from matplotlib.axes import Axes

from bacd_graph.drawing.box import Box
from bacd_graph.drawing.frame import scale
from bacd_graph.drawing.layout.labels import CROWD, Label, measure, place_labels
from bacd_graph.drawing.layout.places import Node
from bacd_graph.drawing.layout.positions import lay_out
from bacd_graph.drawing.layout.rectangles import Lines
from bacd_graph.network.projections import Network

APART: Final = 4.0  # points between what is laid out
# Names have room made for them until nodes and they fill so much of the paper; in a crowd, of
# which most have none, names alone fill so much: more would move everybody about.
FULL: Final = 0.5
_CROWDED: Final = 0.11
_EDGE: Final = 9.0  # points between what is laid out and the edge of the paper


def lay_out_named(
    ax: Axes,
    graph: Network,
    groups: Sequence[Sequence[str]],
    radii: Mapping[str, float],
    names: Mapping[str, Label],
    box: Box,
) -> dict[str, tuple[float, float]]:
    """Return the centre of each node, in points, with room below the first of ``names``.

    ``names`` are those of the most important nodes, these first; where they stand does not
    matter yet. ``groups`` and ``box`` are those of `lay_out`.
    """
    apart = max(APART * min(1.0, math.sqrt(90 / len(graph))), 1.0)
    sizes = {n: (2 * radius + apart, 2 * radius + apart) for n, radius in radii.items()}
    above = dict.fromkeys(graph, 0.0)
    taken = math.fsum(w * h for w, h in sizes.values()) / (box.width * box.height)
    share = FULL - taken if len(graph) <= CROWD else _CROWDED
    left = share * box.width * box.height
    for node, name in names.items():
        width, height = measure(ax, name)
        room = (max(width + apart, sizes[node][0]), sizes[node][1] + height + 2.0)
        left -= room[0] * room[1] - math.prod(sizes[node])
        if left < 0:
            break
        sizes[node], above[node] = room, height / 2 + 1.0
    edge = _EDGE * scale(ax)
    inner = box.inset(below=edge, above=edge, beside=edge)
    centres = lay_out(graph, groups, sizes, inner)
    return {n: (x, y + above[n]) for n, (x, y) in centres.items()}


def name_nodes(
    ax: Axes,
    names: Mapping[str, Label],
    positions: Mapping[str, tuple[float, float]],
    radii: Mapping[str, float],
    box: Box,
    lines: Lines,
) -> int:
    """Write ``names`` beside their nodes, as `place_labels`; return how many nodes are without.

    ``positions`` are those of all nodes, as `lay_out_named` returns them. What has "" for a name
    wants none.
    """
    labels = [replace(one, x=positions[n][0], y=positions[n][1]) for n, one in names.items()]
    nodes = [Node(*positions[n], radii[n]) for n in positions]
    homeless = place_labels(ax, [one for one in labels if one.text], nodes, box, lines)
    return homeless + len(positions) - len(labels)
