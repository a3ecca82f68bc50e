"""What the graph page knows: the content of the pages, and where each entity stands."""

from collections.abc import Iterable
from typing import Any

from bacd_graph.explorer.places import places
from bacd_graph.model import Claim, Entity


def with_places(
    data: dict[str, Any], entities: Iterable[Entity], claims: Iterable[Claim]
) -> dict[str, Any]:
    """Return the content of ``entities`` with "places": x and y of each that is in it."""
    by_id = {entity.id: entity for entity in entities}
    shown = [by_id[record["id"]] for record in data["entities"]]
    return data | {"places": places(shown, claims)}


def without_quotes(data: dict[str, Any]) -> dict[str, Any]:
    """Return the content without the texts of passages, which make up most of it."""
    claims = [{**claim, "passages": []} for claim in data["claims"]]
    return data | {"claims": claims, "passages": []}
