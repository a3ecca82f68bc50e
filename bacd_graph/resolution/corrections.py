"""The corrections that people write: what they say, as values.

Each row may tell ``reason``, ``by`` and ``date``. A row's ``where`` is "FILE:LINE".
"""

import datetime
from dataclasses import dataclass

from bacd_graph.model import DocumentInfo, EntityType, Passage, Predicate, Status


@dataclass(frozen=True, slots=True)
class Note:
    """Where a row stands, why it was written, by whom and when."""

    where: str
    reason: str | None = None
    by: str | None = None
    date: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Same:
    """``names`` are one thing's; or one name is one thing's in all of ``documents``.

    ``type`` says which things are meant where names are shared. Where there are several names,
    ``documents`` are those in which they mean it; a name that none of these uses is meant
    everywhere.
    """

    note: Note
    names: tuple[str, ...]
    type: EntityType | None = None
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Different:
    """Each of ``names`` is another thing; or one name is another thing in each of ``documents``.

    Where there are several names, ``documents`` limit the row as those of `Same` do.
    """

    note: Note
    names: tuple[str, ...]
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Type:
    """What ``name`` names is of this type."""

    note: Note
    name: str
    type: EntityType


@dataclass(frozen=True, slots=True)
class Alias:
    """``alias`` is another name of what is best called ``name``."""

    note: Note
    name: str
    alias: str


@dataclass(frozen=True, slots=True)
class DropEntity:
    """What ``name`` names is nothing, or nothing of interest."""

    note: Note
    name: str
    type: EntityType | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """A statement that texts make, in one document or in all: wrong, or confirmed."""

    note: Note
    subject: str
    predicate: Predicate
    object: str
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Add:
    """A statement that a person vouches for; its evidence is the row itself.

    A type says what a name is that no text names, or which of two namesakes is meant.
    """

    note: Note
    subject: str
    predicate: Predicate
    object: str
    status: Status
    passage: Passage
    subject_type: EntityType | None = None
    object_type: EntityType | None = None


@dataclass(frozen=True, slots=True)
class Corrections:
    """All rows of a file, in its order; ``document`` is the file, where it adds statements."""

    same: tuple[Same, ...] = ()
    different: tuple[Different, ...] = ()
    types: tuple[Type, ...] = ()
    aliases: tuple[Alias, ...] = ()
    drop_entities: tuple[DropEntity, ...] = ()
    drop_statements: tuple[Said, ...] = ()
    confirmed: tuple[Said, ...] = ()
    add: tuple[Add, ...] = ()
    document: DocumentInfo | None = None


NO_CORRECTIONS = Corrections()
