"""Claims -> what a project or a technology is integrated with: how, since when, says who."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bacd_graph.drawing.headings import as_heading
from bacd_graph.drawing.layers import LAYERED, Layer, Placed
from bacd_graph.model import SYMMETRIC, Claim, Entity, Predicate, Status

_ORDER: Final = (
    Predicate.INTEGRATES_WITH,
    Predicate.USES,
    Predicate.IMPLEMENTS,
    Predicate.PART_OF,
    Predicate.ALTERNATIVE_TO,
)
_LAYERS: Final = tuple(Layer)
_SEVERAL: Final = 2
_AT_LEAST: Final = 6  # so many of each kind are shown, however few documents speak of them


@dataclass(frozen=True, slots=True, order=True)
class Kind:
    """How two are tied, in words from the one of whom the picture is; sorted as shown.

    Alternatives are no integrations, but people who ask for these ask for those.
    """

    rank: int
    heading: str
    alternative: bool


@dataclass(frozen=True, slots=True)
class Integration:
    """What the one of whom the picture is is tied to, in one kind.

    ``years`` counts the documents that say so, of this kind, by year, and ``documents`` all of
    them, dated or not. ``planned`` is true where no asserted claim says it.
    """

    entity: Entity
    kind: Kind
    layer: Layer | None
    planned: bool
    years: tuple[tuple[int, int], ...]
    documents: int


def integrations_of(
    claims: Iterable[Claim], entity_id: str, places: Mapping[str, Placed]
) -> tuple[Integration, ...]:
    """Return what an entity is tied to, that first which most documents say.

    What it is tied to in two kinds is there twice, each time with the documents of that kind. Of
    the claims that `integrates` says yes to, planned ones count only where there is no asserted
    one. ``places`` are the layers, by id.
    """
    said: defaultdict[tuple[Kind, str], list[Claim]] = defaultdict(list)
    entities: dict[str, Entity] = {}
    for claim in claims:
        if integrates(claim, entity_id):
            other = claim.object if claim.subject.id == entity_id else claim.subject
            said[_kind(claim, other), other.id].append(claim)
            entities[other.id] = other
    found = [
        _integration(entities[id_], kind, of_one, places.get(id_))
        for (kind, id_), of_one in said.items()
    ]
    return tuple(sorted(found, key=_evidence))


def once(found: Iterable[Integration]) -> tuple[Integration, ...]:
    """Return each thing of ``found`` once, in the kind that comes first: most documents say it."""
    first: dict[str, Integration] = {}
    for one in found:
        first.setdefault(one.entity.id, one)
    return tuple(first.values())


def integrates(claim: Claim, entity_id: str) -> bool:
    """Say whether a claim ties the entity to another: negated or unsure, it does not."""
    ends = (claim.subject, claim.object)
    return (
        claim.predicate in _ORDER
        and claim.held
        and all(end.type in LAYERED for end in ends)
        and [end.id for end in ends].count(entity_id) == 1
    )


def _integration(
    other: Entity, kind: Kind, claims: Sequence[Claim], placed: Placed | None
) -> Integration:
    asserted = [c for c in claims if c.status is Status.ASSERTED]
    documents = {c.document.id: c.document for c in asserted or claims}
    years = Counter(d.date.year for d in documents.values() if d.date)
    return Integration(
        other,
        kind,
        placed.layer if placed else None,
        not asserted,
        tuple(sorted(years.items())),
        len(documents),
    )


def _kind(claim: Claim, other: Entity) -> Kind:
    away = claim.object.id == other.id
    inward = not away and claim.predicate not in SYMMETRIC
    alternative = claim.predicate is Predicate.ALTERNATIVE_TO
    return Kind(
        2 * _ORDER.index(claim.predicate) + inward, as_heading(claim.predicate, away), alternative
    )


def _evidence(one: Integration) -> tuple[bool, int, str, str, Kind]:
    return one.planned, -one.documents, one.entity.name, one.entity.id, one.kind


def choose(found: Sequence[Integration], number: int) -> list[Integration]:
    """Return ``number`` of ``found``: some of each kind, and of these the first ones in turn.

    Those of which a single document speaks wait until the others are there. They are shown by
    kind, then by layer from below, those of none last.
    """
    seen: Counter[Kind] = Counter()
    ranked = []
    for place, one in enumerate(found):
        seen[one.kind] += 1
        rank = max(seen[one.kind] - _AT_LEAST, 0)
        ranked.append((rank > 0, one.documents < _SEVERAL, rank, place, one))
    chosen = [one for *_, one in sorted(ranked, key=lambda r: r[:-1])[:number]]
    return sorted(chosen, key=lambda one: (one.kind, _height(one.layer), _evidence(one)))


def _height(layer: Layer | None) -> int:
    return len(_LAYERS) if layer is None else _LAYERS.index(layer)
