"""The texts of a graph's documents on disk, with their marks: written whole, read one at a time.

A text holds whatever its source holds, half a surrogate pair or a NUL too, so ids and texts are
kept as bytes.
"""

import sqlite3
import weakref
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from threading import Lock
from typing import Any, Final
from zlib import crc32

import msgspec

from bacd_graph.errors import GraphMissingError
from bacd_graph.model import AlignedSpan, Block, MarkedText, NameSpan, PassageSpan

_TABLE: Final = "CREATE TABLE texts (id BLOB PRIMARY KEY, text BLOB, marks BLOB, checksum INTEGER)"


class _Marks(msgspec.Struct, frozen=True, array_like=True):
    blocks: tuple[Block, ...]
    names: tuple[NameSpan, ...]
    passages: tuple[AlignedSpan, ...]


def write_texts(texts: Iterable[tuple[str, MarkedText]], path: Path) -> None:
    """Write each document's id and text into the new file ``path``, as they come.

    The same in the same order give the same bytes.

    Raises:
        sqlite3.Error: if it cannot be written.
    """
    rows = ((_to_bytes(id_), *_packed(marked)) for id_, marked in texts)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(_TABLE)
        connection.executemany("INSERT INTO texts VALUES (?, ?, ?, ?)", rows)


class Texts(Mapping[str, MarkedText]):
    """The texts of a file that `write_texts` wrote, by the document's id.

    Threads may read at the same time, and go on where the file is removed meanwhile.

    Raises:
        GraphMissingError: if the file is missing, or, when it is read, damaged or closed.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = Lock()
        try:
            # Nobody writes to it any more, so nothing beside it is looked for or locked.
            address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
            self._connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        except sqlite3.Error as error:
            raise self._unreadable(error) from error
        self._closing = weakref.finalize(self, self._connection.close)

    def __getitem__(self, document_id: str) -> MarkedText:
        rows = self._ask(
            "SELECT text, marks, checksum FROM texts WHERE id = ?", _to_bytes(document_id)
        )
        if not rows:
            raise KeyError(document_id)
        text, marks, checksum = rows[0]
        try:
            if checksum != _checksum(text, marks):
                raise ValueError(f"that of {document_id!r} is not what was written")
            return _unpacked(document_id, text, marks)
        except (msgspec.MsgspecError, TypeError, ValueError) as error:
            raise self._unreadable(error) from error

    def __iter__(self) -> Iterator[str]:
        rows = self._ask("SELECT id FROM texts ORDER BY id")
        try:
            return iter([_to_text(id_) for (id_,) in rows])
        except (AttributeError, ValueError) as error:
            raise self._unreadable(error) from error

    def __len__(self) -> int:
        return int(self._ask("SELECT count(*) FROM texts")[0][0])

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._closing()

    def _ask(self, sql: str, *values: bytes) -> list[Any]:
        try:
            with self._lock:
                return self._connection.execute(sql, values).fetchall()
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise self._unreadable(error) from error

    def _unreadable(self, error: Exception) -> GraphMissingError:
        return GraphMissingError(
            f"the texts in {self._path} cannot be read ({error}); "
            "open the graph again, and if that does not help, run `bacd-graph build`"
        )


def _packed(marked: MarkedText) -> tuple[bytes, bytes, int]:
    passages = tuple(
        AlignedSpan(start, end, passage.start, passage.end)
        for start, end, passage in marked.passages
    )
    marks = _Marks(marked.blocks, marked.names, passages)
    content, packed = _to_bytes(marked.text), msgspec.msgpack.encode(marks)
    return content, packed, _checksum(content, packed)


def _checksum(text: bytes, marks: bytes) -> int:
    return crc32(marks, crc32(text))


def _unpacked(document_id: str, content: bytes, packed: bytes) -> MarkedText:
    text = _to_text(content)
    marks = msgspec.msgpack.decode(packed, type=_Marks)
    passages = tuple(
        PassageSpan(span.start, span.end, span.passage(document_id, text))
        for span in marks.passages
    )
    return MarkedText(text, marks.blocks, marks.names, passages)


def _to_bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _to_text(content: bytes) -> str:
    return content.decode("utf-8", "surrogatepass")
