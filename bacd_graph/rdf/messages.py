"""What a process that answers queries is asked, and what it says; see `processes`."""

from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Final, TypeVar

import msgspec

_M = TypeVar("_M", bound=msgspec.Struct)
_LENGTH: Final = 8
# Of address space, in bytes: a query that sorts a cross product would else take all there is.
MEMORY: Final = 4 * 1024**3
# What an answer may hold whose rows are few, be they wide or long.
VALUES: Final = 1_000_000
BYTES: Final = 64 * 1024**2
# What it may hold for each row that it may have, where that is more.
VALUES_OF_ROW: Final = 10
BYTES_OF_ROW: Final = 1024


def too_much(memory: int) -> str:
    """Return what is said of a query that needs more than so many bytes of memory.

    >>> too_much(MEMORY)
    'the query needs more than 4 GiB of memory; narrow it or add LIMIT'
    """
    return f"the query needs more than {memory / 1024**3:g} GiB of memory; narrow it or add LIMIT"


class Place(msgspec.Struct, frozen=True):
    """Where a graph lies: the folder of a store, or a file of N-Quads.

    ``stamp`` changes with what lies there, so that nobody answers from what lay there before.
    """

    path: str
    stamp: str


def stamp_of(store: Path) -> str:
    """Return what tells the store in a folder from one that is made there later, or damaged.

    The engine checks its tables itself, but a list of them that is cut short is a smaller graph
    to it, or an empty one.
    """
    current = (store / "CURRENT").stat()
    lists = sha256(b"\0".join(path.read_bytes() for path in sorted(store.glob("MANIFEST-*"))))
    return f"{current.st_ino}.{current.st_mtime_ns}.{lists.hexdigest()}"


class Graphs(msgspec.Struct, frozen=True):
    """The graphs that a query sees, by name, whatever it chooses itself.

    Its default graph holds what those of ``default`` hold, and GRAPH finds those of ``named``.
    """

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


class Request(msgspec.Struct, frozen=True):
    """A query; ``seconds`` is when a process whose caller is gone gives up by itself.

    Relative IRIs in it are of ``base``. It may take so many bytes of ``memory``, and its answer
    hold ``max_rows``, and so many values and bytes as go with these.
    """

    place: Place
    sparql: str
    form: str
    prefixes: dict[str, str]
    max_rows: int
    seconds: int
    base: str
    graphs: Graphs | None = None
    memory: int = MEMORY

    @property
    def max_values(self) -> int:
        """How many values the answer may hold: rows times columns."""
        return max(VALUES, self.max_rows * VALUES_OF_ROW)

    @property
    def max_bytes(self) -> int:
        """How many bytes the answer may hold as it is sent."""
        return max(BYTES, self.max_rows * BYTES_OF_ROW)


class AnswerKind(StrEnum):
    """What an answer's body holds."""

    READY = "ready"  # nothing: the process has begun, and can be asked
    SELECT = "select"  # SPARQL 1.1 Query Results TSV: exact, and a row a line
    ASK = "ask"  # b"true" or b"false"
    CONSTRUCT = "construct"  # N-Triples, sorted, each once
    REFUSED = "refused"  # why there is no answer
    EXCEEDED = "exceeded"  # of what it takes too much
    GONE = "gone"  # why the graph cannot be read
    DAMAGED = "damaged"  # what is wrong with the files that hold it


class Answer(msgspec.Struct, frozen=True):
    """What a process says."""

    kind: AnswerKind
    body: bytes


def send(stream: BinaryIO, message: msgspec.Struct) -> None:
    """Write ``message`` with its length before it."""
    body = msgspec.msgpack.encode(message)
    stream.write(len(body).to_bytes(_LENGTH, "big"))
    stream.write(body)
    stream.flush()


def receive(stream: BinaryIO, kind: type[_M]) -> _M | None:
    """Return the next message of ``stream``, or None where it ends, be it within one."""
    head = stream.read(_LENGTH)
    if len(head) < _LENGTH:
        return None
    length = int.from_bytes(head, "big")
    body = stream.read(length)
    return None if len(body) < length else msgspec.msgpack.decode(body, type=kind)
