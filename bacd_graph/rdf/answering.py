"""The process that answers queries: ``python -m bacd_graph.rdf.answering``.

It reads requests on stdin and writes an answer to each on stdout, until stdin ends.
"""

import ctypes
import os
import signal
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    serialize,
)

from bacd_graph.rdf.guard import chooses_graphs, parse_error
from bacd_graph.rdf.messages import (
    MEMORY,
    Answer,
    AnswerKind,
    Place,
    Request,
    receive,
    send,
    stamp_of,
    too_much,
)
from bacd_graph.rdf.names import prov, rdf

_OPEN_AT_ONCE: Final = 2
# What the engine calls it: its errors have no class of their own.
_DAMAGED: Final = "Corruption"
# CLONE_NEWNET and CLONE_NEWUSER of linux/sched.h; os.unshare came with Python 3.12.
_NEW_NETWORK: Final = 0x40000000
_NEW_USER: Final = 0x10000000


class _Lines:
    """A file in memory that takes so many lines and bytes."""

    def __init__(self, lines: int, too_many: str, size: int) -> None:
        self._lines, self._too_many = lines, too_many
        self._left = self._size = size
        self.chunks: list[bytes] = []

    def write(self, chunk: bytes) -> int:
        """Take ``chunk``, or raise `_TooMuchError` if that makes too many lines or bytes."""
        self._lines -= chunk.count(b"\n")
        if self._lines < 0:
            raise _TooMuchError(self._too_many)
        self._left -= len(chunk)
        if self._left < 0:
            raise _TooMuchError(
                f"the answer takes more than {self._size:,} bytes; narrow it or add LIMIT"
            )
        self.chunks.append(chunk)
        return len(chunk)

    def flush(self) -> None:
        """Do nothing."""


class _TooMuchError(Exception):
    pass


def answer(store: Store, request: Request) -> Answer:
    """Return what ``store`` answers to ``request``."""
    try:
        return _answer(store, request)
    except SyntaxError as error:
        return _refused(str(parse_error(request.sparql, error)))
    except _TooMuchError as error:
        return _refused(str(error), AnswerKind.EXCEEDED)
    except MemoryError:
        return _refused(too_much(request.memory), AnswerKind.EXCEEDED)
    except (OSError, RuntimeError, ValueError) as error:
        if _DAMAGED in str(error):
            why = f"the graph in {request.place.path} is damaged ({error}); "
            return _refused(f"{why}run `bacd-graph build` again", AnswerKind.DAMAGED)
        return _refused(f"the query failed: {error}; change it")


def _refused(why: str, kind: AnswerKind = AnswerKind.REFUSED) -> Answer:
    return Answer(kind, why.encode())


def _answer(store: Store, request: Request) -> Answer:
    chosen = request.graphs
    found = store.query(
        request.sparql,
        base_iri=request.base,
        prefixes=request.prefixes,
        # The engine would read FROM as if it were not there.
        use_default_graph_as_union=chosen is None and not chooses_graphs(request.sparql),
        default_graph=None if chosen is None else [NamedNode(name) for name in chosen.default],
        named_graphs=None if chosen is None else [NamedNode(name) for name in chosen.named],
    )
    match found:
        case QueryBoolean():
            return Answer(AnswerKind.ASK, b"true" if found else b"false")
        case QuerySolutions():
            return _table(found, request)
        case QueryTriples() if request.form == "DESCRIBE":
            return _graph(_with_evidence(store, found), request)
        case QueryTriples():
            return _graph(found, request)


def _table(found: QuerySolutions, request: Request) -> Answer:
    most, why = request.max_rows, _too_many_rows(request)
    values = request.max_values
    if (fitting := values // max(1, len(found.variables))) < most:
        most, why = fitting, f"the answer holds more than {values:,} values; narrow it or add LIMIT"
    rows = _Lines(most + 1, why, request.max_bytes)  # with the names of the columns
    found.serialize(rows, QueryResultsFormat.TSV)  # type: ignore[arg-type]
    return Answer(AnswerKind.SELECT, b"".join(rows.chunks))


def _too_many_rows(request: Request) -> str:
    what = "description holds" if request.form == "DESCRIBE" else "query gives"
    return f"the {what} more than {request.max_rows} rows; narrow it or add LIMIT"


def _graph(triples: Iterable[Triple], request: Request) -> Answer:
    lines = _Lines(request.max_rows, _too_many_rows(request), request.max_bytes)
    # Each once, else what says a thing twice would fill the room.
    serialize(dict.fromkeys(triples), lines, format=RdfFormat.N_TRIPLES)  # type: ignore[arg-type]
    ordered = sorted(b"".join(lines.chunks).splitlines(keepends=True))
    return Answer(AnswerKind.CONSTRUCT, b"".join(ordered))


def _with_evidence(store: Store, description: Iterable[Triple]) -> Iterator[Triple]:
    """Add to a description every statement about what it describes, with its passages."""
    described: dict[NamedNode, None] = {}
    for triple in description:
        yield triple
        if isinstance(triple.subject, NamedNode):
            described[triple.subject] = None
    for node in described:
        for statement in _statements_about(store, node):
            yield from _outgoing(store, statement)
            for found in store.quads_for_pattern(statement, prov.wasDerivedFrom, None, None):
                yield from _outgoing(store, found.object)  # type: ignore[arg-type]


def _statements_about(store: Store, node: NamedNode) -> Iterator[NamedNode]:
    for end in (rdf.subject, rdf.object):
        for found in store.quads_for_pattern(None, end, node, None):
            yield found.subject  # type: ignore[misc]


def _outgoing(store: Store, node: NamedNode) -> Iterator[Triple]:
    return (found.triple for found in store.quads_for_pattern(node, None, None, None))


@lru_cache(maxsize=_OPEN_AT_ONCE)
def _store(place: Place) -> Store:
    path = Path(place.path)
    if path.is_dir():
        store = Store.read_only(place.path)
        if stamp_of(path) != place.stamp:
            raise OSError("it was made anew since it was opened")
        return store
    store = Store()
    store.load(path=path, format=RdfFormat.N_QUADS)
    return store


def _serve() -> None:
    leave_networks()
    # What answers is no terminal's foreground: Ctrl-C is the caller's to handle.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    send(sink, Answer(AnswerKind.READY, b""))
    while request := receive(source, Request):
        limit_memory(request.memory)
        _alarm(request.seconds)
        try:
            said = answer(_store(request.place), request)
        except (OSError, RuntimeError, ValueError) as error:
            why = f"the graph cannot be read ({error}); open it again"
            said = _refused(why, AnswerKind.GONE)
        _alarm(0)
        send(sink, said)


def _alarm(seconds: int) -> None:
    """End this process in so many seconds, even within the engine; never if that is 0."""
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)


def leave_networks() -> None:
    """Cut this process off from every network, where the system lets it.

    The guard refuses what would ask another server; should it miss one, this holds.
    """
    if sys.platform == "linux":
        # A user namespace is what lets a plain user do so; it would take root's rights to files.
        flags = _NEW_NETWORK if os.geteuid() == 0 else _NEW_NETWORK | _NEW_USER
        ctypes.CDLL(None).unshare(flags)


def limit_memory(memory: int = MEMORY) -> None:
    """Let this process take so many bytes of memory, where the system can tell it so."""
    try:
        import resource
    except ImportError:  # Windows has no such limit.
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    limit = memory if most == resource.RLIM_INFINITY else min(memory, most)
    resource.setrlimit(resource.RLIMIT_AS, (limit, most))


if __name__ == "__main__":
    _serve()
