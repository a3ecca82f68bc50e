"""The facts that builds keep, so that a document is read again only if something changed."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from bacd_graph.building.taking import Outcome
from bacd_graph.model import Facts
from bacd_graph.reading import Source

_TABLE: Final = """
CREATE TABLE IF NOT EXISTS kept (
    label TEXT, id TEXT, sha256 TEXT, fingerprint TEXT,
    facts BLOB, words INTEGER, refusal TEXT,
    PRIMARY KEY (label, id)
) WITHOUT ROWID
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of one source beside its facts: its hash and words, or why it was refused."""

    sha256: str
    words: int
    refusal: str


class Keeper:
    """What was taken from each source, on disk.

    A row counts as long as the source's bytes, path and id and the fingerprint of what read it
    are the same. Each batch is one transaction: a build that is killed loses one batch.
    """

    def __init__(self, path: Path, fingerprint: str) -> None:
        self._path = path
        self._fingerprint = fingerprint
        try:
            self._connection = _open(path)
        except sqlite3.DatabaseError:
            # A damaged file costs time, not truth: everything is read again.
            path.unlink(missing_ok=True)
            self._connection = _open(path)

    def has(self, source: Source, sha256: str) -> bool:
        """Say whether a row of ``source``, with these bytes, counts."""
        found = self._connection.execute(
            "SELECT 1 FROM kept WHERE label = ? AND id = ? AND sha256 = ? AND fingerprint = ?",
            (source.label, source.id, sha256, self._fingerprint),
        )
        return found.fetchone() is not None

    def put(self, outcomes: Iterable[tuple[Outcome, str]]) -> None:
        """Keep each outcome as that of its source with bytes of this hash."""
        rows = [
            (o.source.label, o.source.id, sha, self._fingerprint, o.facts, o.words, o.refusal)
            for o, sha in outcomes
        ]
        with self._connection:
            self._connection.executemany(
                "INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?, ?, ?)", rows
            )

    def get(self, source: Source) -> Kept:
        """Return what the row of ``source``, which is there, says beside facts."""
        found = self._connection.execute(
            "SELECT sha256, words, refusal FROM kept WHERE label = ? AND id = ?",
            (source.label, source.id),
        )
        return Kept(*found.fetchone())

    def facts(self, source: Source) -> Facts:
        """Return the facts of ``source``, which has some."""
        (packed,) = self._connection.execute(
            "SELECT facts FROM kept WHERE label = ? AND id = ?", (source.label, source.id)
        ).fetchone()
        return unpack(packed)

    def keep_only(self, sources: Iterable[Source]) -> None:
        """Drop the rows of all other sources."""
        wanted = {(source.label, source.id) for source in sources}
        rows = self._connection.execute("SELECT label, id FROM kept").fetchall()
        with self._connection:
            self._connection.executemany(
                "DELETE FROM kept WHERE label = ? AND id = ?",
                [row for row in rows if row not in wanted],
            )

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


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
    except sqlite3.Error:
        connection.close()
        raise
    return connection


@contextmanager
def keeping(path: Path, fingerprint: str) -> Iterator[Keeper]:
    """Give a keeper and close it afterwards."""
    with closing(Keeper(path, fingerprint)) as keeper:
        yield keeper
