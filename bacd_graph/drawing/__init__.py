"""Networks become pictures: matplotlib figures that one would put on a slide."""

from bacd_graph.drawing.ecosystem import draw_ecosystem
from bacd_graph.drawing.neighbourhood import draw_neighbourhood
from bacd_graph.drawing.saving import save

__all__ = ["draw_ecosystem", "draw_neighbourhood", "save"]
