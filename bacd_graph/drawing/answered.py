"""The answer to a query -> what its picture shows: things with their ties, or bars."""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from types import MappingProxyType
from typing import Final, TypeAlias
from urllib.parse import unquote

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from bacd_graph.drawing.bars import Bar, Bars
from bacd_graph.drawing.phrases import phrase
from bacd_graph.drawing.web import Thing, Tie, Web
from bacd_graph.errors import BuildError
from bacd_graph.model import EntityType, Predicate
from bacd_graph.rdf.names import VOCABULARY, local_name, rdf
from bacd_graph.rdf.results import Result, Term, to_python

Node: TypeAlias = NamedNode | BlankNode

_PREDICATE_COLUMNS: Final = frozenset({"p", "predicate", "property", "relation"})
_NAME_ENDINGS: Final = ("Name", "Label")
# The first one that is there counts.
_LABELS: Final = (
    "http://www.w3.org/2004/02/skos/core#prefLabel",
    "http://www.w3.org/2000/01/rdf-schema#label",
    "http://xmlns.com/foaf/0.1/name",
    "https://schema.org/name",
    "http://schema.org/name",
    "http://purl.org/dc/terms/title",
)
_OURS: Final = {f"{VOCABULARY}{kind}": kind for kind in EntityType}
_OTHERS: Final = {
    "http://xmlns.com/foaf/0.1/": ("Person", "Organization", "Project"),
    "http://schema.org/": ("Person", "Organization", "Project", "Event", "Place"),
    "https://schema.org/": ("Person", "Organization", "Project", "Event", "Place"),
    "http://usefulinc.com/ns/doap#": ("Project",),
    "http://www.w3.org/ns/org#": ("Organization",),
    "http://dbpedia.org/ontology/": ("Person", "Company", "Event", "Place"),
}
_TYPES: Final[Mapping[str, EntityType]] = MappingProxyType(
    _OURS | {f"{ns}{name}": EntityType(name) for ns, names in _OTHERS.items() for name in names}
)
_CAMEL: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|_")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of things beside their ties: their types and what they are called."""

    types: Mapping[Node, EntityType] = field(default_factory=dict)
    names: Mapping[Node, tuple[str, ...]] = field(default_factory=dict)

    def __or__(self, other: "Facts") -> "Facts":
        names = {
            node: tuple(dict.fromkeys((*self.names.get(node, ()), *other.names.get(node, ()))))
            for node in {**self.names, **other.names}
        }
        return Facts({**other.types, **self.types}, names)


NO_FACTS: Final = Facts()


def facts_of(graph: Result) -> Facts:
    """Return the types and the labels that a graph tells; nothing of what is no graph."""
    types: dict[Node, set[str]] = defaultdict(set)
    labels: dict[Node, set[tuple[int, bool, str]]] = defaultdict(set)
    for subject, predicate, object_ in _triples(graph):
        if predicate == rdf.type and isinstance(object_, NamedNode):
            types[subject].add(object_.value)
        elif predicate.value in _LABELS and isinstance(object_, Literal):
            foreign = not (object_.language or "en").startswith("en")
            rank = _LABELS.index(predicate.value)
            labels[subject].add((rank, foreign, object_.value))
    return Facts(
        {node: kind for node, found in types.items() if (kind := _type(found))},
        {
            node: tuple(dict.fromkeys(n for *_, n in sorted(found)))
            for node, found in labels.items()
        },
    )


def _type(classes: Iterable[str]) -> EntityType | None:
    """Return the type that the classes tell, ours before those of others."""
    found = [known for known in _TYPES if known in classes]
    return _TYPES[found[0]] if found else None


def web_of(result: Result, facts: Facts) -> Web | None:
    """Return the things that an answer ties to each other, or nothing if it ties none."""
    facts = facts_of(result) | _named_in(result) | facts
    arrows = list(_arrows(result))
    ties = _joined(a for a in arrows if a.tail != a.head)
    if not ties:
        return None
    tied = dict.fromkeys(node for arrow in arrows for node in (arrow.tail, arrow.head))
    things = {_key(node): _thing(node, facts, result.prefixes) for node in tied}
    return Web(things, ties, directed=True, unit=_unit(result), left_out=_left_out(result))


@dataclass(frozen=True, slots=True)
class _Arrow:
    tail: Node
    head: Node
    words: str = ""
    weight: float = 1.0


def _arrows(result: Result) -> Iterator[_Arrow]:
    if result.kind == "construct":
        for subject, predicate, object_ in _triples(result):
            if isinstance(object_, Node) and predicate != rdf.type:
                yield _Arrow(subject, object_, words(predicate))
    elif result.kind == "select":
        yield from _arrows_of_rows(result)


def _arrows_of_rows(result: Result) -> Iterator[_Arrow]:
    nodes, predicates = _columns(result)
    weights = _number_columns(result)
    for row in result.terms:
        said = next((row[at] for at in predicates if isinstance(row[at], NamedNode)), None)
        meaning = words(said) if isinstance(said, NamedNode) else ""
        weight = _number(row[weights[0]]) if len(weights) == 1 else 1.0
        met = [term for at in nodes if isinstance(term := row[at], Node)]
        for tail, head in pairwise(met):
            yield _Arrow(tail, head, meaning, weight)


def _columns(result: Result) -> tuple[list[int], list[int]]:
    """Return the places of the columns of things, and of those that say how they are tied."""
    of_nodes = [
        at
        for at in range(len(result.columns))
        if (terms := [row[at] for row in result.terms if row[at] is not None])
        and all(isinstance(term, Node) for term in terms)
    ]
    predicates = [at for at in of_nodes if result.columns[at].lower() in _PREDICATE_COLUMNS]
    return [at for at in of_nodes if at not in predicates], predicates


def _number_columns(result: Result) -> list[int]:
    found = []
    for at in range(len(result.columns)):
        values = [to_python(row[at]) for row in result.terms if row[at] is not None]
        numbers = (isinstance(v, int | float | Decimal) and not isinstance(v, bool) for v in values)
        if values and all(numbers):
            found.append(at)
    return found


def _number(term: Term | None) -> float:
    value = to_python(term)
    number = float(value) if isinstance(value, int | float | Decimal) else 0.0
    return max(number, 0.0) if math.isfinite(number) else 0.0


def _joined(arrows: Iterable[_Arrow]) -> tuple[Tie, ...]:
    """Return one tie for each two things, whatever is said of them and in which direction."""
    said: defaultdict[tuple[str, str], list[_Arrow]] = defaultdict(list)
    for arrow in arrows:
        ends = _key(arrow.tail), _key(arrow.head)
        said[min(ends), max(ends)].append(arrow)
    return tuple(_tie(*ends, said[ends]) for ends in sorted(said))


def _tie(one: str, other: str, arrows: Sequence[_Arrow]) -> Tie:
    there = {a.words for a in arrows if _key(a.tail) == one}
    back = {a.words for a in arrows if _key(a.tail) == other}
    weight = math.fsum(sorted(a.weight for a in arrows))
    return Tie(one, other, tuple(sorted(there)), tuple(sorted(back)), weight)


def _named_in(result: Result) -> Facts:
    """Return what a table calls things: what stands in ?xName is a name of what stands in ?x."""
    if result.kind != "select":
        return NO_FACTS
    names: dict[Node, set[str]] = defaultdict(set)
    for at, column in enumerate(result.columns):
        for ending in _NAME_ENDINGS:
            if (named := f"{column}{ending}") in result.columns:
                place = result.columns.index(named)
                for row in result.terms:
                    node, name = row[at], row[place]
                    if isinstance(node, Node) and isinstance(name, Literal):
                        names[node].add(name.value)
    return Facts({}, {node: tuple(sorted(found)) for node, found in names.items()})


def _left_out(result: Result) -> int:
    """Return how many triples of a graph say something that is no tie and no name."""
    if result.kind != "construct":
        return 0
    literals = (p for _, p, o in _triples(result) if not isinstance(o, Node))
    return sum(predicate.value not in _LABELS for predicate in literals)


def _unit(result: Result) -> str:
    """Return what the width of an arrow counts."""
    numbers = _number_columns(result) if result.kind == "select" else []
    if len(numbers) == 1:
        return result.columns[numbers[0]]
    return "triples" if result.kind == "construct" else "rows"


def _triples(graph: Result) -> Iterator[tuple[Node, NamedNode, Term]]:
    if graph.kind == "construct":
        for subject, predicate, object_ in graph.terms:
            if isinstance(subject, Node) and isinstance(predicate, NamedNode) and object_:
                yield subject, predicate, object_


def _thing(node: Node, facts: Facts, prefixes: Mapping[str, str]) -> Thing:
    names = facts.names.get(node, ())
    if isinstance(node, BlankNode):
        return Thing(_key(node), names, facts.types.get(node))
    short = unquote(local_name(node.value.rstrip("/#")), errors="replace").replace("_", " ")
    type_ = facts.types.get(node) or _type_by_prefix(node.value, prefixes)
    return Thing(_key(node), (*names, short or node.value), type_, node.value)


def _type_by_prefix(iri: str, prefixes: Mapping[str, str]) -> EntityType | None:
    """Return the type that an IRI of our own tells: ``…/entity/person/ada``."""
    for kind in EntityType:
        space = prefixes.get(kind.lower())
        if space and iri.startswith(space):
            return kind
    return None


def _key(node: Node) -> str:
    return str(node)


def words(predicate: NamedNode) -> str:
    """Return what a predicate says in words.

    >>> words(NamedNode("http://xmlns.com/foaf/0.1/basedNear"))
    'based near'
    """
    local = local_name(predicate.value.rstrip("/#"))
    if predicate.value.startswith(VOCABULARY) and local in set(Predicate):
        return phrase(Predicate(local), outgoing=True)
    return _CAMEL.sub(" ", unquote(local, errors="replace")).lower()


def bars_of(result: Result, facts: Facts) -> Bars | None:
    """Return the first column of numbers as bars, named by the column that tells most.

    Raises:
        BuildError: if a number is negative or none that can be drawn.
    """
    numbers = _number_columns(result) if result.kind == "select" else []
    others = [at for at in range(len(result.columns)) if at not in numbers]
    if not numbers or (not others and len(numbers) == 1):
        return None
    place = numbers[0] if others else numbers[1]
    names = others or [numbers[0]]
    texts = [at for at in names if any(isinstance(row[at], Literal) for row in result.terms)]
    named = (texts or names)[0]
    bars = tuple(
        Bar(_said(row[named], facts), value)
        for row in result.terms
        if row[place] is not None and (value := _drawable(row[place], result.columns[place])) >= 0
    )
    return Bars(result.columns[named], result.columns[place], bars)


def _drawable(term: Term | None, column: str) -> float:
    value = to_python(term)
    number = float(value) if isinstance(value, int | float | Decimal) else math.nan
    if not math.isfinite(number) or number < 0:
        raise BuildError(f"{value} in ?{column} is no length of a bar; ask for numbers from 0 on")
    return number


def _said(term: Term | None, facts: Facts) -> str:
    match term:
        case None:
            return "(none)"
        case NamedNode() | BlankNode() if known := facts.names.get(term):
            return known[0]
        case NamedNode():
            return unquote(local_name(term.value.rstrip("/#")), errors="replace")
        case Triple():
            return str(term)
        case _:
            return term.value
