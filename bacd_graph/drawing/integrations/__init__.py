"""The integrations of a project, as a picture."""

from bacd_graph.drawing.integrations.picture import draw_integrations

__all__ = ["draw_integrations"]
