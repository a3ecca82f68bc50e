"""What is known of the things in an answer beside their ties: types, names, addresses."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, TypeAlias
from urllib.parse import unquote

from pyoxigraph import BlankNode, Literal, NamedNode

from bacd_graph.drawing.answers.things import Thing
from bacd_graph.model import EntityType
from bacd_graph.rdf.names import LABELS, VOCABULARY, local_name, rdf
from bacd_graph.rdf.results import Result, Term

Node: TypeAlias = NamedNode | BlankNode

_NAME_ENDINGS: Final = ("Name", "Label")
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
    for subject, predicate, object_ in triples(graph):
        if predicate == rdf.type and isinstance(object_, NamedNode):
            types[subject].add(object_.value)
        elif predicate.value in LABELS and isinstance(object_, Literal):
            foreign = not (object_.language or "en").startswith("en")
            rank = LABELS.index(predicate.value)
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


def named_in(result: Result) -> Facts:
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


def triples(graph: Result) -> Iterator[tuple[Node, NamedNode, Term]]:
    """Yield the triples of a graph; nothing of what is no graph."""
    if graph.kind == "construct":
        for subject, predicate, object_ in graph.terms:
            if isinstance(subject, Node) and isinstance(predicate, NamedNode) and object_:
                yield subject, predicate, object_


def thing_of(node: Node, facts: Facts, prefixes: Mapping[str, str]) -> Thing:
    """Return what a mark for ``node`` stands for; without a name the end of its IRI is one."""
    names = facts.names.get(node, ())
    if isinstance(node, BlankNode):
        return Thing(key(node), names, facts.types.get(node))
    short = unquote(local_name(node.value.rstrip("/#")), errors="replace").replace("_", " ")
    type_ = facts.types.get(node) or _type_by_prefix(node.value, prefixes)
    return Thing(key(node), (*names, short or node.value), type_, node.value)


def _type_by_prefix(iri: str, prefixes: Mapping[str, str]) -> EntityType | None:
    """Return the type that an IRI of our own tells: ``…/entity/person/ada``."""
    for kind in EntityType:
        space = prefixes.get(kind.lower())
        if space and iri.startswith(space):
            return kind
    return None


def key(node: Node) -> str:
    """Return the id of a node's thing."""
    return str(node)
