"""The values of a register: things with their names, and rows that join two of them."""

from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum, auto
from typing import Final, TypeAlias

from bacd_graph.model import EntityType, Predicate
from bacd_graph.names.folding import fold
from bacd_graph.resolution.keys import Family, family

Key: TypeAlias = tuple[Family, str]


class When(Enum):
    """How a row's time lies to a day."""

    THEN = auto()
    STILL_TO_COME = auto()
    OVER = auto()
    NOBODY_KNOWS = auto()


class RowKind(StrEnum):
    """What a row says beside its fact: which question the register is to be asked.

    ONLY: the subject has no other object by this predicate than those of its rows that say so.
    LISTED: the row is one of a list for its object, which may lack some; who is not on it is
    unknown. FACT: nothing more.
    """

    ONLY = "only"
    LISTED = "listed"
    FACT = ""


@dataclass(frozen=True, slots=True)
class Thing:
    """What a row speaks of: its type, and all that it is called, the usual name first."""

    type: EntityType
    names: tuple[str, ...]

    @property
    def name(self) -> str:
        """What it is best called."""
        return self.names[0]

    @property
    def key(self) -> Key:
        """What two rows share that speak of one thing: the family of the type, the name folded."""
        return family(self.type), fold(self.name)


@dataclass(frozen=True, slots=True)
class Row:
    """One published fact.

    It holds from ``since`` to ``until``, both included, each None where that is not known or
    does not matter. ``source`` is the IRI of the page that publishes it.
    """

    subject: Thing
    predicate: Predicate
    object: Thing
    since: date | None
    until: date | None
    kind: RowKind
    source: str

    def when(self, day: date | None) -> When:
        """Say how the row's time lies to ``day``, of a text, which may have none."""
        if self.since is None and self.until is None:
            return When.THEN
        if day is None:
            return When.NOBODY_KNOWS
        if self.since is not None and day < self.since:
            return When.STILL_TO_COME
        if self.until is not None and day > self.until:
            return When.OVER
        return When.THEN


@dataclass(frozen=True, slots=True)
class Register:
    """All rows, and the hexadecimal hash of the files that they stand in ("" for no files)."""

    rows: tuple[Row, ...]
    fingerprint: str


NO_REGISTER: Final = Register((), "")
