"""Rows under each other along an axis of time, with room at the left for who each is of."""

from dataclasses import dataclass, replace

from matplotlib.axes import Axes

from bacd_graph.drawing.box import Box
from bacd_graph.drawing.frame import root_of
from bacd_graph.drawing.lettering import Pen, width_of, write
from bacd_graph.drawing.links import link
from bacd_graph.drawing.names import Names
from bacd_graph.drawing.style import tones
from bacd_graph.drawing.time_axis import TimeAxis
from bacd_graph.drawing.timeline.lanes import Stretch
from bacd_graph.model import Entity


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where rows are drawn: their box and their height in points, and the axis that they share.

    ``size`` is that of their type, in points; ``names`` are what entities are called.
    """

    ax: Axes
    box: Box
    axis: TimeAxis
    row: float
    size: float
    names: Names

    @property
    def rows(self) -> int:
        """How many rows there is room for."""
        return int(self.box.height / self.row)

    @property
    def gap(self) -> float:
        """The distance between a mark and its name."""
        return 0.25 * self.size

    @property
    def radius(self) -> float:
        """The radius of a mark."""
        return 0.42 * self.size

    @property
    def pen(self) -> Pen:
        """What names are written with."""
        return Pen(self.size, tones(self.ax).ink)

    @property
    def heading(self) -> Pen:
        """What headings are written with."""
        return Pen(self.size, tones(self.ax).quiet, bold=True)

    def y(self, row: float) -> float:
        """Return the height of the middle of a row; they are counted from 0 at the top."""
        return self.box.top - (row + 0.5) * self.row

    def url(self, entity: Entity) -> str:
        """Return what a name of the entity leads to."""
        return link(root_of(self.ax), entity, self.names.base)

    def places(self, mark: Stretch, name: str) -> tuple[Stretch, Stretch]:
        """Return what a mark takes with its name, where that is to its right and to its left."""
        width, apart = self.gap + width_of(self.ax, name, self.pen), 0.8 * self.size
        rightwards = Stretch(mark.start, mark.end + width + apart)
        return rightwards, Stretch(mark.start - width, mark.end + apart)

    def holds(self, place: Stretch) -> bool:
        """Say whether a place ends where the axis does, but for the gap to what would follow."""
        return place.end <= self.axis.left + self.axis.width + 0.8 * self.size

    def write_beside(
        self, mark: Stretch, place: Stretch, y: float, name: str, entity: Entity, ground: str
    ) -> None:
        """Write the name of an entity beside its mark, in one of the `places` of the two."""
        leftwards = place.start < mark.start
        at = mark.start - self.gap if leftwards else mark.end + self.gap
        side, pen = "right" if leftwards else "left", replace(self.pen, ground=ground)
        write(self.ax, name, at, y, pen, ha=side, url=self.url(entity))
