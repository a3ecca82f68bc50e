"""What the vocabulary says of its own terms."""

import pytest

from bacd_graph.model import EntityType, Predicate, Status
from bacd_graph.rdf.names import bacd
from bacd_graph.rdf.vocabulary import defined

TERMS = {term.iri: term for term in defined()}


@pytest.mark.parametrize(
    ("names", "kind"), [(EntityType, "type"), (Predicate, "predicate"), (Status, "value")]
)
def test_every_term_that_extraction_knows_is_defined(names, kind):
    for name in names:
        term = TERMS[bacd[name].value]
        assert term.kind == kind
        assert term.definition.endswith(".")
        assert term.example


def test_support_is_defined_too():
    assert TERMS[bacd.confidence.value].kind == "predicate"
    assert TERMS[bacd.Passage.value].kind == "type"
