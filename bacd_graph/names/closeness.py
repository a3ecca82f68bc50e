"""Which names are nearly as somebody wrote one."""

from collections.abc import Sequence
from typing import Final

# Of 100: how many of the letters of both stand in the same order.
_NEAR_ENOUGH: Final = 70.0
_AS_GOOD: Final = 15.0


def closest(name: str, known: Sequence[str]) -> list[int]:
    """Return the places in ``known`` of the names that are most like ``name``, the nearest first.

    All are folded. Those that are much less like it than the nearest one are left out.

    >>> closest("cloudstak", ["cloudstack", "openstack", "ceph"])
    [0]
    """
    from rapidfuzz import fuzz, process

    found = process.extract(name, known, scorer=fuzz.ratio, limit=None, score_cutoff=_NEAR_ENOUGH)
    return [place for _, score, place in found if score >= found[0][1] - _AS_GOOD]
