"""Claims -> networkx graphs, one view of the ecosystem each."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeAlias

import networkx as nx

from bacd_graph.errors import UnknownNameError
from bacd_graph.model import Claim, Entity, EntityType, Status
from bacd_graph.network.events import events
from bacd_graph.network.people import people_events, people_people
from bacd_graph.network.ties import Tie
from bacd_graph.network.works import (
    companies_projects,
    people_projects,
    projects_projects,
    technologies,
)

if TYPE_CHECKING:
    Network: TypeAlias = nx.Graph[str]
else:
    Network = nx.Graph  # generic in its stubs alone

_Days: TypeAlias = tuple[date | None, date | None]


def project(claims: Sequence[Claim], view: str, *, planned: bool = False) -> Network:
    """Return one view of the claims as an undirected graph, frozen by ``nx.freeze``.

    Asserted claims alone count; with ``planned`` those that are announced or wished count
    too. Negated claims never do, nor those that are not sure enough for the graph. Views:

    - ``people-people``: two people who spoke at or organized the same event, work for the same
      company, or gave a talk together.
    - ``people-projects``: a person and a project that they contribute to, develop, use or
      spoke about.
    - ``people-events``: a person and an event where they spoke, or which they organized or
      attended.
    - ``companies-projects``: a company or organization and a project that it develops, uses,
      sponsors or hires for, or that one of its people contributes to or develops.
    - ``projects-projects``: two projects of which one integrates with, uses or develops the
      other or is a part of it. Alternatives to each other are not joined.
    - ``technologies``: two technologies of which one document says that the same person, body
      or project develops, implements, integrates with, uses or spoke about them, or that
      integrate with each other.
    - ``events``: two events where the same person or body spoke, or which it organized,
      attended or sponsored, or which are held together.
    - ``ecosystem``: every entity of every claim, and one edge for each pair that a claim joins.

    People, technologies and events that share nothing stay in ``people-people``,
    ``technologies`` and ``events``, as isolated nodes.

    A node is an entity's id, with the attributes ``label``, ``type`` (a string), ``weight``
    (the number of documents whose claims stand behind the node's edges), and ``first`` and
    ``last``: dates of the documents that claim anything of it, or None. An edge has

    - ``weight`` > 0: the sum of the confidences of its claims. A claim is what one document
      says, so this is the expected number of documents that say it rightly. What a company's
      people make counts, for each claim of it, the product with the surest claim of the job.
      Two who share something with n - 2 others get the lesser of their two confidences over
      n - 1 for it (Newman 2001), so that a small meeting ties closer than a big one.
    - ``kinds``: a sorted tuple of why they are joined: predicates, "same event", "same
      employer", "same talk", "same person", "same body", "named together" or "through a
      person".
    - ``predicates``: a sorted tuple of strings, those of its claims; ``status``: "asserted", or
      "planned" where all its claims are; ``first`` and ``last``: dates of the documents, or
      None; ``claims``: a tuple of the claims behind it; ``via``: a sorted tuple of the ids of
      what the two share, or of those through whom they are tied.

    Nodes and edges come in the order of their ids, whatever the order of the claims.

    Raises:
        UnknownNameError: if there is no such view.

    Source of the weights of shared things: Newman, M. E. J. (2001). Scientific collaboration
    networks. II. Physical Review E 64, 016132.
    """
    if view not in _VIEWS:
        raise UnknownNameError(f"there is no view {view!r}; use one of {', '.join(VIEWS)}")
    kept = sorted((c for c in claims if _counts(c, planned)), key=claim_order)
    return _assemble(_VIEWS[view](kept), _alone(view, claims, kept), _days(kept))


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


def _alone(view: str, claims: Sequence[Claim], kept: Sequence[Claim]) -> Iterator[Entity]:
    """Yield the entities that belong into a view even if nothing ties them."""
    if view == "ecosystem":
        for claim in sorted(claims, key=claim_order):
            yield from (claim.subject, claim.object)
    elif type_ := _STAY.get(view):
        ends = (end for claim in kept for end in (claim.subject, claim.object))
        yield from (end for end in ends if end.type is type_)


def _days(claims: Iterable[Claim]) -> dict[str, _Days]:
    """Return the first and the last day of each entity, by its id."""
    days: dict[str, _Days] = {}
    for claim in claims:
        day = claim.document.date
        if day is None:
            continue
        for end in (claim.subject.id, claim.object.id):
            first, last = days.get(end, (day, day))
            days[end] = min(first or day, day), max(last or day, day)
    return days


def _ecosystem(claims: Sequence[Claim]) -> Iterator[Tie]:
    return (Tie(c.subject, c.object, c.predicate.value, c.confidence, (c,)) for c in claims)


def _assemble(ties: Iterable[Tie], alone: Iterable[Entity], days: Mapping[str, _Days]) -> Network:
    entities: dict[str, Entity] = {}
    between: defaultdict[tuple[str, str], list[Tie]] = defaultdict(list)
    for tie in ties:
        entities.setdefault(tie.a.id, tie.a)
        entities.setdefault(tie.b.id, tie.b)
        between[min(tie.a.id, tie.b.id), max(tie.a.id, tie.b.id)].append(tie)
    for entity in alone:
        entities.setdefault(entity.id, entity)
    documents: defaultdict[str, set[str]] = defaultdict(set)
    for pair, ties_of_pair in between.items():
        named = {claim.document.id for tie in ties_of_pair for claim in tie.claims}
        for end in pair:
            documents[end] |= named
    graph: Network = nx.Graph()
    for id_, entity in sorted(entities.items()):
        first, last = days.get(id_, (None, None))
        graph.add_node(
            id_,
            label=entity.name,
            type=entity.type.value,
            weight=len(documents.get(id_, ())),
            first=first,
            last=last,
        )
    for (a, b), ties_of_pair in sorted(between.items()):
        graph.add_edge(a, b, **_edge(ties_of_pair))
    nx.freeze(graph)
    return graph


def _edge(ties: Sequence[Tie]) -> dict[str, object]:
    # One job claim may stand behind several ties of a pair: each claim is kept once.
    claims = {id(claim): claim for tie in ties for claim in tie.claims}
    kept = tuple(sorted(claims.values(), key=claim_order))
    first, last = span(kept)
    asserted = any(all(c.status == Status.ASSERTED for c in tie.claims) for tie in ties)
    return {
        "weight": round(math.fsum(tie.weight for tie in ties), 9),
        "kinds": tuple(sorted({tie.kind for tie in ties})),
        "predicates": tuple(sorted({c.predicate.value for c in kept})),
        "status": (Status.ASSERTED if asserted else Status.PLANNED).value,
        "first": first,
        "last": last,
        "claims": kept,
        "via": tuple(sorted({entity.id for tie in ties for entity in tie.via})),
    }


def span(claims: Iterable[Claim]) -> tuple[date | None, date | None]:
    """Return the first and the last date of the claims' documents; None where none has one."""
    dates = sorted(c.document.date for c in claims if c.document.date)
    return (dates[0], dates[-1]) if dates else (None, None)


def surest(claims: Iterable[Claim]) -> Claim:
    """Return the claim that shows the others best: the surest, and of equals the earliest."""
    return min(claims, key=lambda c: (-c.confidence, c.document.date or date.max, *claim_order(c)))


# Of these views, the type whose entities stay though nothing ties them.
_STAY: Final[Mapping[str, EntityType]] = MappingProxyType(
    {
        "events": EntityType.EVENT,
        "people-people": EntityType.PERSON,
        "technologies": EntityType.TECHNOLOGY,
    }
)
_VIEWS: Final[Mapping[str, Callable[[Sequence[Claim]], Iterator[Tie]]]] = MappingProxyType(
    {
        "companies-projects": companies_projects,
        "ecosystem": _ecosystem,
        "events": events,
        "people-events": people_events,
        "people-people": people_people,
        "people-projects": people_projects,
        "projects-projects": projects_projects,
        "technologies": technologies,
    }
)
VIEWS: tuple[str, ...] = tuple(_VIEWS)
