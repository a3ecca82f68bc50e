"""What the endpoint says of itself, in the terms of the SPARQL 1.1 Service Description."""

from collections.abc import Iterator
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from bacd_graph.rdf import GraphStore, Result
from bacd_graph.rdf.names import rdf
from bacd_graph.rdf.terms import integer

_SD: Final = "http://www.w3.org/ns/sparql-service-description#"
_VOID: Final = "http://rdfs.org/ns/void#"
_FORMATS: Final = "http://www.w3.org/ns/formats/"
_RESULTS: Final = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "JSON-LD",
    "RDF_XML",
)


def describe_service(store: GraphStore, endpoint: NamedNode) -> Result:
    """Return the description of the service at ``endpoint``, and of the graphs in ``store``."""
    triples = [tuple(triple) for triple in _triples(store, endpoint)]
    names = {"sd": _SD, "void": _VOID, "formats": _FORMATS}
    return Result("construct", ("subject", "predicate", "object"), triples, store.prefixes | names)


def _triples(store: GraphStore, endpoint: NamedNode) -> Iterator[Triple]:
    service, dataset, default = BlankNode("service"), BlankNode("dataset"), BlankNode("default")
    yield Triple(service, rdf.type, _sd("Service"))
    yield Triple(service, _sd("endpoint"), endpoint)
    yield Triple(service, _sd("supportedLanguage"), _sd("SPARQL11Query"))
    yield Triple(service, _sd("feature"), _sd("UnionDefaultGraph"))
    for name in _RESULTS:
        yield Triple(service, _sd("resultFormat"), NamedNode(_FORMATS + name))
    yield Triple(service, _sd("defaultDataset"), dataset)
    yield Triple(dataset, rdf.type, _sd("Dataset"))
    yield Triple(dataset, _sd("defaultGraph"), default)
    yield Triple(default, rdf.type, _sd("Graph"))
    yield Triple(default, NamedNode(f"{_VOID}triples"), _count(store))
    for number, graph in enumerate(store.graphs()):
        named = BlankNode(f"graph{number}")
        yield Triple(dataset, _sd("namedGraph"), named)
        yield Triple(named, rdf.type, _sd("NamedGraph"))
        yield Triple(named, _sd("name"), graph)


def _count(store: GraphStore) -> Literal:
    return integer(len(store))


def _sd(name: str) -> NamedNode:
    return NamedNode(_SD + name)
