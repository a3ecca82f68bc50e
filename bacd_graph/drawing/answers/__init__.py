"""Answers to queries and networks of any kind become pictures."""

from bacd_graph.drawing.answers.answer import draw_answer
from bacd_graph.drawing.answers.networks import draw_network

__all__ = ["draw_answer", "draw_network"]
