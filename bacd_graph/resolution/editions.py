"""Which documents speak of one edition of an event.

A name without a number means, in each document, the edition of its time: "FOSDEM" in two Februaries
is two events. So documents that use it belong together as long as they are of one season, and a
season belongs to the edition that is named with its year, if documents of that time name one.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from bacd_graph.resolution.keys import Family, has_number
from bacd_graph.resolution.nodes import Node

# From the call for papers to the last recap; the next edition's call is later.
_SEASON: Final = timedelta(days=270)
_NEAR: Final = timedelta(days=120)
_UNDATED: Final = -1


def seasons(nodes: Sequence[Node]) -> dict[int, int]:
    """Return the number of its season for each node that names an event without a number.

    Documents without a date are of the one season, if there is but one.
    """
    bare: defaultdict[str, list[int]] = defaultdict(list)
    for at, node in enumerate(nodes):
        if node.family is Family.EVENT and not has_number(node.key):
            bare[node.key].append(at)
    found: dict[int, int] = {}
    for group in bare.values():
        number, first = 0, None
        for when, at in sorted((nodes[at].date or date.max, at) for at in group):
            if nodes[at].date is None:
                found[at] = _UNDATED if number else 0
                continue
            if first is not None and when - first > _SEASON:
                number, first = number + 1, when
            first = first or when
            found[at] = number
    return found


def editions(
    groups: Mapping[tuple[str, int], Sequence[int]], nodes: Sequence[Node]
) -> Iterator[tuple[int, int]]:
    """Yield a node of each season and one of the edition whose year is its own, if just one is.

    ``groups`` has the nodes by key and season; a key with a number has one group.
    """
    years: defaultdict[str, list[Sequence[int]]] = defaultdict(list)
    for (key, _), group in groups.items():
        if key[-4:].isdigit():
            years[key[:-4]].append(group)
    for (key, season), group in sorted(groups.items()):
        fits = [other for other in years.get(key, ()) if _are_near(group, other, nodes)]
        if season != _UNDATED and len(fits) == 1:
            yield group[0], fits[0][0]


def _are_near(one: Sequence[int], other: Sequence[int], nodes: Sequence[Node]) -> bool:
    first, second = ([d for n in group if (d := nodes[n].date)] for group in (one, other))
    if not first or not second:
        return False
    return max(min(first), min(second)) - min(max(first), max(second)) <= _NEAR
