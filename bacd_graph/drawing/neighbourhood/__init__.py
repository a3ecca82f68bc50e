"""One entity and what is tied to it, as a picture."""

from bacd_graph.drawing.neighbourhood.picture import draw_neighbourhood

__all__ = ["draw_neighbourhood"]
