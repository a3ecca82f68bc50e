"""The reading room: files and folders to documents, whose every character knows its source."""

from bacd_graph.reading.documents import read, source_text
from bacd_graph.reading.offsets import source_span
from bacd_graph.reading.sources import Source, find_sources, left_out

__all__ = ["Source", "find_sources", "left_out", "read", "source_span", "source_text"]
