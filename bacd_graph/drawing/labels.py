"""Names beside nodes, none on top of another, none on top of a node."""

from collections.abc import Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from io import StringIO
from typing import Any

import numpy as np
import textalloc
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.text import Text

from bacd_graph.drawing.frame import renderer_of, root_of
from bacd_graph.drawing.layout import Box
from bacd_graph.drawing.style import PLAIN, tones

# So many names are tried at most: more than a picture has room for.
CROWD = 150
_GAP = 2.0  # points between a label and anything else
_ROUNDS = 3
_NEAR = 12.0  # a label so near its node, in points, is never taken for another's


@dataclass(frozen=True, slots=True)
class Label:
    """A text and the node that it names: centre, radius and font size in points.

    ``url`` is where a click on it leads.
    """

    text: str
    x: float
    y: float
    radius: float
    size: float
    bold: bool = False
    url: str | None = None


def place_labels(ax: Axes, labels: Sequence[Label], obstacles: Sequence[Label], box: Box) -> int:
    """Write each label beside its node, the first ones first; return how many found no room.

    ``obstacles`` are all nodes, named or not. The axes' data coordinates are points. A label
    that came to stand nearer to another node than to its own would mislead: it is tried again
    after all others, and left out if that does not help.
    """
    waiting = list(labels)
    for last in (False,) * (_ROUNDS - 1) + (True,):
        texts, lines = _allocate(ax, waiting, obstacles, box)
        stray = [
            i
            for i, (one, text) in enumerate(zip(waiting, texts, strict=True))
            if text and _misleads(ax, one, text, obstacles)
        ]
        if last or not stray:
            break
        for artist in (*texts, *lines):
            if artist:
                artist.remove()
        waiting = [w for i, w in enumerate(waiting) if i not in stray] + [waiting[i] for i in stray]
    for one, text in zip(waiting, texts, strict=True):
        if text:
            text.set_url(one.url)
    for i in stray:
        for artist in (texts[i], lines[i]):
            if artist:
                artist.remove()
    return sum(text is None for text in texts) + len(stray)


def _allocate(
    ax: Axes, labels: Sequence[Label], obstacles: Sequence[Label], box: Box
) -> tuple[list[Text | None], list[Line2D | None]]:
    pixels, tone = root_of(ax).dpi / 72, tones(ax)
    # It says on standard output when nothing fits, which is our caption's to say.
    with redirect_stdout(StringIO()):
        placed: Any = textalloc.allocate(
            ax,
            [one.x for one in labels],
            [one.y for one in labels],
            [one.text for one in labels],
            x_scatter=[one.x for one in obstacles],
            y_scatter=[one.y for one in obstacles],
            scatter_sizes=_radii(obstacles, pixels),
            text_scatter_sizes=_radii(labels, pixels),
            textsize=[one.size for one in labels],
            fontweight=["bold" if one.bold else "normal" for one in labels],
            textcolor=tone.ink,
            linecolor=tone.edge,
            linewidth=0.6,
            margin=_GAP / 2 / box.width,
            min_distance=_GAP / box.width,
            max_distance=0.06,
            nbr_candidates=200,
            draw_all=False,
            xlims=(box.left, box.left + box.width),
            ylims=(box.bottom, box.bottom + box.height),
            va="bottom",
            zorder=5,
            bbox={"facecolor": tone.paper, "alpha": 0.65, "edgecolor": "none", "pad": 0.4},
            **PLAIN,
        )
    return placed[2], placed[3]


def _misleads(ax: Axes, label: Label, text: Text, nodes: Sequence[Label]) -> bool:
    corners = text.get_window_extent(renderer_of(ax)).transformed(ax.transData.inverted())
    at = np.array([(node.x, node.y) for node in (label, *nodes)])
    radii = np.array([node.radius for node in (label, *nodes)])
    low, high = np.array([corners.x0, corners.y0]), np.array([corners.x1, corners.y1])
    distances = np.linalg.norm(np.maximum(np.maximum(low - at, at - high), 0), axis=1) - radii
    return bool(distances[0] > _NEAR and distances[1:].min() < distances[0] / 2)


def _radii(nodes: Sequence[Label], pixels: float) -> Any:
    # The annotations of textalloc say list of lists, its code wants a flat one.
    return [node.radius * pixels for node in nodes]
