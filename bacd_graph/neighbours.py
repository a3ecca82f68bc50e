"""To what each entity is tied."""

from collections import defaultdict
from collections.abc import Iterable

from bacd_graph.model import Claim


def neighbours(claims: Iterable[Claim]) -> dict[str, set[str]]:
    """Return the ids of those to which plain statements tie each entity; who has none is left out.

    How many they are is the entity's degree.
    """
    met: defaultdict[str, set[str]] = defaultdict(set)
    for claim in claims:
        one, other = claim.subject.id, claim.object.id
        if claim.plain and one != other:
            met[one].add(other)
            met[other].add(one)
    return met
