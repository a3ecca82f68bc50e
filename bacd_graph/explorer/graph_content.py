"""What the graph page knows: the content of the pages, and where each entity stands."""

import gzip
import json
from collections.abc import Iterable

from bacd_graph.explorer.content import content
from bacd_graph.explorer.overview import Whole
from bacd_graph.explorer.places import places
from bacd_graph.explorer.records import Record
from bacd_graph.model import Claim, Entity


def packed_graph(whole: Whole, limit: int) -> bytes:
    """Return a graph as JSON, compressed by gzip: its content with places, without quotes.

    Of its entities the ``limit`` are there that most documents name.
    """
    data = content(whole.entities, whole.claims, whole.documents, limit)
    placed = with_places(without_quotes(data), whole.entities, whole.claims)
    text = json.dumps(placed, separators=(",", ":"))
    return gzip.compress(text.encode(), compresslevel=6, mtime=0)


def with_places(data: Record, entities: Iterable[Entity], claims: Iterable[Claim]) -> Record:
    """Return the content of ``entities`` with "places": x and y of each that is in it."""
    by_id = {entity.id: entity for entity in entities}
    shown = [by_id[record["id"]] for record in data["entities"]]
    return data | {"places": places(shown, claims)}


def without_quotes(data: Record) -> Record:
    """Return the content without the texts of passages, which make up most of it."""
    claims = [{**claim, "passages": []} for claim in data["claims"]]
    return data | {"claims": claims, "passages": []}
