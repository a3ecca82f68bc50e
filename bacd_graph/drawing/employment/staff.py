"""Claims -> employers and their people, with the years and with where each came from and went."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bacd_graph.affiliations import Affiliation, affiliations
from bacd_graph.model import Claim, Entity, EntityType, Predicate


@dataclass(frozen=True, slots=True)
class Post:
    """A person at an employer.

    ``years`` are those of `bacd_graph.affiliations`, "" where no document that says so has a
    date; so many ``documents`` do. ``came`` is the employer before, ``went`` the one after, each
    with the year in which documents first say so of the later one.
    """

    person: Entity
    years: str
    since: date
    documents: int
    came: tuple[Entity, int] | None = None
    went: tuple[Entity, int] | None = None

    @property
    def moved(self) -> bool:
        """Whether the person came from or went to another employer."""
        return self.came is not None or self.went is not None


@dataclass(frozen=True, slots=True)
class Staff:
    """An employer and its people, those that moved first, then by how many documents say so."""

    employer: Entity
    posts: tuple[Post, ...]


def staffs_of(claims: Sequence[Claim]) -> tuple[Staff, ...]:
    """Return every employer, the one of most people first, then by evidence, then by name.

    Plain ``worksFor`` claims alone count: what is planned or negated employs nobody.
    """
    said: defaultdict[tuple[Entity, Entity], set[str]] = defaultdict(set)
    for claim in claims:
        if claim.predicate is Predicate.WORKS_FOR and claim.plain:
            said[claim.subject, claim.object].add(claim.document.id)
    dated = {(a.person, a.employer): a for a in affiliations(claims)}
    came, went = _moves(dated.values())
    posts: defaultdict[Entity, list[Post]] = defaultdict(list)
    for ends, documents in said.items():
        person, employer = ends
        known = dated.get(ends)
        years = known.years if known else ""
        since = known.first if known else date.max
        post = Post(person, years, since, len(documents), came.get(ends), went.get(ends))
        posts[employer].append(post)
    staffs = (Staff(e, tuple(sorted(of_one, key=_order))) for e, of_one in posts.items())
    return tuple(sorted(staffs, key=_size))


_Moves = dict[tuple[Entity, Entity], tuple[Entity, int]]


def _moves(found: Iterable[Affiliation]) -> tuple[_Moves, _Moves]:
    """Return for a person at an employer whence and whither.

    A move goes to an employer from the last one that no document states from that day on, as the
    named query ``changes`` has it; of several that are so, from a company, the first by name.
    """
    of_person: defaultdict[Entity, list[Affiliation]] = defaultdict(list)
    for one in found:
        of_person[one.person].append(one)
    came: _Moves = {}
    went: _Moves = {}
    for person, theirs in of_person.items():
        for new in sorted(theirs, key=lambda a: (a.first, a.employer.id), reverse=True):
            left = [old for old in theirs if old.last < new.first]
            if left:
                old = min(left, key=_recency)
                came[person, new.employer] = (old.employer, new.first.year)
                went[person, old.employer] = (new.employer, new.first.year)
    return came, went


def _recency(one: Affiliation) -> tuple[int, bool, str, str]:
    at = one.employer
    return -one.last.toordinal(), at.type is not EntityType.COMPANY, at.name, at.id


def _order(post: Post) -> tuple[bool, int, str, str]:
    return not post.moved, -post.documents, post.person.name, post.person.id


def _size(staff: Staff) -> tuple[int, int, str, str]:
    documents = sum(post.documents for post in staff.posts)
    return -len(staff.posts), -documents, staff.employer.name, staff.employer.id


def people_of(staffs: Iterable[Staff]) -> int:
    """Return how many different people ``staffs`` have."""
    return len({post.person.id for staff in staffs for post in staff.posts})


def chronological(posts: Iterable[Post]) -> list[Post]:
    """Return ``posts`` by the day since when documents say so; those without one come last."""
    return sorted(posts, key=lambda p: (p.since, p.person.name, p.person.id))
