"""Networks become pictures: matplotlib figures that one would put on a slide."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from matplotlib.figure import Figure

from bacd_graph.drawing.ecosystem import draw_ecosystem
from bacd_graph.drawing.employment import draw_employment
from bacd_graph.drawing.integrations import draw_integrations
from bacd_graph.drawing.neighbourhood import draw_neighbourhood
from bacd_graph.drawing.saving import save
from bacd_graph.drawing.stack import draw_stack
from bacd_graph.drawing.style import styled

# How each picture of `bacd_graph.views` is drawn; those of one entity take its id too.
DRAWN: Mapping[str, Callable[..., Figure]] = MappingProxyType(
    {
        "ecosystem": draw_ecosystem,
        "employment": draw_employment,
        "integrations": draw_integrations,
        "neighbourhood": draw_neighbourhood,
        "stack": draw_stack,
    }
)

__all__ = [
    "DRAWN",
    "draw_ecosystem",
    "draw_employment",
    "draw_integrations",
    "draw_neighbourhood",
    "draw_stack",
    "save",
    "styled",
]
