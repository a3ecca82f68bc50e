"""The queries for what an IRI answers with."""

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from bacd_graph.rdf import Terms, bacd, create_store
from bacd_graph.rdf.names import prov, rdf
from bacd_graph.serving.descriptions import of_document, of_graph, of_statement

TERMS = Terms()
ONE, OTHER = TERMS.document("one"), TERMS.document("other")
STATEMENTS = {ONE: NamedNode(f"{TERMS.base}statement/1"), OTHER: NamedNode("http://example.org/2")}
PASSAGE = NamedNode(f"{ONE.value}#char=0,9")


def said(document):
    """What the graph of a document says of its statement, and what a register says to that."""
    node = STATEMENTS[document]
    return (
        Quad(node, rdf.type, bacd.Statement, document),
        Quad(node, bacd.checked, bacd.confirmed, TERMS.register_graph),
    )


DERIVED = Quad(STATEMENTS[ONE], prov.wasDerivedFrom, PASSAGE, ONE)
TEXT = Quad(PASSAGE, bacd.text, Literal("Ada says."), ONE)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (of_document(TERMS, ONE), {*said(ONE), DERIVED, TEXT}),
        (of_document(TERMS, OTHER), {*said(OTHER)}),
        (of_statement(STATEMENTS[ONE]), {*said(ONE), DERIVED, TEXT}),
        (of_statement(STATEMENTS[OTHER]), {*said(OTHER)}),
        (of_graph(OTHER), {said(OTHER)[0]}),
        (of_graph(TERMS.register_graph), {said(ONE)[1], said(OTHER)[1]}),
    ],
)
def test_it_gives_that_and_nothing_else(query, expected):
    with create_store(None, [*said(ONE), *said(OTHER), DERIVED, TEXT]) as store:
        assert set(store.query(query).terms) == {tuple(quad.triple) for quad in expected}
