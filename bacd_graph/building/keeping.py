"""The facts that builds keep, so that a document is read again only if something changed."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias
from zlib import crc32

import msgspec

from bacd_graph.building.taking import Outcome
from bacd_graph.errors import BuildError
from bacd_graph.model import Facts
from bacd_graph.reading import Source

_TABLE: Final = """
CREATE TABLE IF NOT EXISTS kept (
    label TEXT, id TEXT, sha256 TEXT, fingerprint TEXT,
    facts BLOB, words INTEGER, refusal TEXT, checksum INTEGER,
    PRIMARY KEY (label, id)
) WITHOUT ROWID
"""
_ROWS: Final = "SELECT label, id, sha256, fingerprint, facts, words, refusal, checksum FROM kept"
_DROP: Final = "DELETE FROM kept WHERE label = ? AND id = ?"
# An unknown column is an error of no kind of its own: an older build kept other ones.
_DAMAGE: Final = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_NOTADB}
_Row: TypeAlias = tuple[str, str, str, str, bytes, int, str]


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of one source beside its facts: its hash and words, or why it was refused."""

    sha256: str
    words: int
    refusal: str


class Keeper:
    """What was taken from each source, on disk.

    A row counts as long as the source's bytes, path and id, the day that its place names, and the
    fingerprint of what read it are the same. Each batch is one transaction: a build that is killed
    loses one batch.
    """

    def __init__(self, path: Path, fingerprint: str) -> None:
        self._path = path
        self._fingerprint = fingerprint
        try:
            self._connection = _open(path)
        except sqlite3.DatabaseError as error:
            if not _is_damage(error):
                raise
            # A damaged file costs time, not truth: everything is read again.
            for file in (path, path.with_name(f"{path.name}-journal")):
                file.unlink(missing_ok=True)
            self._connection = _open(path)

    def has(self, source: Source, sha256: str) -> bool:
        """Say whether a row of ``source``, with these bytes, counts."""
        found = self._connection.execute(
            "SELECT 1 FROM kept WHERE label = ? AND id = ? AND sha256 = ? AND fingerprint = ?",
            (*_key(source), sha256, self._made_by(source)),
        )
        return found.fetchone() is not None

    def put(self, outcomes: Iterable[Outcome]) -> None:
        """Keep each outcome as that of its source with the bytes that were read."""
        rows: list[_Row] = [
            (*_key(o.source), o.sha256, self._made_by(o.source), o.facts, o.words, o.refusal)
            for o in outcomes
        ]
        with self._connection:
            self._connection.executemany(
                "INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [(*row, _checksum(row)) for row in rows],
            )

    def get(self, source: Source) -> Kept:
        """Return what the row of ``source``, which is there, says beside facts."""
        found = self._connection.execute(
            "SELECT sha256, words, refusal FROM kept WHERE label = ? AND id = ?",
            _key(source),
        )
        return Kept(*found.fetchone())

    def facts(self, source: Source) -> Facts:
        """Return the facts of ``source``, which has some.

        Raises:
            BuildError: if they are none, though all is as it was written.
        """
        (packed,) = self._connection.execute(
            "SELECT facts FROM kept WHERE label = ? AND id = ?", _key(source)
        ).fetchone()
        try:
            return unpack(packed)
        except (msgspec.MsgspecError, ValueError) as error:
            raise BuildError(
                f"{self._path}: what it keeps of {source.label} was not written by this version "
                f"({error}); remove it and build again, which reads all documents anew"
            ) from error

    def keep_only(self, sources: Iterable[Source]) -> None:
        """Drop the rows of all other sources."""
        wanted = set(map(_key, sources))
        rows = self._connection.execute("SELECT label, id FROM kept").fetchall()
        with self._connection:
            self._connection.executemany(_DROP, [row for row in rows if row not in wanted])

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _made_by(self, source: Source) -> str:
        """Return what facts of ``source`` depend on, beside its bytes, label and id."""
        day = source.named_day
        return f"{self._fingerprint} {day}" if day else self._fingerprint


@dataclass(frozen=True, slots=True)
class KeptFacts:
    """The facts of ``sources``, in their order: read anew, one after the other, at each look.

    So a build holds those of one document at a time.
    """

    keeper: Keeper
    sources: tuple[Source, ...]

    def __len__(self) -> int:
        return len(self.sources)

    def __iter__(self) -> Iterator[Facts]:
        return map(self.keeper.facts, self.sources)


def unpack(facts: bytes) -> Facts:
    """Return the facts that `taking.take` packed."""
    return msgspec.msgpack.decode(facts, type=Facts)


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path)
    try:
        connection.execute(_TABLE)
        _check(connection)
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _is_damage(error: sqlite3.DatabaseError) -> bool:
    """Say whether ``error`` is about what the file holds: not a lock, a full disk or a failing one.

    Those of SQLite itself have a code, whose last byte is the kind.
    """
    return getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF in _DAMAGE


def _check(connection: sqlite3.Connection) -> None:
    """Drop the rows that are not as they were written.

    The database would not notice itself where a letter of what it keeps became another one.

    Raises:
        sqlite3.DatabaseError: if its pages are damaged.
    """
    if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
        raise sqlite3.DatabaseError("its pages are damaged")
    rows = connection.execute(_ROWS)
    damaged = [row[:2] for *row, checksum in rows if checksum != _checksum(row)]
    with connection:
        connection.executemany(_DROP, damaged)


def _key(source: Source) -> tuple[str, str]:
    return source.label, source.id


def _checksum(row: Sequence[object]) -> int:
    return crc32(msgspec.msgpack.encode(row))


@contextmanager
def keeping(path: Path, fingerprint: str) -> Iterator[Keeper]:
    """Give a keeper and close it afterwards."""
    with closing(Keeper(path, fingerprint)) as keeper:
        yield keeper
