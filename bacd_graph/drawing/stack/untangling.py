"""The order of things in rows by which what is tied stands near each other."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, TypeAlias

Order: TypeAlias = list[list[str]]
_SWEEPS: Final = 8


def untangle(
    rows: Sequence[Sequence[str]],
    ties: Iterable[tuple[str, str, float]],
    middles: Callable[[Sequence[str]], Sequence[float]],
) -> Order:
    """Return ``rows`` with each one's things in the order of where those that they are tied to are.

    ``ties`` are two things and a weight each; ``middles`` says where the things of a row stand
    in a given order. Things without a tie keep to their place.

    Source: the barycentre method of Sugiyama, Tagawa & Toda (1981), IEEE Transactions on
    Systems, Man, and Cybernetics 11(2), 109-125.

    >>> untangle([["a", "b"], ["c", "d"]], [("a", "d", 1.0), ("b", "c", 1.0)], lambda row: [0, 1])
    [['b', 'a'], ['c', 'd']]
    """
    order = [list(row) for row in rows]
    tied: defaultdict[str, list[tuple[str, float]]] = defaultdict(list)
    for one, other, weight in ties:
        tied[one].append((other, weight))
        tied[other].append((one, weight))
    at = {thing: x for row in order for thing, x in zip(row, middles(row), strict=True)}
    for sweep in range(_SWEEPS):
        for number in range(len(order))[:: 1 if sweep % 2 == 0 else -1]:
            row = order[number]
            wanted = {thing: _barycentre(tied[thing], at, at[thing]) for thing in row}
            row.sort(key=lambda thing: (round(wanted[thing], 6), at[thing]))
            at.update(zip(row, middles(row), strict=True))
    return order


def _barycentre(
    tied: Sequence[tuple[str, float]], at: Mapping[str, float], otherwise: float
) -> float:
    total = sum(weight for _, weight in tied)
    return sum(at[other] * weight for other, weight in tied) / total if total else otherwise
