"""Networks become pictures: matplotlib figures that one would put on a slide."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from matplotlib.figure import Figure

from bacd_graph.drawing.ecosystem import draw_ecosystem
from bacd_graph.drawing.neighbourhood import draw_neighbourhood
from bacd_graph.drawing.saving import save
from bacd_graph.drawing.style import styled

# How each picture of `bacd_graph.views` is drawn; those of one entity take its id too.
DRAWN: Mapping[str, Callable[..., Figure]] = MappingProxyType(
    {
        "ecosystem": draw_ecosystem,
        "neighbourhood": draw_neighbourhood,
    }
)

__all__ = ["DRAWN", "draw_ecosystem", "draw_neighbourhood", "save", "styled"]
