"""Claims -> networkx graphs, one view of the ecosystem each."""

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

import networkx as nx

from bacd_graph.errors import UnknownNameError
from bacd_graph.model import Claim, Entity, EntityType, Predicate, Status

if TYPE_CHECKING:
    Network: TypeAlias = nx.Graph[str]
else:
    Network = nx.Graph  # generic in its stubs alone

_PERSON = frozenset({EntityType.PERSON})
_PROJECT = frozenset({EntityType.PROJECT})
# The split of Company and Organization is the one that texts leave open most often.
_COMPANY = frozenset({EntityType.COMPANY, EntityType.ORGANIZATION})

_PEOPLE_TO_PROJECTS = frozenset(
    {Predicate.CONTRIBUTES_TO, Predicate.DEVELOPS, Predicate.SPOKE_ABOUT, Predicate.USES}
)
_COMPANIES_TO_PROJECTS = frozenset(
    {Predicate.DEVELOPS, Predicate.USES, Predicate.SPONSORS, Predicate.HIRES_FOR}
)
_MAKING = frozenset({Predicate.CONTRIBUTES_TO, Predicate.DEVELOPS})
_MEETING = frozenset({Predicate.SPOKE_AT, Predicate.ORGANIZES})


@dataclass(frozen=True, slots=True)
class _Tie:
    """One reason why two entities are joined: its claims, its weight, what lies between."""

    a: Entity
    b: Entity
    weight: float
    claims: tuple[Claim, ...]
    via: Entity | None = None


def project(claims: Sequence[Claim], view: str, *, planned: bool = False) -> Network:
    """Return one view of the claims as an undirected graph, frozen by ``nx.freeze``.

    Asserted claims alone count; with ``planned`` those that are announced or wished count
    too. Negated claims never do, nor those that are not sure enough for the graph. Views:

    - ``people-projects``: a person and a project that they contribute to, develop, use or
      spoke about.
    - ``people-people``: two people who spoke at or organized the same event, or work for the
      same company. People who share nothing stay, as isolated nodes.
    - ``companies-projects``: a company or organization and a project that it develops, uses,
      sponsors or hires for, or that one of its people contributes to or develops.
    - ``ecosystem``: every entity of every claim, and one edge for each pair that a claim joins.

    A node is an entity's id, with the attributes ``label``, ``type`` (a string) and ``weight``:
    the number of documents whose claims stand behind the node's edges. An edge has

    - ``weight`` > 0: the sum of the confidences of its claims. A claim is what one document
      says, so this is the expected number of documents that say it rightly. A tie that rests
      on two claims (a person's job and the person's project) counts the product of the two.
      Two people who share an event or a company of n people get the lesser of their two
      confidences over n - 1 for it (Newman 2001), so that a small meeting ties closer than a
      big one.
    - ``predicates``: a sorted tuple of strings; ``status``: "asserted", or "planned" where
      all its claims are; ``first`` and ``last``: dates of the documents, or None;
      ``claims``: a tuple of the claims behind it; ``via``: a sorted tuple of the ids of what
      the two share, or of the people through whom they are tied.

    Nodes and edges come in the order of their ids, whatever the order of the claims.

    Raises:
        UnknownNameError: if there is no such view.

    Source of the weights of shared things: Newman, M. E. J. (2001). Scientific collaboration
    networks. II. Physical Review E 64, 016132.
    """
    if view not in _VIEWS:
        raise UnknownNameError(f"there is no view {view!r}; use one of {', '.join(VIEWS)}")
    kept = sorted((c for c in claims if _counts(c, planned)), key=claim_order)
    everyone = (
        sorted(claims, key=claim_order)
        if view == "ecosystem"
        else kept
        if view == "people-people"
        else ()
    )
    extra = (e for c in everyone for e in (c.subject, c.object))
    if view == "people-people":
        extra = (e for e in extra if e.type == EntityType.PERSON)
    return _assemble(_VIEWS[view](kept), extra)


def claim_order(claim: Claim) -> tuple[str, str, str, str, str, float]:
    """Return the key by which claims are sorted: it does not depend on where they come from."""
    return (
        claim.subject.id,
        claim.predicate.value,
        claim.object.id,
        claim.document.id,
        claim.status.value,
        -claim.confidence,
    )


def _counts(claim: Claim, planned: bool) -> bool:
    held = claim.status == Status.ASSERTED or (planned and claim.status == Status.PLANNED)
    sure = claim.sure and claim.confidence > 0
    return held and sure and claim.subject.id != claim.object.id


def _people_projects(claims: Sequence[Claim]) -> Iterator[_Tie]:
    return _direct(claims, _PERSON, _PEOPLE_TO_PROJECTS, _PROJECT)


def _companies_projects(claims: Sequence[Claim]) -> Iterator[_Tie]:
    yield from _direct(claims, _COMPANY, _COMPANIES_TO_PROJECTS, _PROJECT)
    made = defaultdict(list)
    for claim in claims:
        if claim.predicate in _MAKING and claim.object.type in _PROJECT:
            made[claim.subject.id].append(claim)
    for job in claims:
        if job.predicate != Predicate.WORKS_FOR:
            continue
        for work in made[job.subject.id]:
            weight = job.confidence * work.confidence
            yield _Tie(job.object, work.object, weight, (job, work), via=job.subject)


def _people_people(claims: Sequence[Claim]) -> Iterator[_Tie]:
    sharing: defaultdict[str, defaultdict[str, list[Claim]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for claim in claims:
        shared = claim.predicate in _MEETING or claim.predicate == Predicate.WORKS_FOR
        if shared and claim.subject.type in _PERSON:
            sharing[claim.object.id][claim.subject.id].append(claim)
    for _, people in sorted(sharing.items()):
        for a, b in combinations(sorted(people), 2):
            both = (*people[a], *people[b])
            sure = min(max(c.confidence for c in people[p]) for p in (a, b))
            first, second = people[a][0], people[b][0]
            weight = sure / (len(people) - 1)
            yield _Tie(first.subject, second.subject, weight, both, via=first.object)


def _ecosystem(claims: Sequence[Claim]) -> Iterator[_Tie]:
    return (_Tie(c.subject, c.object, c.confidence, (c,)) for c in claims)


def _direct(
    claims: Iterable[Claim],
    subjects: Collection[EntityType],
    predicates: Collection[Predicate],
    objects: Collection[EntityType],
) -> Iterator[_Tie]:
    for claim in claims:
        ends = claim.subject.type in subjects and claim.object.type in objects
        if ends and claim.predicate in predicates:
            yield _Tie(claim.subject, claim.object, claim.confidence, (claim,))


def _assemble(ties: Iterable[_Tie], extra: Iterable[Entity]) -> Network:
    entities: dict[str, Entity] = {}
    between: defaultdict[tuple[str, str], list[_Tie]] = defaultdict(list)
    for tie in ties:
        entities.setdefault(tie.a.id, tie.a)
        entities.setdefault(tie.b.id, tie.b)
        between[min(tie.a.id, tie.b.id), max(tie.a.id, tie.b.id)].append(tie)
    for entity in extra:
        entities.setdefault(entity.id, entity)
    documents: defaultdict[str, set[str]] = defaultdict(set)
    for pair, ties_of_pair in between.items():
        for end in pair:
            documents[end].update(c.document.id for t in ties_of_pair for c in t.claims)
    graph: Network = nx.Graph()
    for id_, entity in sorted(entities.items()):
        graph.add_node(id_, label=entity.name, type=entity.type.value, weight=len(documents[id_]))
    for (a, b), ties_of_pair in sorted(between.items()):
        graph.add_edge(a, b, **_edge(ties_of_pair))
    nx.freeze(graph)
    return graph


def _edge(ties: Sequence[_Tie]) -> dict[str, object]:
    # One job claim may stand behind several ties of a pair: each claim is kept once.
    claims = {id(claim): claim for tie in ties for claim in tie.claims}
    kept = tuple(sorted(claims.values(), key=claim_order))
    first, last = span(kept)
    asserted = any(all(c.status == Status.ASSERTED for c in tie.claims) for tie in ties)
    return {
        "weight": round(math.fsum(tie.weight for tie in ties), 9),
        "predicates": tuple(sorted({c.predicate.value for c in kept})),
        "status": (Status.ASSERTED if asserted else Status.PLANNED).value,
        "first": first,
        "last": last,
        "claims": kept,
        "via": tuple(sorted({tie.via.id for tie in ties if tie.via})),
    }


def span(claims: Iterable[Claim]) -> tuple[date | None, date | None]:
    """Return the first and the last date of the claims' documents; None where none has one."""
    dates = sorted(c.document.date for c in claims if c.document.date)
    return (dates[0], dates[-1]) if dates else (None, None)


def surest(claims: Iterable[Claim]) -> Claim:
    """Return the claim that shows the others best: the surest, and of equals the earliest."""
    return min(claims, key=lambda c: (-c.confidence, c.document.date or date.max, *claim_order(c)))


_VIEWS: Mapping[str, Callable[[Sequence[Claim]], Iterator[_Tie]]] = MappingProxyType(
    {
        "people-projects": _people_projects,
        "people-people": _people_people,
        "companies-projects": _companies_projects,
        "ecosystem": _ecosystem,
    }
)
VIEWS: tuple[str, ...] = tuple(_VIEWS)
