"""The graph as a page to look at: one file, which works offline."""

from bacd_graph.explorer.writing import MAX_ENTITIES, write_page

__all__ = ["MAX_ENTITIES", "write_page"]
