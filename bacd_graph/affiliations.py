"""For whom a person works or worked, from when to when documents say so, and what came after."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from bacd_graph.model import Claim, Entity, EntityType, Predicate

# What one sits on beside a job: "Ceph Steering Committee", "Foreman community", "SIG Monitoring".
_BESIDE_A_JOB: Final = re.compile(
    r"\b(ambassadors?|boards?|committees?|community|communities|councils?|groups?|sigs?|teams?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Affiliation:
    """A person's employer, and the days of the first and the last document that state it.

    ``latest`` is true if no document states any employer of the person at a later day: whether
    the person works there still, no text says, but none says otherwise. Shown in the years of
    the first and the last, or one alone if both are the same.
    """

    person: Entity
    employer: Entity
    first: date
    last: date
    latest: bool

    def __str__(self) -> str:
        return f"{self.employer.name} {self.span}"

    @property
    def span(self) -> str:
        """The years from the first document to the last, as "2012-2013" or "2012"."""
        first, last = self.first.year, self.last.year
        return str(first) if first == last else f"{first}-{last}"


@dataclass(frozen=True, slots=True)
class Move:
    """Two employers of a person: the last document of ``old`` is from before the first of ``new``.

    That the person went from one straight to the other, no document has to say.
    """

    old: Affiliation
    new: Affiliation


def affiliations(claims: Iterable[Claim]) -> tuple[Affiliation, ...]:
    """Return the dated employers of each person, by person, then the earlier first.

    Only plain ``worksFor`` claims of documents with a date count: what is planned, negated or
    not sure enough states no employer. The named query ``employers`` gives the same.
    """
    days = _days(claims)
    newest: dict[Entity, date] = {}
    for (person, _), said in days.items():
        newest[person] = max(newest.get(person, date.min), *said)
    found = (
        Affiliation(person, employer, min(said), max(said), max(said) == newest[person])
        for (person, employer), said in days.items()
    )
    return tuple(sorted(found, key=_order))


def moves(found: Iterable[Affiliation]) -> tuple[Move, ...]:
    """Return the moves of each person, by person, then the earlier first.

    A move joins an employer and the next one: of those that are first stated after its last day
    the earliest, and for that one it is in turn the latest that was last stated before. Of
    several of one day a company goes before an organization, then the first by name. What one
    sits on beside a job (a committee, a community, a team of a project) is no end of a move.
    """
    employers = sorted((one for one in found if not _beside_a_job(one.employer)), key=_order)
    of_each = (tuple(theirs) for _, theirs in groupby(employers, key=lambda a: a.person.id))
    return tuple(move for theirs in of_each for move in _moves_of_one(theirs))


def _moves_of_one(theirs: Sequence[Affiliation]) -> list[Move]:
    found = []
    for new in theirs:
        before = [one for one in theirs if one.last < new.first]
        if not before:
            continue
        old = min(before, key=lambda a: (-a.last.toordinal(), *_rank(a.employer)))
        after = (one for one in theirs if one.first > old.last)
        if new == min(after, key=lambda a: (a.first, *_rank(a.employer))):
            found.append(Move(old, new))
    return found


def _beside_a_job(employer: Entity) -> bool:
    return employer.type is EntityType.ORGANIZATION and bool(_BESIDE_A_JOB.search(employer.name))


def _rank(employer: Entity) -> tuple[bool, str, str]:
    return employer.type is not EntityType.COMPANY, employer.name, employer.id


def _days(claims: Iterable[Claim]) -> dict[tuple[Entity, Entity], list[date]]:
    days: defaultdict[tuple[Entity, Entity], list[date]] = defaultdict(list)
    for claim in claims:
        if claim.predicate is Predicate.WORKS_FOR and claim.plain and claim.document.date:
            days[claim.subject, claim.object].append(claim.document.date)
    return days


def _order(one: Affiliation) -> tuple[str, date, date, str, str]:
    return one.person.id, one.first, one.last, one.employer.name, one.employer.id
