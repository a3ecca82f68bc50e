"""What the vocabulary says of its own terms: ``data/vocabulary.ttl``."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from bacd_graph.rdf.names import VOCABULARY, rdf

_OWL: Final = "http://www.w3.org/2002/07/owl#"
_SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
_KINDS: Final = {
    f"{_OWL}Class": "type",
    f"{_OWL}ObjectProperty": "predicate",
    f"{_OWL}DatatypeProperty": "predicate",
    f"{_OWL}NamedIndividual": "value",
}
_WORDS: Final = {
    f"{_SKOS}definition": "definition",
    f"{_SKOS}example": "example",
}


@dataclass(frozen=True, slots=True)
class Defined:
    """A term of the vocabulary: its IRI, "type", "predicate" or "value", and what it means."""

    iri: str
    kind: str
    definition: str
    example: str = ""


def turtle() -> str:
    """Return the file itself, in Turtle."""
    return (files("bacd_graph") / "data" / "vocabulary.ttl").read_text("utf-8")


@cache
def defined() -> tuple[Defined, ...]:
    """Return the terms of the vocabulary, in the order of the file."""
    kinds: dict[str, str] = {}
    words: dict[str, dict[str, str]] = {}
    for quad in parse(turtle(), format=RdfFormat.TURTLE):
        subject, value = quad.subject, quad.object
        if not isinstance(subject, NamedNode) or not subject.value.startswith(VOCABULARY):
            continue
        if quad.predicate == rdf.type and isinstance(value, NamedNode) and value.value in _KINDS:
            kinds[subject.value] = _KINDS[value.value]
        elif isinstance(value, Literal) and quad.predicate.value in _WORDS:
            words.setdefault(subject.value, {})[_WORDS[quad.predicate.value]] = value.value
    return tuple(Defined(iri, kind, **words[iri]) for iri, kind in kinds.items())
