"""Claims -> the neighbours of one entity, and the rows in which a picture lists them."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from bacd_graph.drawing.headings import also, as_heading
from bacd_graph.drawing.layout.halving import halve
from bacd_graph.drawing.names import Names
from bacd_graph.model import Claim, Entity, Predicate, Status

_ORDER = {predicate: number for number, predicate in enumerate(Predicate)}
_LONGEST = 80  # characters of a name, before the room is measured
# Up to so many rows stand on one side.
_ONE_SIDE = 9
# To keep a group whole, one side may be so many rows longer.
_TORN = 6


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An entity tied to the one in the middle.

    ``name`` is what it is called, at most 80 characters long.
    ``phrase`` says how, by the tie that has most evidence; ``also`` what else it is.
    ``planned`` is true where no asserted claim ties the two. ``weight`` sums confidences.
    """

    entity: Entity
    name: str
    phrase: str
    also: tuple[str, ...]
    planned: bool
    weight: float

    @property
    def whole(self) -> str:
        """The name, and in brackets whether the ties are planned and what else they are."""
        others = f"also {', '.join(self.also)}" if self.also else ""
        brackets = [said for said in ("planned" if self.planned else "", others) if said]
        return f"{self.name} ({'; '.join(brackets)})" if brackets else self.name


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a list: a heading, a neighbour, or neither (a gap)."""

    heading: str = ""
    neighbour: Neighbour | None = None


def neighbours_of(claims: Sequence[Claim], entity_id: str, names: Names) -> tuple[Neighbour, ...]:
    """Return the neighbours of an entity, those with the most evidence first, then by name.

    Asserted claims count, planned ones only where there is no asserted one; negated ones and
    those that are not sure enough for the graph never.
    """
    ties: defaultdict[str, list[Claim]] = defaultdict(list)
    entities: dict[str, Entity] = {}
    for claim in claims:
        ends = (claim.subject, claim.object)
        others = [e for e in ends if e.id != entity_id]
        if len(others) == 1 and claim.held:
            ties[others[0].id].append(claim)
            entities[others[0].id] = others[0]
    found = [_neighbour(entities[id_], of_one, names) for id_, of_one in ties.items()]
    found.sort(key=lambda n: (n.planned, -n.weight, n.entity.name, n.entity.id))
    return tuple(found)


def _neighbour(entity: Entity, claims: Sequence[Claim], names: Names) -> Neighbour:
    asserted = [c for c in claims if c.status == Status.ASSERTED]
    counted = asserted or claims
    weights: defaultdict[tuple[str, str], list[float]] = defaultdict(list)
    for claim in sorted(counted, key=lambda c: _ORDER[c.predicate]):
        tie = claim.predicate, claim.object.id == entity.id
        weights[as_heading(*tie), also(*tie)].append(claim.confidence)
    (first, _), *rest = sorted(weights, key=lambda said: -round(math.fsum(weights[said]), 9))
    total = round(math.fsum(c.confidence for c in counted), 9)
    name = names.label(entity, _LONGEST)
    return Neighbour(entity, name, first, tuple(said for _, said in rest), not asserted, total)


def rows_of(neighbours: Iterable[Neighbour], sides: int = 2) -> tuple[tuple[Row, ...], ...]:
    """Return the rows of one list or, if need be, of two: under each phrase its neighbours.

    The largest groups come first. Few neighbours, or all if there is but one of ``sides``, make
    one list. A group that must be cut in two goes on in the second, under a heading that says so.
    """
    groups = [list(g) for _, g in groupby(sorted(neighbours, key=_phrase), key=_phrase)]
    groups.sort(key=lambda g: (-len(g), g[0].phrase))
    ordered = [n for group in groups for n in sorted(group, key=_within)]
    everything = _rows(ordered)
    if len(everything) <= _ONE_SIDE or sides == 1:
        return (everything,)
    cut = halve(ordered, lambda part: len(_rows(part)), _phrase, _TORN)
    first, (head, *rest) = _rows(ordered[:cut]), _rows(ordered[cut:])
    if _phrase(ordered[cut - 1]) == _phrase(ordered[cut]):
        head = Row(f"{head.heading}, continued")
    return first, (head, *rest)


def _rows(neighbours: Sequence[Neighbour]) -> tuple[Row, ...]:
    rows: list[Row] = []
    for heading, group in groupby(neighbours, key=_phrase):
        rows.extend([Row()] if rows else [])
        rows.append(Row(heading))
        rows.extend(Row(neighbour=n) for n in group)
    return tuple(rows)


def _phrase(neighbour: Neighbour) -> str:
    return neighbour.phrase


def _within(neighbour: Neighbour) -> tuple[bool, float, str, str]:
    n = neighbour
    return n.planned, -n.weight, n.entity.name, n.entity.id
