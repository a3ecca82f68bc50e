"""Claims by hand, from the ids of their ends."""

from datetime import date

from bacd_graph.model import Claim, DocumentInfo, Entity, EntityType, Passage, Predicate, Status

_TYPES = {kind.value.lower(): kind for kind in EntityType}


def _entity(text: str) -> Entity:
    """'person/ada' or 'person/ada=Ada Lovelace'."""
    id_, _, name = text.partition("=")
    kind, _, slug = id_.partition("/")
    name = name or slug.replace("-", " ").title()
    return Entity(id_, name, _TYPES[kind], (name,), ())


def make_claim(
    subject: str,
    predicate: str,
    object_: str,
    *,
    status: str = "asserted",
    confidence: float = 1.0,
    document: str = "recap",
    day: str | None = None,
    sure: bool = True,
) -> Claim:
    """make_claim('person/ada', 'worksFor', 'company/acme', confidence=0.5, day='2013-01-31')"""
    info = DocumentInfo(
        document, f"{document}.md", "0" * 64, date=date.fromisoformat(day) if day else None
    )
    passage = Passage(document, 0, 4, "Text")
    return Claim(
        _entity(subject),
        Predicate(predicate),
        _entity(object_),
        Status(status),
        confidence,
        info,
        (passage,),
        sure,
    )
