"""The explorer as one file, which works offline."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from bacd_graph.explorer.content import content
from bacd_graph.explorer.graph_content import with_places
from bacd_graph.explorer.shell import one_file
from bacd_graph.files import write_whole
from bacd_graph.model import Claim, DocumentInfo, Entity

MAX_ENTITIES: Final = 5_000

_PAGES: Final = {"Explorer": "#", "Graph": "#graph"}


def write_page(
    entities: Iterable[Entity],
    claims: Iterable[Claim],
    documents: Iterable[DocumentInfo],
    path: Path,
    *,
    limit: int = MAX_ENTITIES,
) -> None:
    """Write the graph as one HTML file that works offline.

    Of more than ``limit`` entities those that most documents name are shown, and the page says
    how many are left out. The same graph always gives the same bytes.

    Raises:
        BuildError: if ``path`` cannot be written.
    """
    entities, claims = tuple(entities), tuple(claims)
    data = with_places(content(entities, claims, documents, limit), entities, claims)
    write_whole(path, one_file("Explorer", data, "offline.js", _PAGES).encode("utf-8"))
