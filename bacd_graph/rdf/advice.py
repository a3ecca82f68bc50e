"""What to do about a query that was stopped since it takes too long, or too much."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from bacd_graph.errors import QueryLimitError, QueryTimeError
from bacd_graph.rdf.queries import NamedQuery

if TYPE_CHECKING:
    from rdflib.plugins.sparql.parserutils import CompValue

_Variables: TypeAlias = frozenset[str]
# What stands around a query's patterns without joining any.
_AROUND: Final = frozenset({
    "AggregateJoin", "Distinct", "Extend", "Filter", "Group", "OrderBy", "Project", "Reduced",
    "Slice",
})  # fmt: skip


@contextmanager
def advising(advice: Callable[[], str]) -> Iterator[None]:
    """Add what ``advice`` returns, if that is anything, to the error that a query was stopped."""
    try:
        yield
    except (QueryLimitError, QueryTimeError) as error:
        if told := advice():
            raise type(error)(f"{error}; {told}") from error
        raise


def to_narrow(query: NamedQuery, given: Collection[str]) -> str:
    """Return which parameters, beside the ``given`` ones, would narrow a named query; "" if none.

    >>> from bacd_graph.rdf.queries import named_query
    >>> to_narrow(named_query("evidence"), {"one"})
    "'evidence' takes less with a value for other"
    """
    left = [parameter.name for parameter in query.parameters if parameter.name not in given]
    return f"{query.name!r} takes less with a value for {' or '.join(left)}" if left else ""


def to_join(sparql: str, prefixes: Mapping[str, str]) -> str:
    """Return which patterns of a query nothing joins, so that all of both are paired; "" if none.

    Not for queries of strangers: it may take long, and more than the engine does.

    >>> to_join("SELECT * { ?a a ?type . ?b a ?other FILTER(?a != ?b) }", {})
    'nothing joins ?a and ?type to ?b and ?other: each of these is paired with all of those'
    """
    from rdflib.plugins.sparql import prepareQuery

    try:
        parts = _joined(
            _patterns(_innermost(prepareQuery(sparql, initNs=dict(prefixes)).algebra.p))
        )
    # What it cannot read it has nothing to say about: the engine reads more.
    except Exception:
        return ""
    if len(parts) < 2:
        return ""
    one, other = (" and ".join(sorted(part)[:2]) for part in parts[:2])
    return f"nothing joins {one} to {other}: each of these is paired with all of those"


def _innermost(node: "CompValue") -> "CompValue":
    """Return the patterns of a query without what is done to their answers."""
    while node.name in _AROUND:
        node = node.p
    return node


def _patterns(node: "CompValue") -> Iterator[_Variables]:
    """Yield the variables of each pattern of a group."""
    match node.name:
        case "BGP":
            yield from map(_variables, node.triples)
        case "Join":
            yield from _patterns(node.p1)
            yield from _patterns(node.p2)
        case "LeftJoin":
            yield from _patterns(node.p1)
            yield _variables(node.p2)
        case "Graph":
            yield from (_variables(node.term) | own for own in _patterns(node.p))
        case "Extend":
            yield from _patterns(node.p)
            yield _variables((node.var, node.expr))
        case "Filter":
            yield from _patterns(node.p)
        case _:
            yield _variables(node)


def _variables(part: Any) -> _Variables:
    """Return all variables and blank nodes in a part of the algebra, as SPARQL writes them."""
    from rdflib import BNode, Variable

    match part:
        case Variable() | BNode():
            return frozenset({part.n3()})
        case dict():
            return _variables(tuple(part.values()))
        case list() | tuple():
            return frozenset(name for one in part for name in _variables(one))
        case _:
            return frozenset()


def _joined(patterns: Iterable[_Variables]) -> list[_Variables]:
    """Return the variables of patterns that share some, directly or by others, together."""
    parts: list[_Variables] = []
    for own in filter(None, patterns):
        touched = [part for part in parts if part & own]
        parts = [part for part in parts if not part & own]
        parts.append(own.union(*touched))
    return parts
