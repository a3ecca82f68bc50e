"""Claims -> employers and their people, with the years and where each is named before and later."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from bacd_graph.affiliations import affiliations, moves
from bacd_graph.model import Claim, Entity, Predicate


@dataclass(frozen=True, slots=True)
class Post:
    """A person at an employer.

    ``years`` lead from the first document that says so to the last, "" where none has a date; so
    many ``documents`` do. ``before`` is the employer before, ``after`` the next one, each with the
    year in which documents first say so of the later one: see `bacd_graph.affiliations.moves`.
    """

    person: Entity
    years: str
    since: date
    documents: int
    before: tuple[Entity, int] | None = None
    after: tuple[Entity, int] | None = None

    @property
    def moved(self) -> bool:
        """Whether the person is named at another employer before or later."""
        return self.before is not None or self.after is not None


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
    before: dict[tuple[Entity, Entity], tuple[Entity, int]] = {}
    after = before.copy()
    for move in moves(dated.values()):
        person, old, new = move.new.person, move.old.employer, move.new.employer
        before[person, new] = old, move.new.first.year
        after[person, old] = new, move.new.first.year
    posts: defaultdict[Entity, list[Post]] = defaultdict(list)
    for ends, documents in said.items():
        person, employer = ends
        known = dated.get(ends)
        years = known.span if known else ""
        since = known.first if known else date.max
        post = Post(person, years, since, len(documents), before.get(ends), after.get(ends))
        posts[employer].append(post)
    staffs = (Staff(e, tuple(sorted(of_one, key=_order))) for e, of_one in posts.items())
    return tuple(sorted(staffs, key=_size))


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
