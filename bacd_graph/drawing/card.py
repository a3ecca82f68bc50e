"""Cards: grounds with round corners on which names stand together."""

from typing import Any

from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch

from bacd_graph.drawing.box import Box


def draw_card(
    ax: Axes, box: Box, corner: float, colour: str, *, zorder: float = 0.1, **rim: Any
) -> None:
    """Draw a card with corners of ``corner`` points, by default under all else, without a rim.

    ``rim`` has what matplotlib calls ``edgecolor``, ``linewidth`` and ``linestyle``.
    """
    shape = FancyBboxPatch(
        (box.left, box.bottom),
        box.width,
        box.height,
        boxstyle=f"round,pad=0,rounding_size={corner}",
        facecolor=colour,
        zorder=zorder,
        clip_on=False,
        **{"edgecolor": "none", **rim},
    )
    ax.add_patch(shape)
