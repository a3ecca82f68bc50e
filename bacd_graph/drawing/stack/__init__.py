"""The technology stack in layers, as a picture."""

from bacd_graph.drawing.stack.picture import draw_stack

__all__ = ["draw_stack"]
