"""What a register says of one statement on one day.

By the first of these that applies, it

- *states* it: a row joins the two things, and its time holds the day, or it has none;
- it is *still to come*, or *over*: a row joins them, but from a later day on, or to an earlier one;
- *excludes* it: rows of the kind "only" say what the subject has by this predicate, that day, and
  the object is none of it but a value that such rows give to others;
- *leaves it open*: it lists others for the object (rows of the kind "listed"), or a name may mean
  several things, or a row has a time and the document none.

All else is not its matter. So a hall or a country of which no row knows is not held against the
city that the register has: it is no other city.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, auto
from typing import TypeVar

from bacd_graph.model import SYMMETRIC, Predicate
from bacd_graph.register.identities import Identity
from bacd_graph.register.rows import Key, Row, RowKind, When
from bacd_graph.resolution.keys import Family


class Says(Enum):
    """The five answers; see above."""

    STATES = auto()
    STILL_TO_COME = auto()
    OVER = auto()
    EXCLUDES = auto()
    LEAVES_OPEN = auto()


@dataclass(frozen=True, slots=True)
class Finding:
    """What a register says of one statement, by which rows, and in words."""

    says: Says
    rows: tuple[Row, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class RowIndex:
    """Rows by what is asked of them; those of a symmetric predicate stand both ways.

    ``values`` are what rows of the kind "only" give to some subject.
    """

    pairs: Mapping[tuple[Key, Predicate, Key], Sequence[Row]]
    only: Mapping[tuple[Key, Predicate], Sequence[Row]]
    listed: Mapping[tuple[Family, Predicate, Key], Sequence[Row]]
    values: frozenset[tuple[Predicate, Key]]

    @classmethod
    def of(cls, rows: Iterable[Row]) -> "RowIndex":
        """Return the facts that ``rows`` hold."""
        pairs, only, listed = defaultdict(list), defaultdict(list), defaultdict(list)
        for row in _both_ways(rows):
            subject, object_ = row.subject.key, row.object.key
            pairs[subject, row.predicate, object_].append(row)
            if row.kind is RowKind.ONLY:
                only[subject, row.predicate].append(row)
            if row.kind is RowKind.LISTED:
                listed[subject[0], row.predicate, object_].append(row)
        values = frozenset((r.predicate, r.object.key) for held in only.values() for r in held)
        return cls(pairs, only, listed, values)

    def find(
        self,
        subject: Identity,
        of: Family,
        predicate: Predicate,
        object_: Identity,
        day: date | None,
    ) -> Finding | None:
        """Return what these rows say on ``day`` of two ends, nothing where it is not their matter.

        ``of`` is the family of the subject.
        """
        pairs = _rows(
            self.pairs, ((s, predicate, o) for s in subject.things for o in object_.things)
        )
        # Another value is one that the register knows, so that it is of the same sort.
        is_value = any((predicate, thing) in self.values for thing in object_.things)
        only = _rows(self.only, ((s, predicate) for s in subject.things if is_value))
        listed = _rows(self.listed, ((of, predicate, o) for o in object_.things))
        if not (pairs or only or listed):
            return None
        if doubt := subject.doubt or object_.doubt:
            return Finding(Says.LEAVES_OPEN, pairs or only or listed, doubt)
        if pairs:
            return _timed(pairs, day)
        return _excluding(only, day) if only else _lacking(listed)


_K = TypeVar("_K")


def _rows(table: Mapping[_K, Sequence[Row]], keys: Iterable[_K]) -> tuple[Row, ...]:
    return tuple(row for key in keys for row in table.get(key, ()))


def _both_ways(rows: Iterable[Row]) -> Iterator[Row]:
    for row in rows:
        yield row
        if row.predicate in SYMMETRIC:
            # What a row says beside its fact, it says of its own subject or object.
            yield replace(row, subject=row.object, object=row.subject, kind=RowKind.FACT)


def _timed(rows: Sequence[Row], day: date | None) -> Finding:
    """Return what rows of one pair say on ``day``: that they hold, will hold or have held."""
    by_time: defaultdict[When, list[Row]] = defaultdict(list)
    for row in rows:
        by_time[row.when(day)].append(row)
    if held := by_time[When.THEN]:
        return Finding(Says.STATES, tuple(held), "the register says that it is so")
    if coming := by_time[When.STILL_TO_COME]:
        reason = f"the register has it since {coming[0].since}"
        return Finding(Says.STILL_TO_COME, tuple(coming), reason)
    if over := by_time[When.OVER]:
        last = max(row.until for row in over if row.until)
        return Finding(Says.OVER, tuple(over), f"the register has it until {last}")
    return Finding(Says.LEAVES_OPEN, tuple(rows), "the document has no date")


def _excluding(rows: Sequence[Row], day: date | None) -> Finding:
    held = tuple(row for row in rows if row.when(day) is When.THEN)
    says = Says.EXCLUDES if held else Says.LEAVES_OPEN
    return Finding(says, held or tuple(rows), f"the register has {_names(held or rows)}")


def _lacking(listed: tuple[Row, ...]) -> Finding:
    subjects = len({row.subject.key for row in listed})
    others = f"{subjects} others" if subjects > 1 else listed[0].subject.name
    return Finding(Says.LEAVES_OPEN, listed, f"the register lists {others}")


def _names(rows: Iterable[Row]) -> str:
    return " and ".join(dict.fromkeys(row.object.name for row in rows))
