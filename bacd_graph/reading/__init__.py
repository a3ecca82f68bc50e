"""The reading room: files and folders to documents, whose every character knows its source."""

from bacd_graph.reading.documents import load_source, read, read_loaded, source_text
from bacd_graph.reading.offsets import source_span
from bacd_graph.reading.sources import Source, find_sources, left_out

__all__ = [
    "Source",
    "find_sources",
    "left_out",
    "load_source",
    "read",
    "read_loaded",
    "source_span",
    "source_text",
]
