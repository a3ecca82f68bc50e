"""Marks stand in a graph of their own, change nothing of the statements, and come back whole."""

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from bacd_graph.rdf import Terms, bacd, count_triples, create_store, describe_checks, validate

T = Terms()
PAGE = NamedNode("https://example.org/list")


def test_all_that_a_register_says_stands_in_its_graph(checked):
    assert {quad.graph_name for quad in describe_checks(checked)} == {T.register_graph}


def test_to_drop_its_graph_is_to_have_the_graph_without_it(checked_store, quads):
    left = {quad for quad in checked_store.quads() if quad.graph_name != T.register_graph}
    assert left == set(quads)


def test_claims_come_back_with_what_was_said_to_them(checked_store, checked, store):
    found = {(c.document.id, c.subject.id, c.object.id): c for c in checked_store.claims()}
    for statement, check in checked:
        assert found[statement.document_id, statement.subject, statement.object].check == check
    assert sum(claim.check is not None for claim in found.values()) == len(checked)
    assert all(claim.check is None for claim in store.claims())


def test_marks_are_counted_beside_knowledge_and_evidence(checked_store, store, checked):
    before, after = count_triples(store), count_triples(checked_store)
    assert (after.knowledge, after.evidence) == (before.knowledge, before.evidence)
    assert after.metadata - before.metadata == len(list(describe_checks(checked)))


def test_a_graph_with_marks_keeps_the_shapes(checked_store):
    assert validate(checked_store) == ()


@pytest.mark.parametrize(
    ("predicate", "value"),
    [
        (bacd.checked, None),
        (bacd.checked, bacd.asserted),
        (bacd.checked, bacd.unknown),
        (bacd.checkedAgainst, None),
        (bacd.checkedAgainst, Literal("a list")),
        (bacd.reason, Literal("")),
        (bacd.reason, Literal("another one")),
        (bacd.reason, PAGE),
    ],
)
def test_a_mark_that_lacks_or_doubles_something_is_found(quads, checked, predicate, value):
    statement, _ = checked[1]
    node = T.statement(statement)
    said = list(describe_checks(checked[1:2]))
    if value is None:
        said = [quad for quad in said if quad.predicate != predicate]
    else:
        said.append(Quad(node, predicate, value, T.register_graph))
    found = validate(create_store(None, [*quads, *said]))
    assert {(violation.shape, violation.focus) for violation in found} == {("Check", node.value)}


def test_only_statements_are_marked(quads):
    ada = T.entity("person/ada")
    said = [
        Quad(ada, bacd.checked, bacd.confirmed, T.register_graph),
        Quad(ada, bacd.checkedAgainst, PAGE, T.register_graph),
    ]
    assert {v.shape for v in validate(create_store(None, [*quads, *said]))} == {"Check"}
