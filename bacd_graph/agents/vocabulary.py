"""The vocabulary, told to an agent that has never seen it."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final

from pyoxigraph import NamedNode, RdfFormat, parse

from bacd_graph.model import SIGNATURES, EntityType, Predicate, Status
from bacd_graph.rdf import VOCABULARY

_DEFINITION: Final = NamedNode("http://www.w3.org/2004/02/skos/core#definition")


def turtle() -> str:
    """Return the vocabulary's own file, in Turtle."""
    return (files("bacd_graph") / "data" / "vocabulary.ttl").read_text("utf-8")


def told() -> str:
    """Return types, relations and statuses with their definitions, a line each."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    meaning = _definitions()
    yield "Types of entities:"
    yield from (f"- {kind}: {meaning[kind]}" for kind in EntityType)
    yield "\nRelations, from subject to object:"
    for predicate in Predicate:
        pairs = SIGNATURES[predicate]
        subjects = "/".join(kind for kind in EntityType if any(kind == s for s, _ in pairs))
        objects = "/".join(kind for kind in EntityType if any(kind == o for _, o in pairs))
        yield f"- {predicate} ({subjects} to {objects}): {meaning[predicate]}"
    yield "\nStatuses of statements:"
    yield from (f"- {status}: {meaning[status]}" for status in Status)


@cache
def _definitions() -> dict[str, str]:
    """Return the definition of each term by its local name."""
    return {
        quad.subject.value.removeprefix(VOCABULARY): quad.object.value
        for quad in parse(turtle(), RdfFormat.TURTLE)
        if quad.predicate == _DEFINITION
    }
