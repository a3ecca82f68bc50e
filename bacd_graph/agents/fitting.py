"""How much of an answer is given at a time."""

from collections.abc import Callable, Iterable
from typing import Final, TypeVar

T = TypeVar("T")

# Of an answer's text, in characters: more would fill what an agent can keep in mind.
ROOM: Final = 30_000


class Room:
    """What is left of an answer's room. All of its lists share it, one after the other."""

    def __init__(self, size: int = ROOM) -> None:
        self._left = size

    def fit(self, items: Iterable[T], size: Callable[[T], int], shares: int = 1) -> list[T]:
        """Return the first of ``items`` that fit into one of so many shares of it, and take that.

        >>> room = Room(8)
        >>> room.fit(["ab", "cd", "e"], len, 2), room.fit(["fg", "h", "ijk"], len)
        (['ab', 'cd'], ['fg', 'h'])
        """
        kept, most = [], self._left // shares
        for item in items:
            most -= size(item)
            if most < 0:
                break
            self._left -= size(item)
            kept.append(item)
        return kept


def left_out(total: int, skip: int, shown: int, what: str) -> str:
    """Return what is said of the rest of ``total`` things, in the plural; "" if there is none.

    >>> left_out(30, 10, 10, "statements")
    '10 more statements; ask again with skip=20'
    """
    return rest(total - skip, shown, what, f"ask again with skip={skip + shown}")


def rest(total: int, shown: int, what: str, remedy: str) -> str:
    """Return what is said where of ``total`` things, in the plural, fewer are shown; or "".

    >>> rest(1_200, 100, "authors", "ask sparql for them")
    '1,100 more authors; ask sparql for them'
    """
    left = total - shown
    return f"{left:,} more {what}; {remedy}" if left > 0 else ""


def told(*said: str) -> str:
    """Return all that is said of what was left out.

    >>> told("", "2 more rows; ask again", "3 more columns; ask for fewer")
    '2 more rows; ask again. 3 more columns; ask for fewer'
    """
    return ". ".join(filter(None, said))
