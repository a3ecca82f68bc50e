"""What ties say, as the dashes of their lines."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal, TypeAlias

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from bacd_graph.drawing.answers.things import Tie
from bacd_graph.drawing.legend import line_handle
from bacd_graph.drawing.texts import drawable

Dash: TypeAlias = Literal["solid"] | tuple[float, Sequence[float]]
SOLID: Final = "solid"
_DASHES: Final[tuple[Dash, ...]] = (SOLID, (0, (4, 2.2)), (0, (1.2, 1.8)), (0, (7, 2, 1.2, 2)))
_OTHER: Final = "other relations"
_WORDY: Final = 24  # so many ties have room for words on a slide and in a notebook


def dashes_of(ties: Sequence[Tie]) -> dict[str, Dash]:
    """Return the dashes of what ties say, the most frequent first; none where words have room.

    Where there are more kinds than dashes and no room for words, the rarer ones share the last.
    """
    said = Counter(tie.words for tie in ties)
    order = sorted(said, key=lambda words: (-said[words], words))
    if len(said) < len(_DASHES):
        return dict(zip(order, _DASHES, strict=False))
    if len(ties) <= _WORDY:
        return {}
    return {words: _DASHES[min(rank, len(_DASHES) - 1)] for rank, words in enumerate(order)}


def dash_handles(ax: Axes, dashes: Mapping[str, Dash]) -> Iterator[Line2D]:
    """Yield the handles of a legend that explain the dashes, if there are several."""
    told = {_OTHER if dash == _DASHES[-1] else said: dash for said, dash in dashes.items()}
    for said, dash in told.items() if len(dashes) > 1 else ():
        yield line_handle(ax, drawable([said or "(no words)"], 40), dashes=dash)
