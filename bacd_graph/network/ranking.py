"""Rows of measures in an order that does not hang on chance, and what is large."""

from collections.abc import Callable, Iterable
from typing import Final, Protocol, TypeVar

from bacd_graph.model import EntityType

# From so many nodes on, what takes long is sampled or cut short, unless asked for otherwise.
LARGE: Final = 5_000


class _Ranked(Protocol):
    @property
    def type(self) -> str: ...


_Row = TypeVar("_Row", bound=_Ranked)


def rounded(value: float) -> float:
    """Return ``value`` to nine digits.

    Sums of floats differ in the last digits with the order of the terms: ties must stay ties.
    """
    return round(value, 9)


def first(
    rows: Iterable[_Row],
    key: Callable[[_Row], tuple[float | str, ...]],
    kind: EntityType | None,
    limit: int | None,
) -> tuple[_Row, ...]:
    """Return the rows of one type, or all, sorted by ``key``; the first ``limit`` of them."""
    kept = (row for row in rows if kind is None or row.type == kind.value)
    return tuple(sorted(kept, key=key)[:limit])
