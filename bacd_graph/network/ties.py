"""Why two entities are joined: ties, of single claims or of something that the two share."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from bacd_graph.model import Claim, Entity, EntityType, Predicate


@dataclass(frozen=True, slots=True)
class Tie:
    """One reason why two entities are joined.

    ``kind`` is the predicate of its claim, or what the two share ("same event"). ``weight`` is
    > 0, ``via`` what lies between the two.
    """

    a: Entity
    b: Entity
    kind: str
    weight: float
    claims: tuple[Claim, ...]
    via: tuple[Entity, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """What several entities share, and by which claims each belongs to it, by the entity's id."""

    kind: str
    via: tuple[Entity, ...]
    members: Mapping[str, Sequence[tuple[Entity, Claim]]]


def direct(
    claims: Iterable[Claim],
    subjects: Collection[EntityType],
    predicates: Collection[Predicate],
    objects: Collection[EntityType],
) -> Iterator[Tie]:
    """Yield a tie for each claim that joins such a subject to such an object."""
    for claim in claims:
        ends = claim.subject.type in subjects and claim.object.type in objects
        if ends and claim.predicate in predicates:
            kind = claim.predicate.value
            yield Tie(claim.subject, claim.object, kind, claim.confidence, (claim,))


def within(groups: Iterable[Group]) -> Iterator[Tie]:
    """Yield a tie for each two members of a group, the weaker the larger the group.

    Of n members two get the lesser of their confidences (of each, that of its surest claim),
    over n - 1: what somebody gives to a group is shared among its others.

    Source: Newman, M. E. J. (2001). Scientific collaboration networks. II. Physical Review E
    64, 016132.
    """
    for group in groups:
        others = len(group.members) - 1
        sure = {id_: max(c.confidence for _, c in of) for id_, of in group.members.items()}
        for a, b in combinations(sorted(group.members), 2):
            both = (*group.members[a], *group.members[b])
            weight = min(sure[a], sure[b]) / others
            ends = group.members[a][0][0], group.members[b][0][0]
            yield Tie(*ends, group.kind, weight, tuple(claim for _, claim in both), group.via)
