"""Finds entities by what is written of their names."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice
from typing import Final

from bacd_graph.errors import QueryError
from bacd_graph.markup import shown, table
from bacd_graph.model import Claim, Entity
from bacd_graph.names.closeness import closest
from bacd_graph.names.folding import fold
from bacd_graph.neighbours import neighbours
from bacd_graph.wording import count

LONGEST: Final = 200
MOST: Final = 100

_LINE: Final = "\n"
# Neither stands in a folded name: both are blanks, and folding leaves but spaces of these.
_WORD: Final = "\x1f"
_WORD_START: Final = re.compile(r"(?<![^\W_])(?=[^\W_])")


class Match(StrEnum):
    """How a name holds what was searched for, the best first."""

    NAME = "name"  # it is the name itself
    BEGINNING = "beginning"  # the name begins so
    WORD = "word"  # a word in it begins so
    WITHIN = "within"  # it stands somewhere in it
    NEAR = "near"  # the name is nearly so


@dataclass(frozen=True, slots=True)
class Find:
    """An entity, and by which of its names, and how, it was found."""

    entity: Entity
    name: str
    match: Match


@dataclass(frozen=True, slots=True, repr=False)
class Finds:
    """What was found for ``text``, the best first. It shows itself in a notebook as a table."""

    text: str
    found: tuple[Find, ...]

    def __iter__(self) -> Iterator[Find]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)

    def __getitem__(self, place: int) -> Find:
        return self.found[place]

    def __repr__(self) -> str:
        return f"<Finds for {self.text!r}: {count(len(self), 'entity', 'entities')}>"

    def __str__(self) -> str:
        if not self.found:
            return f"no name is like {self.text!r}"
        return "\n".join(
            f"{find.entity.name} ({find.entity.type}){_as(find)}, {find.entity.id}" for find in self
        )

    def _repr_html_(self) -> str:
        if not self.found:
            return f"<p>{shown(str(self))}</p>"
        rows = ((*map(shown, cells), f"{number:,}") for *cells, number in map(_row, self))
        return table(("name", "type", "found as", "id", "documents"), rows, {4})


def _as(find: Find) -> str:
    return "" if find.name == find.entity.name else f", found as {find.name}"


def _row(find: Find) -> tuple[str, str, str, str, int]:
    entity = find.entity
    return entity.name, entity.type.value, find.name, entity.id, len(entity.documents)


class NameSearch:
    """An index of the names of all entities.

    The names stand in one text, a line each, those of the entities that come first first. So
    whoever looks for a kind of match may stop at as many finds as are wanted.
    """

    def __init__(self, entities: Iterable[Entity], claims: Iterable[Claim]) -> None:
        met = neighbours(claims)
        ordered = sorted(
            entities, key=lambda e: (-len(met.get(e.id, ())), -len(e.documents), e.name, e.id)
        )
        self._forms = [(entity, form) for entity in ordered for form in _forms(entity)]
        self._folded = [fold(form) for _, form in self._forms]
        self._text = _marked(_LINE + _LINE.join(self._folded) + _LINE)
        # Where the line of each form begins, and at which form the next entity begins.
        self._starts = [found.start() for found in re.finditer(_LINE, self._text)]
        self._next = _next_entities([entity for entity, _ in self._forms])

    def find(self, text: str, limit: int = 10) -> Finds:
        """Return the entities that have a name like ``text``, the best first.

        Case, accents and doubled spaces make no difference. First come those with just this
        name, then those with one that begins so, that has a word which begins so, that has it
        anywhere, and then those with a name that is nearly so; among equals those with more
        neighbours by plain statements, then more documents, then by name and id. None for an
        empty text.

        Raises:
            QueryError: if the text is longer than `LONGEST` characters, or ``limit`` is not from
                1 to `MOST`.
        """
        if len(text) > LONGEST:
            raise QueryError(
                f"the text to search for is longer than {LONGEST} characters; shorten it"
            )
        if not 1 <= limit <= MOST:
            raise QueryError(f"{limit} finds do not fit; ask for 1 to {MOST}")
        return Finds(text, tuple(islice(self._finds(fold(text)), limit)))

    def _finds(self, folded: str) -> Iterator[Find]:
        found: set[str] = set()
        for place, match in self._places(folded):
            entity, form = self._forms[place]
            if entity.id not in found:
                found.add(entity.id)
                yield Find(entity, form, match)

    def _places(self, folded: str) -> Iterator[tuple[int, Match]]:
        """Yield the places of the forms that match, the best kind of match first."""
        if not folded:
            return
        marked = _marked(folded)
        for match, wanted in (
            (Match.NAME, f"{_LINE}{marked}{_LINE}"),
            (Match.BEGINNING, f"{_LINE}{marked}"),
            (Match.WORD, marked if marked.startswith(_WORD) else ""),
            (Match.WITHIN, marked.removeprefix(_WORD)),
        ):
            if wanted:
                yield from ((place, match) for place in self._holding(wanted))
        yield from ((place, Match.NEAR) for place in closest(folded, self._folded))

    def _holding(self, wanted: str) -> Iterator[int]:
        """Yield the first form of each entity in whose line ``wanted`` stands."""
        at = self._text.find(wanted)
        while at >= 0:
            place = bisect_right(self._starts, at) - 1
            yield place
            at = self._text.find(wanted, self._starts[self._next[place]])


def _forms(entity: Entity) -> tuple[str, ...]:
    return entity.name, *(name for name in entity.names if name != entity.name)


def _marked(folded: str) -> str:
    """Return ``folded`` with a sign where a word begins."""
    return _WORD_START.sub(_WORD, folded)


def _next_entities(entities: list[Entity]) -> list[int]:
    """Return for each place at which the next entity begins; after the last, the end."""
    following = [len(entities)] * len(entities)
    for place in range(len(entities) - 2, -1, -1):
        same = entities[place].id == entities[place + 1].id
        following[place] = following[place + 1] if same else place + 1
    return following
