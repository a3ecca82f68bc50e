"""Speakers and events, as a picture."""

from bacd_graph.drawing.speakers.picture import draw_speakers

__all__ = ["draw_speakers"]
