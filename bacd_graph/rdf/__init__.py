"""Values as RDF and back: terms, quads, the store, SPARQL, shapes, exports."""

from bacd_graph.rdf.counting import TripleCounts, count_triples
from bacd_graph.rdf.describing import describe
from bacd_graph.rdf.exports import (
    write,
    write_jsonld,
    write_nquads,
    write_trig,
    write_turtle,
)
from bacd_graph.rdf.marking import describe_checks
from bacd_graph.rdf.names import BASE, VOCABULARY, bacd, prefixes
from bacd_graph.rdf.queries import NamedQuery, Parameter, bind, named_queries, named_query
from bacd_graph.rdf.results import Iri, Result
from bacd_graph.rdf.runs import Run, check_threshold
from bacd_graph.rdf.store import GraphStore, create_store, open_store
from bacd_graph.rdf.terms import Terms
from bacd_graph.rdf.validation import check, validate
from bacd_graph.rdf.violations import Violation

__all__ = [
    "BASE",
    "VOCABULARY",
    "GraphStore",
    "Iri",
    "NamedQuery",
    "Parameter",
    "Result",
    "Run",
    "Terms",
    "TripleCounts",
    "Violation",
    "bacd",
    "bind",
    "check",
    "check_threshold",
    "count_triples",
    "create_store",
    "describe",
    "describe_checks",
    "named_queries",
    "named_query",
    "open_store",
    "prefixes",
    "validate",
    "write",
    "write_jsonld",
    "write_nquads",
    "write_trig",
    "write_turtle",
]
