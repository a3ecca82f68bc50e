"""What bears a name, however the name is spelled."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Final, Generic, TypeAlias, TypeVar

from bacd_graph.names.closeness import closest
from bacd_graph.names.folding import compact, fold

T = TypeVar("T", bound=Hashable)
_Groups: TypeAlias = Mapping[str, frozenset[T]]

_NEAR: Final = 3
_KEYS: Final[tuple[Callable[[str], str], ...]] = (fold, compact)


class NameIndex(Generic[T]):
    """Things by their names; ``own`` are what they are best called, ``others`` the rest."""

    def __init__(self, own: Iterable[tuple[str, T]], others: Iterable[tuple[str, T]]) -> None:
        self._own = sorted(own, key=lambda pair: pair[0])
        self._all = [*self._own, *sorted(others, key=lambda pair: pair[0])]
        self._grouped: dict[Callable[[str], str], tuple[_Groups[T], ...]] = {}

    def find(self, name: str) -> frozenset[T]:
        """Return what bears ``name``, whatever its case, accents and spaces.

        What is called so comes before that of which it is another name, and names of the same
        words before those that are written together or apart.

        >>> index = NameIndex([("Red Hat", 1), ("Café", 2)], [("CAFE", 1)])
        >>> sorted(index.find("redhat")), sorted(index.find(" cafe "))
        ([1], [2])
        """
        for key in _KEYS:
            if key not in self._grouped:
                self._grouped[key] = (_group(key, self._own), _group(key, self._all))
            for groups in self._grouped[key]:
                if found := groups.get(key(name)):
                    return found
        return frozenset()

    def beginning(self, name: str) -> frozenset[T]:
        """Return what has a name that goes on after ``name``: "FOSDEM 2023" for "FOSDEM".

        >>> index = NameIndex([("FOSDEM 2023", 1), ("FOSDEM", 2), ("Fosdems", 3)], [])
        >>> sorted(index.beginning("fosdem"))
        [1]
        """
        start = f"{fold(name)} "
        return frozenset(thing for form, thing in self._all if fold(form).startswith(start))

    def close(self, name: str) -> tuple[str, ...]:
        """Return the names that are most like ``name``, at most three, the nearest first."""
        names = {fold(form): form for form, _ in reversed(self._all)}
        known = list(names)
        return tuple(names[known[place]] for place in closest(fold(name), known)[:_NEAR])


def _group(key: Callable[[str], str], names: Iterable[tuple[str, T]]) -> _Groups[T]:
    groups: defaultdict[str, set[T]] = defaultdict(set)
    for name, thing in names:
        groups[key(name)].add(thing)
    return {word: frozenset(things) for word, things in groups.items()}
