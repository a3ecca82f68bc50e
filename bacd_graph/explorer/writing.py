"""The explorer as one file, which works offline."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from bacd_graph.explorer.content import NO_TEXTS, file_content
from bacd_graph.explorer.graph_content import with_places
from bacd_graph.explorer.overview import Whole
from bacd_graph.explorer.shell import one_file
from bacd_graph.files import write_whole
from bacd_graph.model import MarkedText

MAX_ENTITIES: Final = 5_000
# In bytes, of all texts together.
MAX_TEXTS: Final = 10_000_000

_PAGES: Final = {"Explorer": "#", "Graph": "#graph", "Vocabulary": "#vocab"}


def write_page(
    whole: Whole,
    path: Path,
    *,
    texts: Mapping[str, MarkedText] = NO_TEXTS,
    limit: int = MAX_ENTITIES,
    room: int = MAX_TEXTS,
) -> None:
    """Write a graph as one HTML file that works offline, with ``texts`` of its documents by id.

    Of more than ``limit`` entities those that most documents name are shown, and of texts that
    take more than ``room`` bytes the newest; the page says how many are left out. The same graph
    always gives the same bytes.

    Raises:
        BuildError: if ``path`` cannot be written.
    """
    data = with_places(file_content(whole, texts, limit, room), whole.entities, whole.claims)
    write_whole(path, one_file("Explorer", data, "offline.js", _PAGES).encode("utf-8"))
