"""The graph as pages to look at: one file that works offline, and what a server shows."""

from bacd_graph.explorer.overview import Whole
from bacd_graph.explorer.writing import MAX_ENTITIES, write_page

__all__ = ["MAX_ENTITIES", "Whole", "write_page"]
