"""The grounds under the communities of a map, each in a tint of its own."""

from collections.abc import Mapping, Sequence
from itertools import islice

from matplotlib.axes import Axes

from bacd_graph.drawing.box import Box
from bacd_graph.drawing.ecosystem.weights import crowding
from bacd_graph.drawing.frame import scale
from bacd_graph.drawing.layout.grounds import Ground, grounds
from bacd_graph.drawing.style import blend, tinge, tones

# What the paper is tinted with under a community, and by how much: light and dark in turn, so
# that any two stay apart for colour-blind readers too. As many communities as there are tints
# have one, since two of one tint would be taken for one.
TINTS = (
    ("#56B4E9", 0.12),
    ("#E69F00", 0.08),
    ("#009E73", 0.22),
    ("#CC79A7", 0.20),
    ("#7F7F7F", 0.09),
    ("#F0E442", 0.22),
    ("#0072B2", 0.20),
    ("#D55E00", 0.18),
)
_GROUND = 34.0  # how far the ground of a community reaches from its nodes on a slide, in points
_OUTLINE = 0.8  # the width of the line around it on a slide, in points


def draw_grounds(
    ax: Axes,
    groups: Sequence[Sequence[str]],
    positions: Mapping[str, tuple[float, float]],
    box: Box,
) -> int:
    """Shade the grounds of the first of ``groups``; return how many have one.

    A group that has too few nodes here for a ground keeps its tint, so that the others keep
    theirs however many nodes are drawn. The grounds end where those of the rest begin.
    """
    nodes = sum(map(len, groups))
    reach = _GROUND * scale(ax) * max(crowding(nodes), 0.3)
    smallest = max(3, nodes // 100)
    rest = [node for group in groups[len(TINTS) :] for node in group]
    told = [*groups[: len(TINTS)], rest]
    shaded = 0
    for number, ground in enumerate(islice(grounds(told, positions, reach, box), len(TINTS))):
        if number < len(groups) and len(groups[number]) >= smallest and ground.held.max() > 0:
            _draw(ax, ground, *TINTS[number])
            shaded += 1
    return shaded


def _draw(ax: Axes, ground: Ground, colour: str, share: float) -> None:
    """Draw a ground with a thin line around it, which tells it from the next in grey print."""
    tone = tones(ax)
    tint = tinge(tone.paper, colour, share)
    rim = blend(tinge(tone.paper, colour, 0.35), tone.ink, 0.15)
    place, levels = (ground.x, ground.y, ground.held), (0.0, ground.reach)
    ax.contourf(*place, levels, colors=[tint], antialiased=True, zorder=0.1)
    ax.contour(*place, levels[:1], colors=[rim], linewidths=_OUTLINE * scale(ax), zorder=0.2)
