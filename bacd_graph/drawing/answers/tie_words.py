"""What ties two things, written on the line between them where there is room."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from matplotlib.axes import Axes
from matplotlib.text import Text

from bacd_graph.drawing.answers.things import Tie
from bacd_graph.drawing.box import Box
from bacd_graph.drawing.frame import font_size
from bacd_graph.drawing.layout.labels import boxes_of
from bacd_graph.drawing.layout.rectangles import (
    Lines,
    Rectangles,
    crossings,
    overlap,
    squares,
    within,
)
from bacd_graph.drawing.lettering import Pen, write
from bacd_graph.drawing.style import tones
from bacd_graph.drawing.texts import drawable

# Where on its line a word may stand, the best place first: shares of the way from the end with
# more ties, where lines are thick as a bunch, to the other.
_PLACES: Final = np.array((0.58, 0.5, 0.66, 0.74, 0.42, 0.8, 0.34, 0.27))
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
    marks = squares([(*positions[n], radii[n]) for n in positions])
    taken = np.concatenate([boxes_of(ax, ax.texts), marks])
    lines = _lines(ties, positions)
    length = np.hypot(*(lines[:, 2:] - lines[:, :2]).T).round(6)
    order = sorted(range(len(ties)), key=lambda i: (-length[i], ties[i].one, ties[i].other))
    homeless = 0
    for i in (i for i in order if ties[i].words):
        text = _write(ax, drawable([ties[i].words], _LONGEST))
        places = _places(ax, text, lines[i])
        hidden = overlap(places, taken).any(axis=1) | ~within(places, box)
        free = ~hidden & (crossings(places, np.delete(lines, i, axis=0)) == 0)
        if free.any():
            place = places[free.argmax()]
            text.set_position((place[:2] + place[2:]) / 2)
            taken = np.vstack([taken, place])
        else:
            text.remove()
            homeless += 1
    return homeless


def _lines(ties: Sequence[Tie], positions: Mapping[str, tuple[float, float]]) -> Lines:
    """Return the line of each tie, from the end with more ties to the other."""
    degree = Counter(end for tie in ties for end in (tie.one, tie.other))
    ends = [sorted((tie.one, tie.other), key=lambda n: (-degree[n], n)) for tie in ties]
    return np.array([(*positions[hub], *positions[leaf]) for hub, leaf in ends])


def _write(ax: Axes, words: str) -> Text:
    """Write words anywhere, from where they are moved."""
    tone = tones(ax)
    pen = Pen(font_size(ax, 0.72), tone.quiet, ground=(tone.paper, 0.9))
    return write(ax, words, 0, 0, pen, ha="center", va="center")


def _places(ax: Axes, text: Text, line: Lines) -> Rectangles:
    """Return where a text may stand on its line, the best place first."""
    (box,) = boxes_of(ax, [text])
    half = (box[2:] - box[:2]) / 2 + _GAP
    middles = line[:2] + _PLACES[:, None] * (line[2:] - line[:2])
    return np.hstack([middles - half, middles + half])
