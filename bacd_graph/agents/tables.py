"""Answers to queries as an agent gets them: few rows, short cells, JSON's own values."""

import math
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from bacd_graph.agents.answers import Cell, QueryRows, Table, written
from bacd_graph.agents.fitting import ROOM, fit, left_out
from bacd_graph.agents.words import LONGEST_QUOTE, words
from bacd_graph.rdf import Iri, Result
from bacd_graph.rdf.names import prefixed
from bacd_graph.rdf.results import Value

# Larger whole numbers are other ones to those who read JSON's numbers as floats.
_LARGEST: Final = 2**53


def query_rows(result: Result, skip: int, limit: int) -> QueryRows:
    """Return the rows of ``result`` from ``skip`` on, ``limit`` at most."""
    part = cut(result, skip, limit)
    more = left_out(part.total, skip, len(part.rows), "rows")
    if not part.rows and more:
        more = f"a row is longer than {ROOM:,} characters; ask for fewer columns, or SUBSTR of them"
    return QueryRows(**part.model_dump(), more=more)


def cut(result: Result, skip: int, limit: int, room: int = ROOM) -> Table:
    """Return the rows of ``result`` from ``skip`` on that fit into ``room`` characters."""
    wanted = Result(result.kind, result.columns, result.terms[skip : skip + limit], result.prefixes)
    rows = ([_cell(value, wanted) for value in row] for row in wanted)
    return Table(
        columns=[words(column) for column in result.columns],
        total=len(result),
        rows=fit(rows, _size, room),
    )


def _size(row: Sequence[Cell]) -> int:
    return len(written(list(row)))


def _cell(value: Value, result: Result) -> Cell:
    match value:
        case None | bool():
            return value
        case Iri():
            return words(prefixed(value, result.prefixes), LONGEST_QUOTE)
        case date() | datetime():
            return value.isoformat()
        case int() if abs(value) < _LARGEST:
            return value
        case float() | Decimal() if math.isfinite(value):
            return float(value)
        case _:
            return words(str(value), LONGEST_QUOTE)
