"""The map of the ecosystem, as a picture."""

from bacd_graph.drawing.ecosystem.picture import draw_ecosystem

__all__ = ["draw_ecosystem"]
