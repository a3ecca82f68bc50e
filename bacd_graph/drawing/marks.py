"""Marks: each type in its colour and shape, each mark a link to its entity."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from matplotlib.axes import Axes

from bacd_graph.drawing.frame import root_of
from bacd_graph.drawing.links import link
from bacd_graph.drawing.style import LOOKS, Look, tones
from bacd_graph.model import Entity, EntityType


@dataclass(frozen=True, slots=True)
class Mark:
    """An entity and where it is drawn: its centre in data coordinates, its radius in points."""

    entity: Entity
    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class Dot:
    """What a mark looks like: its type, if it has one of ours, and what it leads to, if at all."""

    type: EntityType | None
    x: float
    y: float
    radius: float
    url: str | None


def draw_marks(ax: Axes, marks: Iterable[Mark], base: str, *, rim: float = 0.7) -> None:
    """Draw the marks, a rim of ``rim`` points in the colour of the paper around each."""
    figure = root_of(ax)
    dots = (Dot(m.entity.type, m.x, m.y, m.radius, link(figure, m.entity, base)) for m in marks)
    draw_dots(ax, dots, rim=rim)


def draw_dots(ax: Axes, dots: Iterable[Dot], *, rim: float = 0.7) -> None:
    """Draw the dots as `draw_marks` does; those without a type are round and quiet."""
    by_type: defaultdict[EntityType | None, list[Dot]] = defaultdict(list)
    for dot in dots:
        by_type[dot.type].append(dot)
    for kind, alike in by_type.items():
        look = LOOKS[kind] if kind else Look(tones(ax).quiet, "o")
        drawn = ax.scatter(
            [dot.x for dot in alike],
            [dot.y for dot in alike],
            s=[(2 * dot.radius * look.size) ** 2 for dot in alike],
            c=look.colour,
            marker=look.marker,
            linewidths=rim,
            edgecolors=tones(ax).paper,
            zorder=3,
        )
        drawn.set_urls([dot.url or "" for dot in alike])
