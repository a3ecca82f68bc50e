"""Asks one query of a graph, within a time and a number of rows."""

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
from bacd_graph.rdf.results import Result

MAX_ROWS: Final = 1_000_000
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
        # The engine writes terms that it does not read: too long, or nested too deeply.
        raise QueryError(
            f"the answer holds a term that is too large ({error}); narrow it"
        ) from error


def result_of(said: Answer, prefixes: dict[str, str]) -> Result:
    """Return what a process said in an answer that is no refusal."""
    if said.kind is AnswerKind.ASK:
        return Result("ask", ("answer",), [(Literal(said.body == b"true"),)], prefixes)
    if said.kind is AnswerKind.CONSTRUCT:
        triples = [tuple(q.triple) for q in parse(said.body, format=RdfFormat.N_TRIPLES)]
        return Result("construct", ("subject", "predicate", "object"), triples, prefixes)
    solutions = parse_rows(said.body, QueryResultsFormat.TSV)
    assert isinstance(solutions, QuerySolutions)  # noqa: S101
    columns = tuple(variable.value for variable in solutions.variables)
    return Result("select", columns, [tuple(row) for row in solutions], prefixes)
