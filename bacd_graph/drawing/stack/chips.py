"""Members of layers -> chips in the largest letters in which all of them have room."""

import math
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Final, TypeAlias

from matplotlib.axes import Axes

from bacd_graph.drawing.box import Box
from bacd_graph.drawing.frame import font_size
from bacd_graph.drawing.layers import Layer
from bacd_graph.drawing.lettering import Pen, fit, width_of
from bacd_graph.drawing.names import Names
from bacd_graph.drawing.stack.bands import Chip, Chips, Grid, fits, most_that_fit
from bacd_graph.drawing.stack.members import Member
from bacd_graph.drawing.style import tones

HEADINGS: Final[Mapping[Layer, tuple[str, str]]] = MappingProxyType(
    {
        Layer.APPLICATION: ("Applications", "what is run"),
        Layer.PLATFORM: ("Platforms", "systems, languages, databases"),
        Layer.API: ("APIs", "interfaces, clients, consoles"),
        Layer.ORCHESTRATION: ("Orchestration", "clouds, provisioning, monitoring"),
        Layer.NETWORK: ("Network", "switches, routers, protocols"),
        Layer.STORAGE: ("Storage", "blocks, files, objects, backups"),
        Layer.HYPERVISOR: ("Hypervisors", "machines and containers"),
    }
)
_NARROW: Final = 480.0  # points: on narrower axes headings stand above the members, not beside
_SIZES: Final = (1.3, 1.2, 1.1, 1.0, 0.9)  # of names, as shares of the usual; the largest that fits
_TINY: Final = (0.75, 0.6, 0.45, 0.3)  # where not even one of each layer has room
PAD, AFTER = 0.45, 0.35  # around a chip's inside, and between mark and name, in font sizes
_Found: TypeAlias = Mapping[Layer, Sequence[Member]]


def choose(ax: Axes, found: _Found, box: Box, names: Names) -> tuple[Grid, Chips]:
    """Return the largest sizes in which all have room, or the smallest, and who has room then."""
    for size in _SIZES:
        grid = _grid(ax, found, box, font_size(ax, size))
        chips = _chips(ax, found, grid, names)
        if fits(chips, grid):
            return grid, chips
    for size in _TINY:
        if fits({layer: of_one[:1] for layer, of_one in chips.items()}, grid):
            break
        grid = _grid(ax, found, box, font_size(ax, size))
        chips = _chips(ax, found, grid, names)
    return grid, most_that_fit(chips, grid)


def _grid(ax: Axes, found: _Found, box: Box, font: float) -> Grid:
    if box.width < _NARROW:
        return Grid(box, font, side=0.0, head=font * 1.6)
    pens = heading_pens(ax, font)
    texts = [pair for layer in found for pair in zip(HEADINGS[layer], pens, strict=True)]
    return Grid(box, font, side=max(width_of(ax, *pair) for pair in texts) + font * 1.5, head=0.0)


def heading_pens(ax: Axes, font: float) -> tuple[Pen, Pen]:
    """Return what the heading of a layer, and what it explains, are written with."""
    # Above the members a line would go through it.
    tone = tones(ax)
    bold = Pen(font * 1.05, tone.ink, bold=True, ground=tone.ground)
    return bold, Pen(font * 0.76, tone.quiet, ground=tone.ground)


def _chips(ax: Axes, found: _Found, grid: Grid, names: Names) -> dict[Layer, list[Chip]]:
    most = max(members[0].documents for members in found.values())
    return {layer: [_chip(ax, m, most, grid, names) for m in ms] for layer, ms in found.items()}


def _chip(ax: Axes, member: Member, most: int, grid: Grid, names: Names) -> Chip:
    font, pen = grid.font, Pen(grid.font, tones(ax).ink)
    share = math.log(member.documents) / math.log(most) if most > 1 else 0.0
    radius = font * (0.27 + 0.45 * share)
    around = 2 * radius + font * (2 * PAD + AFTER)
    name = fit(ax, names.label(member.entity), pen, grid.room - around)
    return Chip(member, name, radius, around + width_of(ax, name, pen))
