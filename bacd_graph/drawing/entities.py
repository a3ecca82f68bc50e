"""Claims -> the entities that they name."""

from collections.abc import Iterable

from bacd_graph.errors import UnknownNameError
from bacd_graph.model import Claim, Entity


def entities_of(claims: Iterable[Claim]) -> dict[str, Entity]:
    """Return the entities that claims name, by id."""
    return {end.id: end for claim in claims for end in (claim.subject, claim.object)}


def entity_of(claims: Iterable[Claim], entity_id: str) -> Entity:
    """Return the entity of this id.

    Raises:
        UnknownNameError: if no claim names it.
    """
    found = entities_of(claims).get(entity_id)
    if found is None:
        raise UnknownNameError(
            f"no claim of this graph names {entity_id!r}; use an id such as "
            "'person/wido-den-hollander' that the graph has"
        )
    return found
