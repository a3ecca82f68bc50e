"""Statements that people add, each with the row of the corrections file as its evidence."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bacd_graph.model import DocumentInfo, Entity, EntityType, Facts, Statement
from bacd_graph.names.folding import fold
from bacd_graph.resolution.applying import Unmatched
from bacd_graph.resolution.corrections import Add, Corrections
from bacd_graph.resolution.restating import fitting, unite


def own_document(corrections: Corrections, facts: Iterable[Facts]) -> DocumentInfo | None:
    """Return the corrections file as a document, under an id that no text has."""
    info = corrections.document
    if info is None or not corrections.add:
        return None
    taken = {f.info.id for f in facts}
    number, id_ = 1, info.id
    while id_ in taken:
        number += 1
        id_ = f"{info.id}-{number}"
    return replace(info, id=id_)


@dataclass(frozen=True, slots=True)
class Ends:
    """An added row and the entities that it joins, by place among all entities."""

    row: Add
    subject: int
    object: int


def place_rows(
    rows: Iterable[Add], entities: list[Entity], document: str, unmatched: Unmatched
) -> tuple[Ends, ...]:
    """Return the ends of each row; appends the entities that only rows name to ``entities``.

    An entity that a row names gets ``document`` among its documents, and the row's spelling among
    its names.
    """
    index: dict[str, list[int]] = {}
    for at, entity in enumerate(entities):
        for form in {fold(n) for n in entity.names}:
            index.setdefault(form, []).append(at)
    ends: list[Ends] = []
    for row in rows:
        found = _choose(row, entities, index, unmatched)
        if found is None:
            continue
        places = []
        for choice, name in zip(found, (row.subject, row.object), strict=True):
            if isinstance(choice, EntityType):
                entities.append(Entity("", name, choice, (name,), (document,)))
                index.setdefault(fold(name), []).append(len(entities) - 1)
                choice = len(entities) - 1
            entities[choice] = _named(entities[choice], name, document)
            places.append(choice)
        ends.append(Ends(row, *places))
    return tuple(ends)


def _named(entity: Entity, name: str, document: str) -> Entity:
    return replace(
        entity,
        names=tuple(sorted({*entity.names, name})),
        documents=tuple(sorted({*entity.documents, document})),
    )


def _choose(
    row: Add, entities: Sequence[Entity], index: Mapping[str, list[int]], unmatched: Unmatched
) -> tuple[int | EntityType, int | EntityType] | None:
    """Return place or new type of the two ends, or nothing, with the reason in ``unmatched``."""
    subjects = _candidates(row.subject, row.subject_type, entities, index)
    objects = _candidates(row.object, row.object_type, entities, index)

    def kind(choice: int | EntityType) -> EntityType:
        return choice if isinstance(choice, EntityType) else entities[choice].type

    fits = [
        (s, o)
        for s in subjects
        for o in objects
        if s != o and fitting(row.predicate, kind(s), kind(o)) is row.predicate
    ]
    fits = _main_names(fits, (row.subject, row.object), entities)
    if len(fits) == 1:
        return fits[0]
    for key, name, found in (("subject", row.subject, subjects), ("object", row.object, objects)):
        if not found:
            unmatched.add(row.note, f"no text names {name!r}", f"give its type as {key}_type")
            return None
    if fits:
        unmatched.add(
            row.note,
            f"{row.subject!r} or {row.object!r} names more than one thing",
            "give subject_type or object_type, or a fuller name",
        )
    else:
        unmatched.add(
            row.note,
            f"{row.predicate} cannot join {row.subject!r} and {row.object!r} as they are typed",
            "choose another predicate or set a [[type]]",
        )
    return None


def _candidates(
    name: str, type_: EntityType | None, entities: Sequence[Entity], index: Mapping[str, list[int]]
) -> list[int | EntityType]:
    found: list[int | EntityType] = [
        at for at in index.get(fold(name), ()) if type_ in (None, entities[at].type)
    ]
    return found or ([type_] if type_ else [])


def _main_names(
    fits: list[tuple[int | EntityType, int | EntityType]],
    names: tuple[str, str],
    entities: Sequence[Entity],
) -> list[tuple[int | EntityType, int | EntityType]]:
    """Return the pairs in which most ends bear the wanted name as their main one."""

    def rank(pair: tuple[int | EntityType, int | EntityType]) -> int:
        return sum(
            isinstance(at, int) and fold(entities[at].name) == fold(name)
            for at, name in zip(pair, names, strict=True)
        )

    most = max(map(rank, fits), default=0)
    return [pair for pair in fits if rank(pair) == most]


def added_statements(
    ends: Iterable[Ends], id_at: Callable[[int], str], document: str
) -> tuple[Statement, ...]:
    """Return the statements of rows, sure as their authors are."""
    return unite(
        Statement(
            document_id=document,
            subject=id_at(e.subject),
            predicate=e.row.predicate,
            object=id_at(e.object),
            status=e.row.status,
            confidence=1.0,
            passages=(replace(e.row.passage, document_id=document),),
        )
        for e in ends
    )
