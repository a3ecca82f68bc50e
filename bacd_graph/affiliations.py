"""For whom a person works or worked, and from when to when documents say so."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from bacd_graph.model import Claim, Entity, Predicate


@dataclass(frozen=True, slots=True)
class Affiliation:
    """A person's employer, and the days of the first and the last document that state it.

    ``latest`` is true if no document states any employer of the person at a later day: whether
    the person works there still, no text says, but none says otherwise. Shown in years: open
    while it is the latest, else from the first to the last, or one alone if both are the same.
    """

    person: Entity
    employer: Entity
    first: date
    last: date
    latest: bool

    def __str__(self) -> str:
        return f"{self.employer.name} {self.years}"

    @property
    def years(self) -> str:
        """The years, as "2012-2013", "2012" or, while it is the latest, "2012-"."""
        first, last = self.first.year, self.last.year
        if self.latest:
            return f"{first}-"
        return str(first) if first == last else f"{first}-{last}"


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


def _days(claims: Iterable[Claim]) -> dict[tuple[Entity, Entity], list[date]]:
    days: defaultdict[tuple[Entity, Entity], list[date]] = defaultdict(list)
    for claim in claims:
        if claim.predicate is Predicate.WORKS_FOR and claim.plain and claim.document.date:
            days[claim.subject, claim.object].append(claim.document.date)
    return days


def _order(one: Affiliation) -> tuple[str, date, date, str, str]:
    return one.person.id, one.first, one.last, one.employer.name, one.employer.id
