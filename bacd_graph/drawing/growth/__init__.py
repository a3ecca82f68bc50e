"""Growth over time, as a picture."""

from bacd_graph.drawing.growth.picture import draw_growth

__all__ = ["draw_growth"]
