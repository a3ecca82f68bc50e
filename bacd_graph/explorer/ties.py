"""Who is tied to whom in the picture of an entity's neighbourhood."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any, Final, TypeAlias

from bacd_graph.explorer.records import Records
from bacd_graph.model import Claim, Entity, Status

MOST_DRAWN: Final = 24

# A predicate, whether it leads from the entity, and whether it is only planned.
Bond: TypeAlias = tuple[str, bool, bool]


def bonds(entity: Entity, claims: Iterable[Claim]) -> list[tuple[Entity, set[Bond]]]:
    """Return what ties an entity to others: claims that are sure enough and not negated."""
    others: dict[str, Entity] = {}
    found: defaultdict[str, set[Bond]] = defaultdict(set)
    for claim in claims:
        if claim.held and claim.subject.id != claim.object.id:
            outgoing = claim.subject.id == entity.id
            planned = claim.status is Status.PLANNED
            other = claim.object if outgoing else claim.subject
            others[other.id] = other
            found[other.id].add((claim.predicate.value, outgoing, planned))
    return [(others[id_], found[id_]) for id_ in sorted(others)]


def ties_record(
    entity: Entity, about: Callable[[str], Iterable[Claim]], records: Records
) -> tuple[int, list[list[Any]]]:
    """Return how many are tied to ``entity``, and each two of those that are drawn that are tied.

    Drawn are the entity and those with the most to tie them to it. ``about`` gives the claims
    about an entity by its id. Each tie is two indices and its bonds, as seen from the first.
    """
    met = bonds(entity, about(entity.id))
    degree = records.figures.degree
    met.sort(key=lambda pair: (-len(pair[1]), -degree(pair[0]), pair[0].name, pair[0].id))
    drawn = met[:MOST_DRAWN]
    ties = [_tie(entity, other, found, records) for other, found in drawn]
    for at, (one, _) in enumerate(drawn):
        later = {other.id for other, _ in drawn[at + 1 :]}
        near = (c for c in about(one.id) if c.subject.id in later or c.object.id in later)
        ties += [_tie(one, other, found, records) for other, found in bonds(one, near)]
    return len(met), ties


def _tie(one: Entity, other: Entity, found: Iterable[Bond], records: Records) -> list[Any]:
    told = [[predicate, int(out), int(planned)] for predicate, out, planned in sorted(found)]
    return [records.entity(one), records.entity(other), told]
