"""Entities as marks: each type in its colour and shape, each mark a link to its entity."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from matplotlib.axes import Axes

from bacd_graph.drawing.frame import root_of
from bacd_graph.drawing.links import link
from bacd_graph.drawing.style import LOOKS, tones
from bacd_graph.model import Entity, EntityType


@dataclass(frozen=True, slots=True)
class Mark:
    """An entity and where it is drawn: its centre in data coordinates, its radius in points."""

    entity: Entity
    x: float
    y: float
    radius: float


def draw_marks(ax: Axes, marks: Iterable[Mark], base: str, *, rim: float = 0.7) -> None:
    """Draw the marks, a rim of ``rim`` points in the colour of the paper around each."""
    by_type: defaultdict[EntityType, list[Mark]] = defaultdict(list)
    for mark in marks:
        by_type[mark.entity.type].append(mark)
    for kind, alike in by_type.items():
        look = LOOKS[kind]
        drawn = ax.scatter(
            [mark.x for mark in alike],
            [mark.y for mark in alike],
            s=[(2 * mark.radius * look.size) ** 2 for mark in alike],
            c=look.colour,
            marker=look.marker,
            linewidths=rim,
            edgecolors=tones(ax).paper,
            zorder=3,
        )
        drawn.set_urls([link(root_of(ax), mark.entity, base) for mark in alike])
