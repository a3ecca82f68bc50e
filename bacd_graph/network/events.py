"""How events are tied: by who was at both, and by being held together."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from bacd_graph.model import Claim, Entity, EntityType, Predicate
from bacd_graph.network.ties import Group, Tie, direct, within

_EVENT = frozenset({EntityType.EVENT})
_PRESENT = frozenset(
    {Predicate.SPOKE_AT, Predicate.ORGANIZES, Predicate.ATTENDS, Predicate.SPONSORS}
)
_HELD_TOGETHER = frozenset({Predicate.CO_LOCATED_WITH, Predicate.PART_OF})


def events(claims: Sequence[Claim]) -> Iterator[Tie]:
    """Yield the ties of events that share people or bodies, or are held together."""
    yield from direct(claims, _EVENT, _HELD_TOGETHER, _EVENT)
    yield from within(_shared(claims))


def _shared(claims: Iterable[Claim]) -> Iterator[Group]:
    guests: dict[str, Entity] = {}
    members: defaultdict[str, defaultdict[str, list[tuple[Entity, Claim]]]]
    members = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        if claim.predicate in _PRESENT and claim.object.type in _EVENT:
            guests.setdefault(claim.subject.id, claim.subject)
            members[claim.subject.id][claim.object.id].append((claim.object, claim))
    for guest, visited in sorted(members.items()):
        person = guests[guest].type is EntityType.PERSON
        yield Group("same person" if person else "same body", (guests[guest],), visited)
