"""A block of a matrix, drawn: its lines, heads and marks, and the numbers at its edges."""

from collections.abc import Mapping, Sequence

from matplotlib.axes import Axes

from bacd_graph.drawing.frame import root_of, scale
from bacd_graph.drawing.lettering import Pen, write
from bacd_graph.drawing.links import link
from bacd_graph.drawing.marks import Mark, draw_marks
from bacd_graph.drawing.speakers.appearances import Appearances
from bacd_graph.drawing.speakers.matrix import Head, draw_lines, write_heads
from bacd_graph.drawing.speakers.programme import Block
from bacd_graph.drawing.style import tones

LINE = 2.0  # the width of a line that joins the events of one person, in points on a slide
_GAP = 6.0  # points between the last mark of an event and its number
_RADIUS = 0.42  # of a mark, times the size of the type


def draw_block(
    ax: Axes, block: Block, shown: Appearances, heads: Mapping[str, Head], base: str
) -> None:
    """Draw a block of the appearances that are shown; ``heads`` are those of all, by id."""
    people = [heads[one.person.id] for one in block.speakers]
    events = [heads[one.event.id] for one in shown.events]
    rows, columns = (events, people) if block.upright else (people, events)
    draw_lines(ax, block.grid, len(rows), len(columns))
    write_heads(ax, block.grid, rows, columns, base)
    number_of = {one.event.id: number for number, one in enumerate(shown.events)}
    for number, speaker in enumerate(block.speakers):
        _draw_line(ax, block, number, [number_of[id_] for id_ in speaker.events])
    _draw_marks(ax, block, number_of, base)
    _write_counts(ax, block, shown)


def _draw_line(ax: Axes, block: Block, speaker: int, events: Sequence[int]) -> None:
    """Join the first and the last event of one who comes back."""
    (x, y), (to_x, to_y) = block.at(speaker, min(events)), block.at(speaker, max(events))
    ax.plot([x, to_x], [y, to_y], color=tones(ax).edge, lw=LINE * scale(ax), zorder=2)


def _draw_marks(ax: Axes, block: Block, number_of: Mapping[str, int], base: str) -> None:
    spoke: list[Mark] = []
    organized: list[Mark] = []
    radius = _RADIUS * block.grid.size
    for number, one in enumerate(block.speakers):
        for marks, ids in ((spoke, one.spoke), (organized, one.organized)):
            at = (block.at(number, number_of[id_]) for id_ in sorted(ids))
            marks.extend(Mark(one.person, x, y, radius) for x, y in at)
    draw_marks(ax, spoke, base)
    rings = ax.scatter(
        [mark.x for mark in organized],
        [mark.y for mark in organized],
        s=(2.6 * radius) ** 2,
        marker="s",
        facecolors=tones(ax).paper,
        edgecolors=tones(ax).ink,
        linewidths=1.2 * scale(ax),
        zorder=2.5,  # above the line of one who came back, under the mark of one who spoke too
    )
    rings.set_urls([link(root_of(ax), mark.entity, base) for mark in organized])


def _write_counts(ax: Axes, block: Block, shown: Appearances) -> None:
    """Write behind each event how many spoke there, and at how many a person did."""
    people, events = len(block.speakers), len(shown.events)
    for number, one in enumerate(shown.events):
        at = block.at(people - 0.5, number)
        _write_count(ax, at, shown.counts[one.event.id], block.grid.size, below=not block.upright)
    for number, speaker in enumerate(block.speakers):
        at = block.at(number, events - 0.5)
        if speaker.talks > 1:
            _write_count(ax, at, speaker.talks, block.grid.size, below=block.upright)


def _write_count(
    ax: Axes, at: tuple[float, float], number: int, size: float, *, below: bool
) -> None:
    (x, y), pen = at, Pen(size, tones(ax).quiet)
    if below:
        write(ax, f"{number:,}", x, y - _GAP, pen, ha="center", va="top")
    else:
        write(ax, f"{number:,}", x + _GAP, y, pen)
