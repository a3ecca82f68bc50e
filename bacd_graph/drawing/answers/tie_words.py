"""What ties two things, written on the line between them where there is room."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from matplotlib.axes import Axes
from matplotlib.transforms import Bbox

from bacd_graph.drawing.answers.things import Tie
from bacd_graph.drawing.box import Box
from bacd_graph.drawing.frame import font_size, renderer_of
from bacd_graph.drawing.names import drawable
from bacd_graph.drawing.style import PLAIN, tones

# Where on its line a word may stand, the best place first: shares of the way from the end with
# more ties, where lines are thick as a bunch, to the other.
_PLACES: Final = (0.58, 0.5, 0.66, 0.74, 0.42, 0.8, 0.34, 0.27)
_LONGEST: Final = 40
_GAP: Final = 1.0  # points between a word and anything else


def place_words(
    ax: Axes,
    ties: Sequence[Tie],
    positions: Mapping[str, tuple[float, float]],
    radii: Mapping[str, float],
    box: Box,
) -> int:
    """Write what each tie says on its line; return how many found no room.

    Names that are written already, marks, other words and other lines are left alone. The axes'
    data coordinates are points. Long lines come first, since they have most places to offer.
    """
    taken = [*_names(ax), *(_around(*positions[n], radii[n]) for n in positions)]
    degree = Counter(end for tie in ties for end in (tie.one, tie.other))
    ends = [sorted((tie.one, tie.other), key=lambda n: (-degree[n], n)) for tie in ties]
    lines = [(positions[hub], positions[leaf]) for hub, leaf in ends]
    order = sorted(
        range(len(ties)), key=lambda i: (-_length(*lines[i]), ties[i].one, ties[i].other)
    )
    homeless = 0
    for i in order:
        if not ties[i].words:
            continue
        others = [line for j, line in enumerate(lines) if j != i]
        found = _write(ax, drawable([ties[i].words], _LONGEST), lines[i], taken, others, box)
        if found is None:
            homeless += 1
        else:
            taken.append(found)
    return homeless


def _write(
    ax: Axes,
    words: str,
    line: tuple[tuple[float, float], tuple[float, float]],
    taken: Iterable[Bbox],
    others: Iterable[tuple[tuple[float, float], tuple[float, float]]],
    box: Box,
) -> Bbox | None:
    text = ax.text(
        *line[0],
        words,
        fontsize=font_size(ax, 0.72),
        color=tones(ax).quiet,
        ha="center",
        va="center",
        zorder=4,
        bbox={"facecolor": tones(ax).paper, "edgecolor": "none", "alpha": 0.9, "pad": 0.6},
        **PLAIN,
    )
    extent = text.get_window_extent(renderer_of(ax)).transformed(ax.transData.inverted())
    width, height = extent.width + 2 * _GAP, extent.height + 2 * _GAP
    for share in _PLACES:
        x = line[0][0] + share * (line[1][0] - line[0][0])
        y = line[0][1] + share * (line[1][1] - line[0][1])
        place = Bbox.from_bounds(x - width / 2, y - height / 2, width, height)
        free = not any(place.overlaps(other) for other in taken)
        if free and _inside(place, box) and not any(_crosses(place, *other) for other in others):
            text.set_position((x, y))
            return place
    text.remove()
    return None


def _names(ax: Axes) -> list[Bbox]:
    back = ax.transData.inverted()
    return [text.get_window_extent(renderer_of(ax)).transformed(back) for text in ax.texts]


def _around(x: float, y: float, radius: float) -> Bbox:
    return Bbox.from_bounds(x - radius, y - radius, 2 * radius, 2 * radius)


def _inside(place: Bbox, box: Box) -> bool:
    across = box.left <= place.x0 and place.x1 <= box.left + box.width
    return bool(across and box.bottom <= place.y0 and place.y1 <= box.bottom + box.height)


def _length(a: tuple[float, float], b: tuple[float, float]) -> float:
    return round(math.dist(a, b), 6)


def _crosses(place: Bbox, a: tuple[float, float], b: tuple[float, float]) -> bool:
    """Say whether the line from ``a`` to ``b`` touches the place."""
    if any(place.contains(x, y) for x, y in (a, b)):
        return True
    x0, y0, x1, y1 = place.extents
    corners = ((x0, y0), (x1, y0), (x1, y1), (x0, y1))
    if max(a[0], b[0]) < x0 or min(a[0], b[0]) > x1 or max(a[1], b[1]) < y0 or min(a[1], b[1]) > y1:
        return False
    sides = {(b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0]) > 0 for x, y in corners}
    crossed: bool = len(sides) == 2
    return crossed
