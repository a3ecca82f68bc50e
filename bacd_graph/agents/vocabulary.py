"""The vocabulary, told to an agent that has never seen it."""

from collections.abc import Iterator

from bacd_graph.model import EntityType, Predicate, Status, ends
from bacd_graph.rdf import VOCABULARY
from bacd_graph.rdf.vocabulary import defined


def told() -> str:
    """Return types, relations and statuses with their definitions, a line each."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    meaning = {term.iri.removeprefix(VOCABULARY): term.definition for term in defined()}
    yield "Types of entities:"
    yield from (f"- {kind}: {meaning[kind]}" for kind in EntityType)
    yield "\nRelations, from subject to object:"
    for predicate in Predicate:
        subjects, objects = map("/".join, ends(predicate))
        yield f"- {predicate} ({subjects} to {objects}): {meaning[predicate]}"
    yield "\nStatuses of statements:"
    yield from (f"- {status}: {meaning[status]}" for status in Status)
