"""What a query gives back: rows of values, and their written forms."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from itertools import islice
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, cast
from xml.parsers.expat import ExpatError, ParserCreate

from pyoxigraph import (
    BlankNode,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    Triple,
    parse_query_results,
    serialize,
)
from pyoxigraph import Literal as RdfLiteral

from bacd_graph import markdown, markup
from bacd_graph.errors import ExtraMissingError, QueryError, UnknownNameError
from bacd_graph.rdf.names import prefixed, xsd
from bacd_graph.wording import count

if TYPE_CHECKING:
    import pandas as pd

Term: TypeAlias = NamedNode | BlankNode | RdfLiteral | Triple
Kind: TypeAlias = Literal["select", "ask", "construct"]

MAX_SHOWN: Final = 60
# The engine looks through a line of a table anew for each few KiB of it.
LONG_LINE: Final = 64 * 1024
# In bytes of XML that are quoted where it is none.
_NEAR: Final = 60
_TABLES: Final = {
    "csv": QueryResultsFormat.CSV,
    "json": QueryResultsFormat.JSON,
    "tsv": QueryResultsFormat.TSV,
    "xml": QueryResultsFormat.XML,
}
_MARKDOWN: Final = "markdown"
_GRAPHS: Final = {
    "json": RdfFormat.JSON_LD,
    "nt": RdfFormat.N_TRIPLES,
    "turtle": RdfFormat.TURTLE,
    "xml": RdfFormat.RDF_XML,
}
_XSD: Final = xsd.integer.value.removesuffix("integer")


class Iri(str):
    """An IRI among the values of a row; a string that knows it is one."""

    __slots__ = ()


Value: TypeAlias = Iri | str | int | float | Decimal | bool | date | datetime | Triple | None


def to_python(term: Term | None) -> Value:
    """Return the Python value of ``term``; what has no fitting one comes back as its text.

    >>> to_python(RdfLiteral("2013-01-31", datatype=xsd.date))
    datetime.date(2013, 1, 31)
    """
    match term:
        case None:
            return None
        case NamedNode():
            return Iri(term.value)
        case BlankNode():
            return str(term)
        case Triple():
            return term
        case _:
            return _from_literal(term)


def _from_literal(term: RdfLiteral) -> Value:
    kind = term.datatype.value.removeprefix(_XSD)
    try:
        match kind:
            case "integer" | "int" | "long" | "nonNegativeInteger":
                return int(term.value)
            case "decimal":
                return Decimal(term.value)
            case "double" | "float":
                return float(term.value)
            case "boolean":
                return term.value in {"true", "1"}
            case "date":
                return date.fromisoformat(term.value)
            case "dateTime":
                return datetime.fromisoformat(term.value)
    except (ValueError, InvalidOperation):
        pass
    return term.value


@dataclass(frozen=True, slots=True, repr=False)
class Result:
    """The answer to a query, whole in memory.

    ``kind`` is "select", "ask" or "construct" (DESCRIBE gives a graph too). ``columns`` are
    the names of the variables; of a graph they are subject, predicate and object, of an ASK
    "answer". ``terms`` holds the rows as RDF terms; iterating gives them as Python values.
    ``shown`` is how many of them a notebook shows.
    """

    kind: Kind
    columns: tuple[str, ...]
    terms: Sequence[tuple[Term | None, ...]]
    prefixes: dict[str, str] = field(default_factory=dict)
    shown: int = field(compare=False, default=MAX_SHOWN)

    def __iter__(self) -> Iterator[tuple[Value, ...]]:
        return (tuple(map(to_python, row)) for row in self.terms)

    def __len__(self) -> int:
        return len(self.terms)

    def __bool__(self) -> bool:
        """The answer of an ASK; else whether there is a row."""
        if self.kind == "ask":
            return cast("RdfLiteral", self.terms[0][0]).value == "true"
        return bool(self.terms)

    def __repr__(self) -> str:
        if self.kind == "ask":
            return f"<Result: {'true' if self else 'false'}>"
        return f"<Result: {count(len(self), 'row')} of {', '.join(self.columns)}>"

    def serialize(self, format: str) -> str:  # noqa: A002
        """Return the result in a written form.

        Tables and answers: "csv", "tsv", "json", "xml", of the SPARQL 1.1 recommendations, and
        "markdown". Graphs: "turtle", "nt", "xml" (RDF/XML), "json" (JSON-LD), and as a table
        "csv", "tsv" and "markdown".

        Raises:
            UnknownNameError: if there is no such form of such a result.
            QueryError: if the form cannot hold a term of it (a triple within a triple, in XML
                a control character or a predicate that ends in no name).
        """
        try:
            written = self._written(format)
            if format == "xml":
                _check_xml(written.encode())
            return written
        except (MemoryError, OSError, RecursionError, SyntaxError, ValueError) as error:
            raise QueryError(
                f"{format} cannot hold a term of the answer ({error}); choose another format"
            ) from error

    def _written(self, format: str) -> str:  # noqa: A002
        if self.kind == "construct" and format in _GRAPHS:
            return self._graph(_GRAPHS[format])
        if format == _MARKDOWN:
            rows = ([_text(value) for value in row] for row in self)
            return "\n".join(markdown.table(self.columns, rows)) + "\n"
        if format not in _TABLES:
            known = {_MARKDOWN, *_TABLES} | ({*_GRAPHS} if self.kind == "construct" else set())
            raise UnknownNameError(
                f"no format {format!r} for the result of a {self.kind} query; "
                f"use one of {', '.join(sorted(known))}"
            )
        if self.kind == "ask" and format in {"csv", "tsv"}:
            return f"answer\n{'true' if self else 'false'}\n"
        return _decoded(self._parsed().serialize(format=_TABLES[format]))

    def to_frame(self) -> "pd.DataFrame":
        """Return the rows as a pandas DataFrame, a column a variable.

        Raises:
            ExtraMissingError: if pandas is not installed.
        """
        try:
            import pandas as pd
        except ImportError as error:
            raise ExtraMissingError(
                "a DataFrame needs pandas, which is not installed; "
                "run pip install 'bacd-graph[notebook]'"
            ) from error

        return pd.DataFrame(list(self), columns=list(self.columns))

    def _repr_html_(self) -> str:
        if self.kind == "ask":
            return f"<p>{'true' if self else 'false'}</p>"
        if not self:
            return f"<p>no rows, of {markup.shown(', '.join(self.columns))}</p>"
        rows = list(islice(self, self.shown))
        more = len(self) - len(rows)
        note = f"<p>{more:,} more of {len(self):,} rows; iterate for all</p>" if more > 0 else ""
        cells = ([self._cell(value) for value in row] for row in rows)
        return markup.table(self.columns, cells, _numbers(rows)) + note

    def _cell(self, value: Value) -> str:
        if isinstance(value, Iri):
            return markup.link(value, prefixed(value, self.prefixes))
        return markup.shown(_text(value))

    def _graph(self, format_: RdfFormat) -> str:
        triples = sorted((Triple(*row) for row in self.terms), key=str)  # type: ignore[arg-type]
        return _decoded(serialize(triples, format=format_, prefixes=self.prefixes))

    def _parsed(self) -> QuerySolutions | QueryBoolean:
        """Return the result as the engine reads it from a written form."""
        if self.kind != "ask":
            head = "\t".join(f"?{column}" for column in self.columns)
            lines = [head, *("\t".join(map(_shown, row)) for row in self.terms), ""]
            # A value costs a tenth of what it costs in JSON.
            if max(map(len, lines)) <= LONG_LINE:
                return parse_query_results("\n".join(lines), QueryResultsFormat.TSV)
        return parse_query_results(self._json(), QueryResultsFormat.JSON)

    def _json(self) -> str:
        if self.kind == "ask":
            return json.dumps({"head": {}, "boolean": bool(self)})
        bindings = [
            {
                column: _binding(term)
                for column, term in zip(self.columns, row, strict=True)
                if term is not None
            }
            for row in self.terms
        ]
        return json.dumps({"head": {"vars": self.columns}, "results": {"bindings": bindings}})


def _shown(term: Term | None) -> str:
    """Return ``term`` as SPARQL writes it."""
    match term:
        case None:
            return ""
        case Triple():
            return f"<<( {' '.join(map(_shown, term))} )>>"
        case _:
            return str(term)


def _check_xml(written: bytes) -> None:
    """See that the engine's XML is XML: it writes what no file of XML can hold.

    Raises:
        ValueError: if it is not.
    """
    parser = ParserCreate(namespace_separator=" ")
    try:
        parser.Parse(written, True)
    except ExpatError as error:
        at = parser.ErrorByteIndex
        near = written[at : at + _NEAR].decode("utf-8", "replace")
        raise ValueError(f"XML has no such name or character: {near!r}") from error


def _text(value: Value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case _:
            return str(value)


def _numbers(rows: Sequence[Sequence[Value]]) -> set[int]:
    """Return the places of the columns in which numbers stand alone."""
    kinds = (int, float, Decimal, type(None))
    return {
        at
        for at, column in enumerate(zip(*rows, strict=True))
        if all(isinstance(value, kinds) and not isinstance(value, bool) for value in column)
    }


def _decoded(written: bytes | None) -> str:
    return (written or b"").decode()


def _binding(term: Term) -> dict[str, object]:
    """Return ``term`` as the SPARQL 1.1 JSON results format has it."""
    match term:
        case NamedNode():
            return {"type": "uri", "value": term.value}
        case BlankNode():
            return {"type": "bnode", "value": term.value}
        case Triple():
            ends = zip(("subject", "predicate", "object"), term, strict=True)
            return {"type": "triple", "value": {name: _binding(end) for name, end in ends}}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}
