"""Answers to queries as an agent gets them: few rows, short cells, JSON's own values."""

import math
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from bacd_graph.agents.answers import Cell, QueryRows, Table, written
from bacd_graph.agents.fitting import Room, left_out, rest, told
from bacd_graph.agents.words import LONGEST_QUOTE, words
from bacd_graph.rdf import Iri, Result
from bacd_graph.rdf.names import prefixed
from bacd_graph.rdf.results import Value

# Larger whole numbers are other ones to those who read JSON's numbers as floats.
_LARGEST: Final = 2**53


def query_rows(result: Result, skip: int, limit: int) -> QueryRows:
    """Return the rows of ``result`` from ``skip`` on, ``limit`` at most."""
    part = cut(result, skip, limit, Room())
    rows = left_out(part.total, skip, len(part.rows), "rows")
    if not part.rows and rows:
        rows = "a row is longer than an answer; ask for fewer columns, or SUBSTR of them"
    columns = rest(len(result.columns), len(part.columns), "columns", "ask for fewer")
    return QueryRows(**part.model_dump(), more=told(rows, columns))


def cut(result: Result, skip: int, limit: int, room: Room) -> Table:
    """Return the rows of ``result`` from ``skip`` on, and of these the columns, that fit."""
    wanted = Result(result.kind, result.columns, result.terms[skip : skip + limit], result.prefixes)
    columns = room.fit(map(words, result.columns), lambda column: len(column) + 2, shares=2)
    rows = ([_cell(value, wanted) for value in row[: len(columns)]] for row in wanted)
    return Table(columns=columns, total=len(result), rows=room.fit(rows, _size))


def _size(row: Sequence[Cell]) -> int:
    return len(written(list(row))) + 1


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
