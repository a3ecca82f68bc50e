"""What RDF an IRI of the graph answers with: the queries for it, and their answers."""

from pyoxigraph import Literal, NamedNode
from starlette.exceptions import HTTPException

from bacd_graph.errors import QueryLimitError
from bacd_graph.rdf import Terms
from bacd_graph.serving.asking import MAX_ROWS, Asking
from bacd_graph.serving.editions import Edition


def describe(asking: Asking, edition: Edition, sparql: str, name: str) -> str:
    """Return the graph that ``sparql`` asks for, in the written form ``name``.

    Raises:
        HTTPException: 500 if it is too large.
        QueryError: as `Asking.ask`.
    """
    try:
        return asking.ask(edition, sparql).serialize(name)
    except QueryLimitError as error:
        raise HTTPException(
            500, f"this takes more than {MAX_ROWS:,} triples; ask for parts of it at /sparql"
        ) from error


def of_node(node: NamedNode) -> str:
    """Return the query for what ``node`` says, and every statement about it with its passages."""
    return f"DESCRIBE {node}"


def of_graph(graph: NamedNode) -> str:
    """Return the query for all that a named graph holds."""
    return f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {graph} {{ ?s ?p ?o }} }}"


def of_document(terms: Terms, document: NamedNode) -> str:
    """Return the query for a document with its statements, their checks and their passages.

    A passage's IRI is that of its document and a fragment, so who looks it up gets this.
    """
    return f"""CONSTRUCT {{ ?s ?p ?o }} WHERE {{
        {{ GRAPH {document} {{ ?s ?p ?o }} }}
        UNION
        {{ GRAPH {document} {{ ?s a bacd:Statement }} GRAPH {terms.register_graph} {{ ?s ?p ?o }} }}
    }}"""


def of_statement(statement: NamedNode) -> str:
    """Return the query for a statement with its passages."""
    return f"""CONSTRUCT {{ ?s ?p ?o }} WHERE {{
        {{ VALUES ?s {{ {statement} }} }} UNION {{ {statement} prov:wasDerivedFrom ?s }}
        ?s ?p ?o
    }}"""


def of_dataset(terms: Terms) -> str:
    """Return the query for the description of the whole graph, with its parts."""
    parts = Literal(terms.of_dataset("").value)
    return f"""CONSTRUCT {{ ?s ?p ?o }} WHERE {{
        GRAPH {terms.run_graph} {{ ?s ?p ?o }}
        FILTER(?s = {terms.dataset} || STRSTARTS(STR(?s), {parts}))
    }}"""
