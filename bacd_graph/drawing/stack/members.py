"""Claims -> what stands in each layer of the stack, and what ties it to other layers."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bacd_graph.drawing.layers import LAYERED, Layer, Placed
from bacd_graph.model import Claim, Entity, Predicate

_TIES: Final = frozenset({Predicate.INTEGRATES_WITH, Predicate.USES})


@dataclass(frozen=True, slots=True)
class Member:
    """A project or a technology in its layer; so many documents say something of it."""

    entity: Entity
    layer: Layer
    documents: int


@dataclass(frozen=True, slots=True)
class Tie:
    """Two members of different layers, by id, one of which integrates with or uses the other.

    ``documents`` say so; ``one`` is before ``other`` in the alphabet.
    """

    one: str
    other: str
    documents: int


def members_of(
    claims: Sequence[Claim], places: Mapping[str, Placed]
) -> tuple[dict[Layer, tuple[Member, ...]], tuple[Entity, ...]]:
    """Return the members of each layer, of which most documents speak first, and those of none.

    Of those of which as many speak, what a table knows comes before what is only part of it.
    Plain claims count. Layers without a member are absent; the others come from below.
    """
    said: defaultdict[str, set[str]] = defaultdict(set)
    entities: dict[str, Entity] = {}
    for claim in claims:
        for end in (claim.subject, claim.object):
            if claim.plain and end.type in LAYERED:
                said[end.id].add(claim.document.id)
                entities[end.id] = end
    everyone = [
        Member(entities[id_], places[id_].layer, len(documents))
        for id_, documents in said.items()
        if id_ in places
    ]
    everyone.sort(key=lambda m: (-m.documents, not places[m.entity.id].known, *_called(m.entity)))
    found = {layer: tuple(m for m in everyone if m.layer is layer) for layer in Layer}
    astray = tuple(entities[id_] for id_ in sorted(said) if id_ not in places)
    return {layer: members for layer, members in found.items() if members}, astray


def _called(entity: Entity) -> tuple[str, str]:
    return entity.name, entity.id


def ties_of(claims: Sequence[Claim], members: Sequence[Member]) -> tuple[Tie, ...]:
    """Return what ties ``members`` across layers, by most documents, then in the alphabet."""
    layer = {m.entity.id: m.layer for m in members}
    said: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for claim in claims:
        one, other = sorted((claim.subject.id, claim.object.id))
        across = one in layer and other in layer and layer[one] is not layer[other]
        if across and claim.plain and claim.predicate in _TIES:
            said[one, other].add(claim.document.id)
    ties = (Tie(*ends, len(documents)) for ends, documents in said.items())
    return tuple(sorted(ties, key=lambda t: (-t.documents, t.one, t.other)))
