"""Runs one query on a store, within a time and a number of rows."""

from collections.abc import Callable, Iterator
from queue import Empty, SimpleQueue
from threading import Event, Lock, Thread
from typing import Final, TypeVar

from pyoxigraph import (
    Literal,
    NamedNode,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    Store,
    Triple,
)

from bacd_graph.errors import QueryError
from bacd_graph.rdf.guard import chooses_graphs, form, parse_error
from bacd_graph.rdf.names import prov, rdf
from bacd_graph.rdf.results import Result, Term

_T = TypeVar("_T")

MAX_ROWS: Final = 1_000_000
MAX_LEFT_BEHIND: Final = 4

_left_behind: set[Thread] = set()
_lock = Lock()


def ask(
    store: Store,
    sparql: str,
    prefixes: dict[str, str],
    *,
    timeout: float,
    max_rows: int = MAX_ROWS,
) -> Result:
    """Return the answer to ``sparql``; see `bacd_graph.rdf.GraphStore.query`."""
    kind = form(sparql)
    # The engine would read FROM as if it were not there.
    union = not chooses_graphs(sparql)

    def work(stop: Event) -> Result:
        try:
            found = store.query(sparql, prefixes=prefixes, use_default_graph_as_union=union)
            return _collect(found, prefixes, stop, max_rows)
        except SyntaxError as error:
            raise parse_error(sparql, error) from error
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryError(f"the query failed: {error}; change it") from error

    result = _within(timeout, work)
    if kind == "DESCRIBE":
        return _with_evidence(store, result, max_rows)
    return result


def _with_evidence(store: Store, result: Result, max_rows: int) -> Result:
    """Add to a description every statement about what it describes, with its passages."""
    described = {row[0] for row in result.terms}
    triples = {Triple(*row) for row in result.terms}  # type: ignore[arg-type]
    for node in described:
        if not isinstance(node, NamedNode):
            continue
        for statement in _statements_about(store, node):
            triples.update(_outgoing(store, statement))
            for found in store.quads_for_pattern(statement, prov.wasDerivedFrom, None, None):
                triples.update(_outgoing(store, found.object))  # type: ignore[arg-type]
            if len(triples) > max_rows:
                raise QueryError(f"the description holds more than {max_rows} triples; narrow it")
    return graph_result(iter(triples), result.prefixes)


def _statements_about(store: Store, node: NamedNode) -> Iterator[NamedNode]:
    for end in (rdf.subject, rdf.object):
        for found in store.quads_for_pattern(None, end, node, None):
            yield found.subject  # type: ignore[misc]


def _outgoing(store: Store, node: NamedNode) -> Iterator[Triple]:
    return (found.triple for found in store.quads_for_pattern(node, None, None, None))


def _within(timeout: float, work: Callable[[Event], _T]) -> _T:
    """Return what ``work`` returns, or raise when ``timeout`` seconds have passed.

    The engine cannot be stopped from Python while it looks for a row (oxigraph issue 1926),
    but it lets other threads run. So it gets a thread of its own, which is left behind when
    time is up: it ends at its next row, or with the process.
    """
    with _lock:
        _left_behind.difference_update([thread for thread in _left_behind if not thread.is_alive()])
        if len(_left_behind) >= MAX_LEFT_BEHIND:
            raise QueryError(
                f"{MAX_LEFT_BEHIND} queries that ran out of time are still at work; "
                "wait for them to end, or start the process anew"
            )
    outcome: SimpleQueue[tuple[_T | None, BaseException | None]] = SimpleQueue()
    stop = Event()

    def run() -> None:
        try:
            outcome.put((work(stop), None))
        except BaseException as error:
            # Its frames hold rows of the engine, which have to go in the thread they came in.
            outcome.put((None, error.with_traceback(None)))

    thread = Thread(target=run, name="bacd-graph query", daemon=True)
    thread.start()
    try:
        value, error = outcome.get(timeout=timeout)
    except Empty:
        with _lock:
            _left_behind.add(thread)
        raise QueryError(
            f"the query ran longer than {timeout:g} s and was given up; "
            "narrow it, add LIMIT, or allow more time"
        ) from None
    finally:
        stop.set()
    if error is not None:
        raise error
    return value  # type: ignore[return-value]


def _bounded(rows: Iterator[_T], stop: Event, max_rows: int) -> Iterator[_T]:
    for number, row in enumerate(rows):
        if stop.is_set():
            raise QueryError("the query was given up; nobody waits for it")
        if number >= max_rows:
            raise QueryError(f"the query gives more than {max_rows} rows; narrow it or add LIMIT")
        yield row


def _collect(
    found: QuerySolutions | QueryBoolean | QueryTriples,
    prefixes: dict[str, str],
    stop: Event,
    max_rows: int,
) -> Result:
    if isinstance(found, QueryBoolean):
        return Result("ask", ("answer",), [(Literal(bool(found)),)], prefixes)
    if isinstance(found, QueryTriples):
        return graph_result(_bounded(found, stop, max_rows), prefixes)
    columns = tuple(variable.value for variable in found.variables)
    rows = [tuple(row) for row in _bounded(found, stop, max_rows)]
    return Result("select", columns, rows, prefixes)


def graph_result(triples: Iterator[Triple], prefixes: dict[str, str]) -> Result:
    """Return ``triples``, each once and sorted, as the result of a query."""
    rows: list[tuple[Term | None, ...]] = [tuple(t) for t in sorted(set(triples), key=str)]
    return Result("construct", ("subject", "predicate", "object"), rows, prefixes)
