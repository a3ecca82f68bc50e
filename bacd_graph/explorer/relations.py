"""What is said of an entity, joined: one relation for all claims that say the same."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from bacd_graph.model import SYMMETRIC, Claim, Entity, Predicate, Status


@dataclass(frozen=True, slots=True)
class Relation:
    """An entity at the other end, and the claims that state it, the surest first."""

    other: Entity
    status: Status
    claims: tuple[Claim, ...]


# A predicate, and whether the entity is its subject.
Side: TypeAlias = tuple[Predicate, bool]


def relations(entity: Entity, claims: Iterable[Claim]) -> dict[Side, list[Relation]]:
    """Return what ``claims`` say of ``entity``, by predicate and direction in their order.

    In each the best supported come first. Both directions of a symmetric predicate are one.
    """
    found: defaultdict[Side, defaultdict[tuple[str, Status], list[Claim]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for claim in claims:
        outgoing = claim.subject.id == entity.id
        side = claim.predicate, outgoing or claim.predicate in SYMMETRIC
        found[side][_other(entity, claim).id, claim.status].append(claim)
    return {
        (predicate, outgoing): sorted(
            (_relation(entity, said) for said in found[predicate, outgoing].values()), key=_weight
        )
        for predicate in Predicate
        for outgoing in (True, False)
        if (predicate, outgoing) in found
    }


def surest(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return ``claims``, the surest first, and of those the newest."""
    newest = sorted(claims, key=lambda c: str(c.document.date or ""), reverse=True)
    return tuple(sorted(newest, key=lambda claim: -claim.confidence))


def _relation(entity: Entity, claims: list[Claim]) -> Relation:
    return Relation(_other(entity, claims[0]), claims[0].status, surest(claims))


def _other(entity: Entity, claim: Claim) -> Entity:
    return claim.object if claim.subject.id == entity.id else claim.subject


def _weight(relation: Relation) -> tuple[int, float, str, str, str]:
    first = relation.claims[0].confidence
    other = relation.other
    return -len(relation.claims), -first, other.name, other.id, relation.status
