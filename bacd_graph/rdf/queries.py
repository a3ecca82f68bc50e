"""The named queries: SPARQL files with a description and parameters, checked when loaded.

A file of ``data/queries`` begins with comment lines: first what it answers, then a line for
each parameter, ``# param: event (name): whose speakers to list``. Kinds: ``name`` (an entity,
by any of its names, whatever their case), ``event`` (the same, and of a series the editions
whose names go on after it: "FOSDEM 2023"), ``document`` (its id, or its IRI), ``since`` and
``until`` (a day; of a month or a year the first or the last one), ``string``, ``integer``,
``iri``. The parameter is the variable of the same name; the comment line ``# parameters`` in the
query marks where it gets its value. One that gets none matches everything.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Final, Protocol, TypeAlias

from pyoxigraph import Literal, NamedNode, Store

from bacd_graph.days import first_day, last_day
from bacd_graph.errors import DataFileError, QueryError, UnknownNameError
from bacd_graph.rdf.guard import form, parse_error
from bacd_graph.rdf.names import prefixes
from bacd_graph.rdf.terms import day, decode, integer, literal

Value: TypeAlias = str | int | date

_LIST: Final = "`bacd-graph query --named list` lists them"
_NAMING: Final = frozenset({"name", "event"})
KINDS: Final = ("name", "event", "document", "since", "until", "string", "integer", "iri")
_PARAMETER: Final = re.compile(r"# param: ([a-z][a-zA-Z]*) \(([a-z]+)\): (\S.*)")
_MARK: Final = re.compile(r"^[ \t]*# parameters[ \t]*$", re.MULTILINE)


class Find(Protocol):
    """Finds the entities that bear a name, as `GraphStore.find` does."""

    def __call__(self, name: str, *, series: bool) -> Sequence[NamedNode]:
        """Return their IRIs."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a named query: its name, its kind (one of ``KINDS``), its meaning."""

    name: str
    kind: str
    description: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query of the library: its name, what it answers in one line, and its SPARQL."""

    name: str
    description: str
    parameters: tuple[Parameter, ...]
    text: str


@cache
def named_queries() -> Mapping[str, NamedQuery]:
    """Return the named queries by name, sorted.

    Raises:
        DataFileError: if a file breaks the rules above.
    """
    folder = files("bacd_graph") / "data" / "queries"
    found = sorted(folder.iterdir(), key=lambda file: file.name)
    return MappingProxyType(
        {q.name: q for q in (load_query(f) for f in found if f.name.endswith(".rq"))}
    )


def named_query(name: str) -> NamedQuery:
    """Return the query of this name.

    Raises:
        UnknownNameError: if there is none.
    """
    try:
        return named_queries()[name]
    except KeyError:
        close = get_close_matches(name, named_queries())
        remedy = f"did you mean {' or '.join(map(repr, close))}?" if close else _LIST
        raise UnknownNameError(f"no named query {name!r}; {remedy}") from None


def load_query(file: Traversable) -> NamedQuery:
    """Return the query in ``file``.

    Raises:
        DataFileError: if it has no description, a broken parameter line, or does not parse.
    """
    text = file.read_text("utf-8")
    lines = text.splitlines()
    if not lines or not lines[0].startswith("# ") or lines[0].startswith("# param"):
        raise DataFileError(f"{file}, line 1: say what the query answers in a comment ('# ...')")
    parameters = tuple(_parameters(lines, file))
    query = NamedQuery(file.name.removesuffix(".rq"), lines[0][2:].strip(), parameters, text)
    _check(query, file)
    return query


def _parameters(lines: list[str], file: Traversable) -> Iterator[Parameter]:
    for number, line in enumerate(lines, start=1):
        if not re.match(r"#\s*param\s*:", line):
            continue
        found = _PARAMETER.fullmatch(line.rstrip())
        if found is None or found[2] not in KINDS:
            raise DataFileError(
                f"{file}, line {number}: {line!r} is no parameter; "
                f"write '# param: name (kind): meaning', kind one of {', '.join(KINDS)}"
            )
        if not any(f"?{found[1]}" in other for other in lines):
            raise DataFileError(
                f"{file}, line {number}: the query has no variable ?{found[1]}; use it or drop it"
            )
        yield Parameter(found[1], found[2], found[3])


def _check(query: NamedQuery, file: Traversable) -> None:
    marks = len(_MARK.findall(query.text))
    if marks != bool(query.parameters):
        raise DataFileError(
            f"{file}, line 1: the line '# parameters' stands {marks} times in the query; "
            "put it once where parameters get their values, or nowhere if there are none"
        )
    examples = {p.name: _EXAMPLES[p.kind] for p in query.parameters}
    for text in (query.text, bind(query, examples)):
        try:
            form(text)
            Store().query(text, prefixes=prefixes())
        except SyntaxError as error:
            raise DataFileError(f"{file}: {parse_error(text, error)}") from error
        except QueryError as error:
            raise DataFileError(f"{file}: {error}") from error


_EXAMPLES: Final = {
    "name": "x",
    "event": "x",
    "string": "x",
    "document": "x",
    "since": "2013-01-31",
    "until": "2013-01-31",
    "integer": "1",
    "iri": "http://example.org/",
}


def bind(
    query: NamedQuery,
    values: Mapping[str, Value],
    find: Find | None = None,
) -> str:
    """Return the SPARQL of ``query`` with ``values`` for its parameters.

    ``find`` turns a name into the entities that bear it; without it the query itself looks
    the name up, which is slower where much is joined. `GraphStore.ask` brings it.

    A value enters as a term that the RDF library wrote, never as text of ours, so nothing in
    it can change what the query does. A parameter without a value matches everything.

    Raises:
        UnknownNameError: if the query has no such parameter.
        QueryError: if a value does not fit its parameter's kind.
    """
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in values:
        if name not in known:
            offers = ", ".join(known) or "none"
            raise UnknownNameError(
                f"the query {query.name!r} has no parameter {name!r}; it has: {offers}"
            )
    bound = "".join(_bound(known[name], value, find) for name, value in sorted(values.items()))
    return _MARK.sub(lambda _: bound.rstrip("\n"), query.text)


def _bound(parameter: Parameter, value: Value, find: Find | None) -> str:
    try:
        term = _TERMS[parameter.kind](value)
    except ValueError as error:
        raise QueryError(
            f"{value!r} does not fit parameter {parameter.name!r}: give {_WANTED[parameter.kind]}"
        ) from error
    name = parameter.name
    if parameter.kind not in _NAMING:
        return f"  VALUES ?{name} {{ {term} }}\n"
    series = parameter.kind == "event"
    if find is not None:
        found = find(term.value, series=series)
        return f"  VALUES ?{name} {{ {' '.join(map(str, found))} }}\n"
    edition = (
        f" || (STRSTARTS(LCASE(?{name}Known), CONCAT(LCASE(?{name}Wanted), ' '))"
        f" && EXISTS {{ ?{name} a bacd:Event }})"
    )
    # The inner SELECT keeps an entity once that has the name in two spellings.
    return (
        f"  {{ SELECT DISTINCT ?{name} WHERE {{ VALUES ?{name}Wanted {{ {term} }}\n"
        f"    ?{name} skos:prefLabel|skos:altLabel ?{name}Known\n"
        f"    FILTER(LCASE(?{name}Known) = LCASE(?{name}Wanted)"
        f"{edition if series else ''}) }} }}\n"
    )


def _day(value: Value, read: Callable[[str], date]) -> Literal:
    try:
        return day(value if isinstance(value, date) else read(str(value)))
    except QueryError as error:
        raise ValueError(str(error)) from error


def document_id(text: str) -> str:
    """Return a document's id from what answers show of it: that alone, with a prefix, or an IRI.

    >>> document_id("document:2013%20ghent"), document_id("2013 ghent")
    ('2013 ghent', '2013 ghent')
    """
    id_ = text.rpartition("/document/")[2].removeprefix("document:")
    return id_ if id_ == text else decode(id_)


_TERMS: Final[Mapping[str, Callable[[Value], Literal | NamedNode]]] = {
    "name": lambda value: literal(str(value).strip()),
    "event": lambda value: literal(str(value).strip()),
    "string": lambda value: literal(str(value)),
    "document": lambda value: literal(document_id(str(value))),
    "since": lambda value: _day(value, first_day),
    "until": lambda value: _day(value, last_day),
    "integer": lambda value: integer(int(str(value))),
    "iri": lambda value: NamedNode(str(value)),
}
_WANTED: Final = {
    "name": "a name",
    "event": "a name",
    "string": "a text",
    "document": "a document's id",
    "since": "a day as 2013-01-31, a month as 2013-01 or a year",
    "until": "a day as 2013-01-31, a month as 2013-01 or a year",
    "integer": "a whole number",
    "iri": "an absolute IRI",
}
