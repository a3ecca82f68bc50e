"""A list -> two columns."""

from collections.abc import Callable, Sequence
from typing import TypeVar

Item = TypeVar("Item")


def halve(
    items: Sequence[Item],
    height: Callable[[Sequence[Item]], float],
    group: Callable[[Item], object],
    torn: float,
) -> int:
    """Return after how many items a list goes on in a second column, so that both are even.

    ``height`` says how high a column of items is. To keep items of one ``group`` together, one
    column may be higher than the other by ``torn``. Of two ways that are as even as each other,
    the one with the longer first column is taken.

    >>> [halve("aabbb", len, str, torn) for torn in (0, 6)], halve("abc", len, str, 0)
    ([3, 2], 2)
    """

    def unevenness(cut: int) -> tuple[float, int]:
        uneven = abs(height(items[:cut]) - height(items[cut:]))
        return uneven + (torn if group(items[cut - 1]) == group(items[cut]) else 0.0), -cut

    return min(range(1, len(items)), key=unevenness)
