"""Who works where, as a picture."""

from bacd_graph.drawing.employment.picture import draw_employment

__all__ = ["draw_employment"]
