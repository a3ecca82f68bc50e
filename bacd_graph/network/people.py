"""How people are tied: by the events, the employers and the talks that they share."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from bacd_graph.model import Claim, Entity, EntityType, Passage, Predicate
from bacd_graph.network.ties import Group, Tie, direct, within

_PERSON = frozenset({EntityType.PERSON})
_EVENT = frozenset({EntityType.EVENT})
_SAME = {
    Predicate.SPOKE_AT: "same event",
    Predicate.ORGANIZES: "same event",
    Predicate.WORKS_FOR: "same employer",
}
_PRESENT = frozenset({Predicate.SPOKE_AT, Predicate.ORGANIZES, Predicate.ATTENDS})


def people_people(claims: Sequence[Claim]) -> Iterator[Tie]:
    """Yield the ties of two people who share an event, an employer or a talk."""
    yield from within(_shared(claims))
    yield from within(_talks(claims))


def people_events(claims: Sequence[Claim]) -> Iterator[Tie]:
    """Yield the ties of people to the events where they spoke, which they organized or attended."""
    return direct(claims, _PERSON, _PRESENT, _EVENT)


def _shared(claims: Iterable[Claim]) -> Iterator[Group]:
    places: dict[str, Entity] = {}
    members: defaultdict[tuple[str, str], defaultdict[str, list[tuple[Entity, Claim]]]]
    members = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        kind = _SAME.get(claim.predicate)
        if kind and claim.subject.type in _PERSON:
            places.setdefault(claim.object.id, claim.object)
            members[claim.object.id, kind][claim.subject.id].append((claim.subject, claim))
    for (place, kind), people in sorted(members.items()):
        yield Group(kind, (places[place],), people)


def _talks(claims: Sequence[Claim]) -> Iterator[Group]:
    """Yield the talks of several people, one for each document and the people who gave it.

    That they spoke about the same thing, the same passages say, all of them: a heading alone
    that stands above two talks is not enough. Where the document says at which events they
    spoke, one of the events has to be the same.
    """
    told: defaultdict[tuple[tuple[Passage, ...], str], dict[str, Claim]] = defaultdict(dict)
    for claim in claims:
        if claim.predicate is Predicate.SPOKE_ABOUT:
            told[claim.passages, claim.object.id][claim.subject.id] = claim
    events = _events(claims)
    talks: defaultdict[tuple[str, tuple[str, ...]], list[Claim]] = defaultdict(list)
    for said in told.values():
        for people in _together(said, events):
            document = said[people[0]].document.id
            talks[document, people] += (said[person] for person in people)
    for (_, people), parts in sorted(talks.items(), key=lambda talk: talk[0]):
        topics = {claim.object.id: claim.object for claim in parts}
        members = {p: [(c.subject, c) for c in parts if c.subject.id == p] for p in people}
        yield Group("same talk", tuple(topics.values()), members)


def _events(claims: Iterable[Claim]) -> dict[tuple[str, str], set[str]]:
    """Return where people spoke as a document tells it, by its id and theirs."""
    events: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for claim in claims:
        if claim.predicate is Predicate.SPOKE_AT:
            events[claim.document.id, claim.subject.id].add(claim.object.id)
    return events


def _together(
    said: dict[str, Claim], events: dict[tuple[str, str], set[str]]
) -> Iterator[tuple[str, ...]]:
    """Yield all who are told to speak about one thing; or, if not all can be, each two who can."""
    at = {p: events.get((claim.document.id, p), set()) for p, claim in said.items()}

    def can(a: str, b: str) -> bool:
        return not at[a] or not at[b] or bool(at[a] & at[b])

    people = tuple(sorted(said))
    pairs = list(combinations(people, 2))
    possible = [pair for pair in pairs if can(*pair)]
    if pairs and len(possible) == len(pairs):
        yield people
    else:
        yield from possible
