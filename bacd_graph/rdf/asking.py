"""Asks one query of a graph, within a time and a number of rows."""

import re
from typing import Final

from pyoxigraph import Literal, QueryResultsFormat, QuerySolutions, RdfFormat, parse
from pyoxigraph import parse_query_results as parse_rows

from bacd_graph.errors import (
    GraphChangedError,
    GraphMissingError,
    QueryError,
    QueryLimitError,
)
from bacd_graph.rdf import processes
from bacd_graph.rdf.guard import form
from bacd_graph.rdf.messages import MEMORY, Answer, AnswerKind, Graphs, Place
from bacd_graph.rdf.results import LONG_LINE, Result, Term

MAX_ROWS: Final = 1_000_000
_CELL: Final = re.compile(rb"[^\t]+")
_REFUSALS: Final = {
    AnswerKind.REFUSED: QueryError,
    AnswerKind.EXCEEDED: QueryLimitError,
    AnswerKind.GONE: GraphChangedError,
    AnswerKind.DAMAGED: GraphMissingError,
}


def ask(
    place: Place,
    sparql: str,
    prefixes: dict[str, str],
    *,
    base: str,
    timeout: float,
    max_rows: int = MAX_ROWS,
    memory: int = MEMORY,
    graphs: Graphs | None = None,
    pool: processes.Answering = processes.SHARED,
) -> Result:
    """Return the answer to ``sparql``; see `bacd_graph.rdf.GraphStore.query`."""
    request = processes.request(
        place,
        sparql,
        form(sparql),
        prefixes,
        base,
        graphs,
        timeout=timeout,
        max_rows=max_rows,
        memory=memory,
    )
    said = pool.ask(request, timeout)
    if refusal := _REFUSALS.get(said.kind):
        raise refusal(said.body.decode())
    try:
        return result_of(said, prefixes)
    except (MemoryError, SyntaxError, ValueError) as error:
        # The engine writes terms that it does not read: too long, or nested too deeply. Without
        # its traceback: what it was reading stays for good where another thread lets go of it.
        raise QueryError(
            f"the answer holds a term that is too large ({error}); narrow it"
        ) from error.with_traceback(None)


def result_of(said: Answer, prefixes: dict[str, str]) -> Result:
    """Return what a process said in an answer that is no refusal."""
    if said.kind is AnswerKind.ASK:
        return Result("ask", ("answer",), [(Literal(said.body == b"true"),)], prefixes)
    if said.kind is AnswerKind.CONSTRUCT:
        triples = [tuple(q.triple) for q in parse(said.body, format=RdfFormat.N_TRIPLES)]
        return Result("construct", ("subject", "predicate", "object"), triples, prefixes)
    head, *lines = said.body.removesuffix(b"\n").split(b"\n")
    short = (line for line in lines if len(line) <= LONG_LINE)
    solutions = parse_rows(b"\n".join([head, *short, b""]), QueryResultsFormat.TSV)
    assert isinstance(solutions, QuerySolutions)  # noqa: S101
    columns = tuple(variable.value for variable in solutions.variables)
    rows = [_row(line) if len(line) > LONG_LINE else tuple(next(solutions)) for line in lines]
    return Result("select", columns, rows, prefixes)


def _row(line: bytes) -> tuple[Term | None, ...]:
    """Return a line's terms, whose forms are those of Turtle too, in time that its length takes."""
    turtle = _CELL.sub(rb"<x:> <x:> \g<0> .", line)
    terms = (quad.object for quad in parse(turtle, format=RdfFormat.TURTLE))
    return tuple(next(terms) if cell else None for cell in line.split(b"\t"))
