"""Claims -> who spoke at which event, and the part of it that a picture has room for."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bacd_graph.model import Claim, Entity, EntityType, Predicate
from bacd_graph.network.event_days import EventDay, event_days

_ROLES = (Predicate.SPOKE_AT, Predicate.ORGANIZES)


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person and the ids of the events at which he or she spoke, and that he or she organized.

    One of the two may be empty; ``organized`` has only such events at which somebody spoke.
    ``talks`` counts all events at which the person spoke, also where this is but a part of them.
    """

    person: Entity
    spoke: frozenset[str]
    organized: frozenset[str]
    talks: int

    @property
    def events(self) -> frozenset[str]:
        """The ids of all events at which the person had a part."""
        return self.spoke | self.organized


@dataclass(frozen=True, slots=True)
class Appearances:
    """Speakers and the events at which they spoke.

    ``events`` come in the order of time, ``speakers`` with those who spoke at most events first,
    then at most of these, then by the time of their first one. Who but organized some comes last.
    ``counts`` has, for each id of an event, how many spoke there.
    """

    speakers: tuple[Speaker, ...]
    events: tuple[EventDay, ...]
    counts: Mapping[str, int]

    @property
    def organizers(self) -> int:
        """How many of the people spoke at none of the events, but organized some."""
        return sum(not one.spoke for one in self.speakers)

    @property
    def spoke(self) -> int:
        """How many of the people spoke."""
        return len(self.speakers) - self.organizers


def appearances(claims: Sequence[Claim]) -> Appearances:
    """Return all speakers of plain claims, and all events at which somebody spoke."""
    parts: defaultdict[Entity, dict[Predicate, set[str]]] = defaultdict(
        lambda: {role: set() for role in _ROLES}
    )
    for claim in claims:
        if claim.plain and claim.predicate in _ROLES:
            parts[claim.subject][claim.predicate].add(claim.object.id)
    counts = Counter(id_ for part in parts.values() for id_ in part[Predicate.SPOKE_AT])
    events = [one for one in event_days(claims) if one.event.id in counts]
    speakers = (
        Speaker(person, frozenset(spoke), frozenset(organized), len(spoke))
        for person, part in parts.items()
        if person.type is EntityType.PERSON
        for spoke, organized in [(part[_ROLES[0]], part[_ROLES[1]] & counts.keys())]
        if spoke or organized
    )
    return Appearances(_ordered(speakers, events), tuple(events), dict(counts))


def most_telling(whole: Appearances, speakers: int, events: int) -> Appearances:
    """Return the part with at most so many speakers and events.

    Events with most speakers who spoke at others too are kept, then those with most speakers; of
    the people there, those who spoke at most events, of all.
    """
    returning = Counter(id_ for one in whole.speakers if one.talks > 1 for id_ in one.spoke)
    ranked = sorted(
        whole.events,
        key=lambda e: (-returning[e.event.id], -whole.counts[e.event.id], e.event.name, e.event.id),
    )
    kept = {one.event.id for one in ranked[:events]}
    seen = (
        Speaker(one.person, one.spoke & kept, one.organized & kept, one.talks)
        for one in whole.speakers
        if one.events & kept
    )
    first = _ordered(seen, whole.events)[:speakers]
    shown = {id_ for one in first for id_ in one.events}
    return Appearances(
        first, tuple(one for one in whole.events if one.event.id in shown), whole.counts
    )


def _ordered(speakers: Iterable[Speaker], events: Sequence[EventDay]) -> tuple[Speaker, ...]:
    at = {one.event.id: number for number, one in enumerate(events)}

    def order(one: Speaker) -> tuple[int, int, list[int], str, str]:
        places = sorted(at[id_] for id_ in one.events)
        return -one.talks, -len(one.spoke), places, one.person.name, one.person.id

    return tuple(sorted(speakers, key=order))
