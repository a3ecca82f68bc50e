"""Claims -> the people whom a timeline shows, and what it shows of each."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bacd_graph.affiliations import Affiliation, Move, affiliations, moves
from bacd_graph.model import Claim, Entity, Predicate


@dataclass(frozen=True, slots=True)
class Career:
    """For whom a person worked, the earlier stated first; never nothing.

    ``moves`` join some of the stations: see `bacd_graph.affiliations.moves`. ``talks`` counts the
    events at which the person spoke.
    """

    person: Entity
    stations: tuple[Affiliation, ...]
    moves: tuple[Move, ...]
    talks: int

    @property
    def first(self) -> date:
        """The first day at which an employer is stated."""
        return self.stations[0].first

    @property
    def last(self) -> date:
        """The last day at which one is."""
        return max(one.last for one in self.stations)


def careers(claims: Sequence[Claim]) -> tuple[Career, ...]:
    """Return who is known to work for somebody, those of whom time tells most first.

    That is: most moves, then the longest time between the first and the last statement, then
    most talks, then by name.
    """
    of_one: defaultdict[Entity, list[Affiliation]] = defaultdict(list)
    for one in affiliations(claims):
        of_one[one.person].append(one)
    talks = _talks(claims)
    found = (
        Career(person, tuple(stations), moves(stations), len(talks[person.id]))
        for person, stations in of_one.items()
    )
    return tuple(sorted(found, key=_telling))


def undated(claims: Iterable[Claim], shown: Iterable[Career]) -> int:
    """Return how many people have employers that only texts without a date state."""
    dated = {career.person.id for career in shown}
    works = (c for c in claims if c.plain and c.predicate is Predicate.WORKS_FOR)
    return len({c.subject.id for c in works} - dated)


def _talks(claims: Iterable[Claim]) -> defaultdict[str, set[str]]:
    talks: defaultdict[str, set[str]] = defaultdict(set)
    for claim in claims:
        if claim.plain and claim.predicate is Predicate.SPOKE_AT:
            talks[claim.subject.id].add(claim.object.id)
    return talks


def _telling(career: Career) -> tuple[int, int, int, str, str]:
    person = career.person
    lasting = (career.last - career.first).days
    return -len(career.moves), -lasting, -career.talks, person.name, person.id
