"""Networks become pictures: matplotlib figures that one would put on a slide."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from matplotlib.figure import Figure

from bacd_graph.drawing.ecosystem import draw_ecosystem
from bacd_graph.drawing.employment import draw_employment
from bacd_graph.drawing.growth import draw_growth
from bacd_graph.drawing.integrations import draw_integrations
from bacd_graph.drawing.neighbourhood import draw_neighbourhood
from bacd_graph.drawing.saving import save
from bacd_graph.drawing.speakers import draw_speakers
from bacd_graph.drawing.stack import draw_stack
from bacd_graph.drawing.style import styled
from bacd_graph.drawing.timeline import draw_timeline

# How each picture of `bacd_graph.views` is drawn; those of one entity take its id too.
DRAWN: Mapping[str, Callable[..., Figure]] = MappingProxyType(
    {
        "ecosystem": draw_ecosystem,
        "employment": draw_employment,
        "growth": draw_growth,
        "integrations": draw_integrations,
        "neighbourhood": draw_neighbourhood,
        "speakers": draw_speakers,
        "stack": draw_stack,
        "timeline": draw_timeline,
    }
)

__all__ = [
    "DRAWN",
    "draw_ecosystem",
    "draw_employment",
    "draw_growth",
    "draw_integrations",
    "draw_neighbourhood",
    "draw_speakers",
    "draw_stack",
    "draw_timeline",
    "save",
    "styled",
]
