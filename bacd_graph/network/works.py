"""How people, companies, projects and technologies are tied by what is made and used."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from bacd_graph.model import Claim, Entity, EntityType, Predicate
from bacd_graph.network.ties import Group, Tie, direct, within

_PERSON = frozenset({EntityType.PERSON})
_PROJECT = frozenset({EntityType.PROJECT})
_TECHNOLOGY = frozenset({EntityType.TECHNOLOGY})
# The split of Company and Organization is the one that texts leave open most often.
_COMPANY = frozenset({EntityType.COMPANY, EntityType.ORGANIZATION})

MAKING = frozenset({Predicate.CONTRIBUTES_TO, Predicate.DEVELOPS})
_PEOPLE_TO_PROJECTS = MAKING | {Predicate.SPOKE_ABOUT, Predicate.USES}
_COMPANIES_TO_PROJECTS = frozenset(
    {Predicate.DEVELOPS, Predicate.USES, Predicate.SPONSORS, Predicate.HIRES_FOR}
)
# Not alternativeTo: who stands in another's place does not work with it.
_PROJECTS_TO_PROJECTS = frozenset(
    {Predicate.INTEGRATES_WITH, Predicate.USES, Predicate.PART_OF, Predicate.DEVELOPS}
)
_TO_TECHNOLOGIES = frozenset(
    {
        Predicate.DEVELOPS,
        Predicate.IMPLEMENTS,
        Predicate.INTEGRATES_WITH,
        Predicate.SPOKE_ABOUT,
        Predicate.USES,
    }
)


def people_projects(claims: Sequence[Claim]) -> Iterator[Tie]:
    """Yield the ties of people to what they contribute to, develop, use or spoke about."""
    return direct(claims, _PERSON, _PEOPLE_TO_PROJECTS, _PROJECT)


def companies_projects(claims: Sequence[Claim]) -> Iterator[Tie]:
    """Yield the ties of companies to their projects, and to those that their people make."""
    yield from direct(claims, _COMPANY, _COMPANIES_TO_PROJECTS, _PROJECT)
    made: defaultdict[str, list[Claim]] = defaultdict(list)
    jobs: defaultdict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.predicate in MAKING and claim.object.type in _PROJECT:
            made[claim.subject.id].append(claim)
        elif claim.predicate is Predicate.WORKS_FOR:
            jobs[claim.subject.id, claim.object.id].append(claim)
    for (person, _), told in jobs.items():
        # Of many documents that state a job one is enough: each work counts once.
        job = max(told, key=lambda claim: claim.confidence)
        for work in made.get(person, ()):
            weight = job.confidence * work.confidence
            behind = (*told, work)
            yield Tie(job.object, work.object, "through a person", weight, behind, (job.subject,))


def projects_projects(claims: Sequence[Claim]) -> Iterator[Tie]:
    """Yield the ties of projects that work together or are made of each other."""
    return direct(claims, _PROJECT, _PROJECTS_TO_PROJECTS, _PROJECT)


def technologies(claims: Sequence[Claim]) -> Iterator[Tie]:
    """Yield the ties of technologies that integrate, or that one document names of one actor."""
    yield from direct(claims, _TECHNOLOGY, {Predicate.INTEGRATES_WITH}, _TECHNOLOGY)
    yield from within(_named_together(claims))


def _named_together(claims: Iterable[Claim]) -> Iterator[Group]:
    actors: dict[str, Entity] = {}
    members: defaultdict[tuple[str, str], defaultdict[str, list[tuple[Entity, Claim]]]]
    members = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        if claim.predicate not in _TO_TECHNOLOGIES:
            continue
        for actor, other in _ends(claim):
            if other.type in _TECHNOLOGY and actor.type not in _TECHNOLOGY:
                actors.setdefault(actor.id, actor)
                members[actor.id, claim.document.id][other.id].append((other, claim))
    for (actor_id, _), named in sorted(members.items()):
        yield Group("named together", (actors[actor_id],), named)


def _ends(claim: Claim) -> Iterator[tuple[Entity, Entity]]:
    yield claim.subject, claim.object
    if claim.predicate is Predicate.INTEGRATES_WITH:
        yield claim.object, claim.subject
