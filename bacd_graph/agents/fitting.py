"""How much of an answer is given at a time."""

from collections.abc import Callable, Iterable
from typing import Final, TypeVar

T = TypeVar("T")

# Of an answer's text, in characters: more would fill what an agent can keep in mind.
ROOM: Final = 30_000


def fit(items: Iterable[T], size: Callable[[T], int], room: int = ROOM) -> list[T]:
    """Return the first of ``items`` whose sizes, taken together, are at most ``room``.

    >>> fit(["ab", "cd", "e"], len, 4)
    ['ab', 'cd']
    """
    kept = []
    for item in items:
        room -= size(item)
        if room < 0:
            break
        kept.append(item)
    return kept


def left_out(total: int, skip: int, shown: int, what: str) -> str:
    """Return what is said of the rest of ``total`` things, in the plural; "" if there is none.

    >>> left_out(30, 10, 10, "statements")
    '10 more statements; ask again with skip=20'
    """
    left = total - skip - shown
    return f"{left:,} more {what}; ask again with skip={skip + shown}" if left > 0 else ""
