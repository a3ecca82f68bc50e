"""Names beside nodes, none on top of another, none on top of a node."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.text import Text
from numpy.typing import NDArray

from bacd_graph.drawing.box import Box
from bacd_graph.drawing.frame import renderer_of, root_of
from bacd_graph.drawing.layout.places import Node, Places, places
from bacd_graph.drawing.layout.rectangles import Lines, Rectangles, grown, hulls, overlap, squares
from bacd_graph.drawing.lettering import Pen, write
from bacd_graph.drawing.style import tones

# So many names are tried at most: more than a picture has room for.
CROWD = 150
_GAP = 1.5  # points between a label and anything else
_ROUNDS = 3
_LED = 8.0  # a label so far from its node, in points, has a line that leads to it
# Points between two names one above the other, less than which costs so much; names one beside
# the other are a letter of this share of their size apart.
_ROW, _CLOSE, _LETTER = 4.0, 0.8, 0.6
_NOWHERE = -1


@dataclass(frozen=True, slots=True)
class Label:
    """A text and the node that it names: centre and radius in points.

    ``pen`` is what it is written with, ``url`` where a click on it leads.
    """

    text: str
    x: float
    y: float
    radius: float
    pen: Pen
    url: str | None = None


def place_labels(
    ax: Axes,
    labels: Sequence[Label],
    obstacles: Sequence[Node | Label],
    box: Box,
    lines: Lines | None = None,
) -> int:
    """Write each label beside its node, the first ones first; return how many found no room.

    ``obstacles`` are all nodes, named or not. The axes' data coordinates are points. ``lines``
    are those that run between nodes, (n, 4): fewer of them pass behind a name where there is a
    choice. First each name takes the best place that is free, then each in turn moves to a
    better one if there is such by now; one that found no room may move another.

    Source: Christensen, J., Marks, J. & Shieber, S. (1995), ACM Transactions on Graphics 14(3),
    203-232 (a discrete descent over such places).
    """
    texts = [_write(ax, label) for label in labels]
    sizes = [(right - left, top - bottom) for left, bottom, right, top in boxes_of(ax, texts)]
    nodes = squares((o.x, o.y, o.radius) for o in obstacles)
    lines = np.empty((0, 4)) if lines is None else lines
    around = hulls(lines)
    options = []
    for label, (width, height) in zip(labels, sizes, strict=True):
        node = Node(label.x, label.y, label.radius)
        options.append(places(node, width + _GAP, height + _GAP, nodes, lines, around, box))
    chosen = _choose(options, [_LETTER * label.pen.size for label in labels])
    for label, text, option, choice in zip(labels, texts, options, chosen, strict=True):
        if choice == _NOWHERE:
            text.remove()
        else:
            _move(ax, label, text, option.boxes[choice], option.gaps[choice] >= _LED)
    return chosen.count(_NOWHERE)


def measure(ax: Axes, label: Label) -> tuple[float, float]:
    """Return the width and the height that a label takes when written, in points."""
    text = _write(ax, label)
    (size,) = boxes_of(ax, [text])
    text.remove()
    return float(size[2] - size[0]), float(size[3] - size[1])


def boxes_of(ax: Axes, texts: Sequence[Text]) -> Rectangles:
    """Return where texts are written, in points: (n, 4), left, bottom, right and top."""
    renderer, points = renderer_of(ax), 72 / root_of(ax).dpi
    corner = ax.get_window_extent().p0
    extents = [text.get_window_extent(renderer) for text in texts]
    found = [((e.p0 - corner) * points, (e.p1 - corner) * points) for e in extents]
    return np.array(found).reshape(-1, 4)


def _write(ax: Axes, label: Label) -> Text:
    """Write a label on its node, from where it is moved."""
    at, pen = (label.x, label.y), label.pen
    return write(
        ax, label.text, *at, pen, ha="center", va="center", linespacing=1.15, url=label.url
    )


class _Plan:
    """Which of its places each name takes, so that none lies on another."""

    def __init__(self, options: Sequence[Places], letters: Sequence[float]) -> None:
        self.options = options
        self.letters = letters
        self.chosen = [_NOWHERE] * len(options)
        self.taken = np.full((len(options), 4), np.nan)

    def take(self, name: int, place: int) -> None:
        """Let a name stand in one of its places."""
        self.chosen[name], self.taken[name] = place, self.options[name].boxes[place]

    def best(self, name: int, costs: NDArray[np.float64], taken: Rectangles) -> int:
        """Return the place that costs least of those that others have left free."""
        boxes, others = self.options[name].boxes, np.delete(taken, name, axis=0)
        letter = self.letters[name]
        blocked = overlap(grown(boxes, letter, 0.0), others).any(axis=1)
        if blocked.all():
            return _NOWHERE
        close = overlap(grown(boxes, letter, _ROW), others).any(axis=1)
        return int(np.where(blocked, np.inf, costs + _CLOSE * close).argmin())

    def settle(self, name: int, costs: NDArray[np.float64]) -> bool:
        """Let a name take the best free place; return whether there is one."""
        place = self.best(name, costs, self.taken)
        if place != _NOWHERE:
            self.take(name, place)
        return place != _NOWHERE

    def displace(self, name: int) -> None:
        """Let a name take a place from which one other can move away."""
        option = self.options[name]
        for place in np.argsort(option.costs, kind="stable").tolist():
            room = grown(option.boxes[[place]], self.letters[name], 0.0)
            others = np.flatnonzero(overlap(room, self.taken)[0]).tolist()
            if len(others) != 1:
                continue
            held = self.taken.copy()
            held[name] = option.boxes[place]
            way = self.best(others[0], self.options[others[0]].costs, held)
            if way != _NOWHERE:
                self.take(others[0], way)
                self.take(name, place)
                return


def _choose(options: Sequence[Places], letters: Sequence[float]) -> list[int]:
    plan = _Plan(options, letters)
    for name, option in enumerate(options):
        plan.settle(name, option.ranks)
    for _ in range(_ROUNDS):
        for name, option in enumerate(options):
            if not plan.settle(name, option.costs):
                plan.displace(name)
    return plan.chosen


def _move(ax: Axes, label: Label, text: Text, place: Rectangles, led: bool) -> None:
    """Move a text into its place, its lines towards the node, with a line if it is ``led``."""
    left, bottom, right, top = place.tolist()
    x, y = (left + right) / 2, (bottom + top) / 2
    text.set_position((x, y))
    text.set_multialignment("left" if left > label.x else "right" if right < label.x else "center")
    if led:
        end = (min(max(label.x, left), right), min(max(label.y, bottom), top))
        ax.plot(*zip((label.x, label.y), end, strict=True), color=tones(ax).edge, lw=0.6, zorder=2)
