"""Statements that may be wrong and on which many paths depend."""

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bacd_graph.model import Claim, Status
from bacd_graph.network import tie_loads
from bacd_graph.network.projections import claim_order
from bacd_graph.resolution.questions import worth

# What is right in four of five cases is worth nobody's time.
_LEAST: Final = 0.2


@dataclass(frozen=True, slots=True)
class Doubt:
    """A claim to confirm or deny; ``score`` in 0..1 is how much that is worth."""

    claim: Claim
    score: float


def doubts(claims: Iterable[Claim]) -> tuple[Doubt, ...]:
    """Return a doubt for each pair of entities whose tie may be none, in the order of the pairs.

    A tie is doubtful as far as all its claims may be wrong. It is asked about by the surest of
    them, and worth the more the more shortest paths of the whole network run over it. Asserted
    claims alone make ties; those that are not sure enough for the graph do too.
    """
    ties: defaultdict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in sorted(claims, key=claim_order):
        a, b = claim.subject.id, claim.object.id
        if claim.status is Status.ASSERTED and a != b:
            ties[min(a, b), max(a, b)].append(claim)
    loads = tie_loads(ties)
    found = (
        Doubt(max(held, key=lambda claim: claim.confidence), worth(doubt, loads[pair]))
        for pair, held in sorted(ties.items())
        if (doubt := math.prod(1 - claim.confidence for claim in held)) >= _LEAST
    )
    return tuple(found)
