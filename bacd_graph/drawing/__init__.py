"""Networks become pictures: matplotlib figures that one would put on a slide."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from matplotlib.figure import Figure

from bacd_graph.drawing.ecosystem import draw_ecosystem
from bacd_graph.drawing.growth import draw_growth
from bacd_graph.drawing.neighbourhood import draw_neighbourhood
from bacd_graph.drawing.saving import save
from bacd_graph.drawing.speakers import draw_speakers
from bacd_graph.drawing.style import styled
from bacd_graph.drawing.timeline import draw_timeline

# How each picture of `bacd_graph.views` is drawn; those of one entity take its id too.
DRAWN: Mapping[str, Callable[..., Figure]] = MappingProxyType(
    {
        "ecosystem": draw_ecosystem,
        "growth": draw_growth,
        "neighbourhood": draw_neighbourhood,
        "speakers": draw_speakers,
        "timeline": draw_timeline,
    }
)

__all__ = [
    "DRAWN",
    "draw_ecosystem",
    "draw_growth",
    "draw_neighbourhood",
    "draw_speakers",
    "draw_timeline",
    "save",
    "styled",
]
