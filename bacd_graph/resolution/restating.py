"""Statements of chains as statements of entities."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from bacd_graph.model import (
    SYMMETRIC,
    Entity,
    EntityType,
    Facts,
    Passage,
    Predicate,
    Statement,
    Status,
    allowed,
)

# "A supports B" is `implements` where B is a Technology and `integratesWith` where it is a Project.
_TWINS = {Predicate.IMPLEMENTS: Predicate.INTEGRATES_WITH}


@dataclass(frozen=True, slots=True)
class Lost:
    """A statement that the types of its entities no longer allow."""

    statement: Statement
    subject: Entity
    object: Entity


def restate(
    facts: Facts, entities: Mapping[tuple[str, str], Entity]
) -> tuple[tuple[Statement, ...], tuple[Lost, ...]]:
    """Return a document's statements with entities for chains, and those that their types forbid.

    ``entities`` is by document and chain; a statement about a chain that has none is dropped, and
    so is one of a thing about itself. ``implements`` something that is a Project after all
    becomes ``integratesWith``.
    """
    found: list[Statement] = []
    lost: list[Lost] = []
    for s in facts.statements:
        subject = entities.get((facts.info.id, s.subject))
        object_ = entities.get((facts.info.id, s.object))
        if subject is None or object_ is None or subject.id == object_.id:
            continue
        predicate = fitting(s.predicate, subject.type, object_.type)
        moved = replace(s, subject=subject.id, object=object_.id)
        if predicate is None:
            lost.append(Lost(moved, subject, object_))
        else:
            found.append(_straight(replace(moved, predicate=predicate), subject, object_))
    return unite(found), tuple(lost)


def fitting(predicate: Predicate, subject: EntityType, object_: EntityType) -> Predicate | None:
    """Return ``predicate``, or its twin, if the vocabulary lets it join the types."""
    for p in (predicate, _TWINS.get(predicate)):
        if p is not None and allowed(p, subject, object_):
            return p
    return None


def _straight(statement: Statement, subject: Entity, object_: Entity) -> Statement:
    """Return a symmetric statement with its ends in order, where its types allow that."""
    swap = (
        statement.predicate in SYMMETRIC
        and statement.object < statement.subject
        and allowed(statement.predicate, object_.type, subject.type)
    )
    if not swap:
        return statement
    return replace(statement, subject=statement.object, object=statement.subject)


def unite(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    """Return each statement of a document once, with all its passages, sorted.

    Two statuses of one statement are two statements. The confidence is the highest: passages of
    one document repeat one author's word, they are not independent witnesses.
    """
    found: dict[tuple[str, str, Predicate, str, Status], Statement] = {}
    for s in statements:
        key = (s.document_id, s.subject, s.predicate, s.object, s.status)
        old = found.get(key, s)
        found[key] = replace(
            s,
            confidence=max(old.confidence, s.confidence),
            passages=_in_order((*old.passages, *s.passages)),
        )
    return tuple(found[key] for key in sorted(found))


def _in_order(passages: Iterable[Passage]) -> tuple[Passage, ...]:
    return tuple(sorted(set(passages), key=lambda p: (p.document_id, p.start, p.end, p.text)))
