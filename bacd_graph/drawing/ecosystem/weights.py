"""How much each entity of a map weighs: who is shown, how large its node and its name are."""

import math
from collections.abc import Mapping

from matplotlib.axes import Axes

from bacd_graph.drawing.frame import letter_size, points_of, root_of, scale
from bacd_graph.drawing.layout.labels import Label
from bacd_graph.drawing.layout.named import APART, FULL
from bacd_graph.drawing.lettering import Pen
from bacd_graph.drawing.links import link
from bacd_graph.drawing.names import Names
from bacd_graph.drawing.style import tones
from bacd_graph.drawing.texts import wrap
from bacd_graph.model import Entity
from bacd_graph.network.projections import Network

_SMALLEST, _LARGEST = 3.5, 17.0  # radii of nodes on a slide, in points
_READABLE = 0.8  # no letters are smaller than on axes of this scale
# How wide a letter is, beside its size; the square points of paper that an entity takes at
# least, for the sake of edges; and how many there are whatever the room.
_LETTER, _PLOT, _LEAST = 0.58, 4_200.0, 10
_LONGEST, _WIDE, _LINES = 46, 17, 3  # letters of a name, of one of its lines; lines
_BOLD = 0.45  # from this share of the strongest on, names are bold


def by_strength(graph: Network) -> list[str]:
    """Return the nodes, those with the greatest sum of weights first, then by label."""
    strength = dict(graph.degree(weight="weight"))
    return sorted(graph, key=lambda n: (-round(strength[n], 6), graph.nodes[n]["label"], n))


def shares_of(whole: Network, graph: Network) -> dict[str, float]:
    """Return how strong each node of ``graph`` is in the whole beside the strongest of them.

    From 0 to 1; roots, as areas tell.
    """
    strength = dict(whole.degree(weight="weight"))
    most = max(strength[n] for n in graph)
    return {n: math.sqrt(strength[n] / most) for n in graph}


def crowding(count: int) -> float:
    """Return by how much nodes and edges shrink where there are many: 1 up to 90 nodes."""
    return min(1.0, math.sqrt(90 / count))


def radius_of(share: float, crowd: float, size: float) -> float:
    """Return the radius of a node in points, on axes of this `scale`; ``crowd`` is `crowding`."""
    # In a crowd the great stay greater.
    reach = (_LARGEST - _SMALLEST) * math.sqrt(crowd)
    return max(_SMALLEST * crowd, 1.2) * size + reach * share * size


def label_of(ax: Axes, entity: Entity, radius: float, share: float, names: Names) -> Label:
    """Return the name of an entity, not yet anywhere; it grows with the entity's share."""
    size = letter_size(0.83 + 0.57 * share, _readable(ax))
    pen = Pen(size, tones(ax).ink, bold=share > _BOLD)
    text = wrap(names.label(entity, _LONGEST), _WIDE, _LINES)
    return Label(text, 0, 0, radius, pen, link(root_of(ax), entity, names.base))


def most_that_fit(ax: Axes, whole: Network, entities: Mapping[str, Entity], names: Names) -> int:
    """Return how many of the strongest find room on the axes with their names."""
    area, shares = points_of(ax), shares_of(whole, whole)
    left = FULL * area.width * area.height
    most = round(area.width * area.height / _PLOT / _readable(ax) ** 2)
    for number, node in enumerate(by_strength(whole)[:most]):
        radius = radius_of(shares[node], 1.0, scale(ax))
        label = label_of(ax, entities[node], radius, shares[node], names)
        lines = label.text.split("\n")
        width = max(map(len, lines)) * label.pen.size * _LETTER + APART
        left -= max(width, 2 * radius) * (2 * radius + label.pen.size * 1.3 * len(lines) + APART)
        if left < 0:
            return max(number, _LEAST)
    return max(most, _LEAST)


def _readable(ax: Axes) -> float:
    return max(scale(ax), _READABLE)
