"""How two entities are connected: the claims that lead from one to the other."""

import heapq
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import TypeAlias

from bacd_graph.errors import NoPathError, UnknownNameError
from bacd_graph.model import Claim, Entity, Predicate
from bacd_graph.network.projections import claim_order

# A place joins nearly everything and says nearly nothing: the two steps through one (6) are
# taken only where no chain of five steps or fewer does without.
STEP_COSTS: Mapping[Predicate, int] = MappingProxyType({Predicate.LOCATED_IN: 3})

_Cost: TypeAlias = tuple[int, int]
_Neighbours: TypeAlias = dict[str, dict[str, Claim]]


def shortest_path(claims: Sequence[Claim], source_id: str, target_id: str) -> tuple[Claim, ...]:
    """Return the plain claims that lead from one entity to the other, in order.

    Fewest steps win; a claim can be walked from either end. A ``locatedIn`` counts as three
    steps (``STEP_COSTS``), any other as one. Among paths of equal length the one with the
    highest product of confidences wins, then the one whose names come first. Between two
    neighbours stands the claim that one is most sure of. From an entity to itself no step is
    needed, and the answer is empty.

    Raises:
        UnknownNameError: if no claim names one of the two.
        NoPathError: if nothing joins them.

    Source: Dijkstra, E. W. (1959), Numerische Mathematik 1, 269-271.
    """
    entities = {e.id: e for c in claims for e in (c.subject, c.object)}
    for id_ in (source_id, target_id):
        if id_ not in entities:
            raise UnknownNameError(
                f"no claim of this graph names {id_!r}; use an id such as "
                "'person/wido-den-hollander' that the graph has"
            )
    path = _walk(_neighbours(claims), entities, source_id, target_id)
    if path is None:
        a, b = entities[source_id].name, entities[target_id].name
        raise NoPathError(
            f"no chain of asserted claims leads from {a} to {b} in this graph; "
            "add documents that speak of both, or ask for two others"
        )
    return path


def _neighbours(claims: Sequence[Claim]) -> _Neighbours:
    neighbours: defaultdict[str, dict[str, Claim]] = defaultdict(dict)
    held = (c for c in claims if c.plain and c.confidence > 0)
    for claim in sorted(held, key=lambda c: (_cost(c), claim_order(c))):
        a, b = claim.subject.id, claim.object.id
        neighbours[a].setdefault(b, claim)
        neighbours[b].setdefault(a, claim)
    return neighbours


def _cost(claim: Claim) -> _Cost:
    # Whole numbers: sums of logarithms would break ties by their rounding.
    return STEP_COSTS.get(claim.predicate, 1), round(-math.log(min(claim.confidence, 1.0)) * 1e6)


def _walk(
    neighbours: _Neighbours, entities: Mapping[str, Entity], source: str, target: str
) -> tuple[Claim, ...] | None:
    """Dijkstra's way, on costs (steps, doubt, names): each grows along a path, so it holds."""
    queue: list[tuple[int, int, tuple[tuple[str, str], ...], str]] = [(0, 0, (), source)]
    done: set[str] = set()
    while queue:
        steps, doubt, names, here = heapq.heappop(queue)
        if here == target:
            stations = (source, *(id_ for _, id_ in names))
            return tuple(neighbours[a][b] for a, b in pairwise(stations))
        if here in done:
            continue
        done.add(here)
        for there, claim in neighbours.get(here, {}).items():
            if there not in done:
                step, unsure = _cost(claim)
                onward = (*names, (entities[there].name, there))
                heapq.heappush(queue, (steps + step, doubt + unsure, onward, there))
    return None
