"""Events and affiliations over time, as a picture."""

from bacd_graph.drawing.timeline.picture import draw_timeline

__all__ = ["draw_timeline"]
