"""Names of things that may differ by a slip of the pen alone."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Final

from rapidfuzz.distance import OSA

_LONG: Final = 8
_VERY_LONG: Final = 14
_LONG_WORD: Final = 5
_BLOCK: Final = 4
_LARGEST_BLOCK: Final = 400


def alike(keys: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield pairs of long keys that share a beginning or an end and differ in two signs at most."""
    blocks: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
    for key in sorted(keys):
        if len(key) >= _LONG:
            blocks[0, key[:_BLOCK]].append(key)
            blocks[1, key[-_BLOCK:]].append(key)
    seen: set[tuple[str, str]] = set()
    for _, block in sorted(blocks.items()):
        for a, b in combinations(block[:_LARGEST_BLOCK], 2):
            if abs(len(a) - len(b)) <= 2 and OSA.distance(a, b, score_cutoff=2) <= 2:
                seen.add((a, b))
    yield from sorted(seen)


def slip(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Say whether two names, as words, may differ by a slip of the pen alone.

    One long word may differ, by one sign, or by two in a very long name; never its first sign,
    never a number: those tell things apart ("IPv4", "asynchronous").

    >>> slip(("schuberg", "philis"), ("schuberg", "phillis"))
    True
    >>> slip(("ceph", "day", "2013"), ("ceph", "day", "2014"))
    False
    """
    if len(a) != len(b):
        return False
    differing = [(v, w) for v, w in zip(a, b, strict=True) if v != w]
    if len(differing) != 1:
        return False
    v, w = differing[0]
    length = min(len("".join(a)), len("".join(b)))
    allowed = 2 if length >= _VERY_LONG else 1
    return (
        length >= _LONG
        and min(len(v), len(w)) >= _LONG_WORD
        and v[0] == w[0]
        and [c for c in v if c.isdigit()] == [c for c in w if c.isdigit()]
        and OSA.distance(v, w, score_cutoff=allowed) <= allowed
    )
