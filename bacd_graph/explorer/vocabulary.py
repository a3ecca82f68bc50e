"""What types and predicates mean, and how often there are any in a graph."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from bacd_graph.model import Claim, Entity, EntityType, Predicate, Status, ends
from bacd_graph.rdf.names import bacd
from bacd_graph.rdf.vocabulary import Defined, defined


def vocabulary_record(entities: Iterable[Entity], claims: Iterable[Claim]) -> dict[str, Any]:
    """Return the types and the predicates, each with its meaning and its numbers in a graph.

    Of a type that of its entities; of a predicate those of its claims by status.
    """
    meant = {term.iri: term for term in defined()}
    of_type = Counter(entity.type for entity in entities)
    said = Counter((claim.predicate, claim.status) for claim in claims)
    return {
        "types": {
            kind.value: {**_meaning(meant[bacd[kind].value]), "count": of_type[kind]}
            for kind in EntityType
        },
        "predicates": {
            predicate.value: {
                **_meaning(meant[bacd[predicate].value]),
                "subjects": ends(predicate)[0],
                "objects": ends(predicate)[1],
                "counts": {status.value: said[predicate, status] for status in Status},
            }
            for predicate in Predicate
        },
    }


def _meaning(term: Defined) -> dict[str, str]:
    return {"definition": term.definition, "example": term.example}
