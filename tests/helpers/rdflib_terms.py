"""The engine's terms as rdflib has them, to compare what others read with what we wrote."""

from collections.abc import Iterable

import pyoxigraph as ox
from rdflib import Literal, URIRef
from rdflib.term import Node

_STRING = "http://www.w3.org/2001/XMLSchema#string"


def as_rdflib(*terms: ox.NamedNode | ox.Literal) -> tuple[Node, ...]:
    return tuple(map(_term, terms))


def triples(quads: Iterable[ox.Quad]) -> set[tuple[Node, ...]]:
    return {as_rdflib(q.subject, q.predicate, q.object) for q in quads}


def quads_of(quads: Iterable[ox.Quad]) -> set[tuple[Node, ...]]:
    return {as_rdflib(q.subject, q.predicate, q.object, q.graph_name) for q in quads}


def _term(term: ox.NamedNode | ox.Literal) -> Node:
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    kind = term.datatype.value
    return Literal(term.value, datatype=None if kind == _STRING else URIRef(kind))
