"""The form of gold annotations: one JSON file a document, its entities and its statements."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from bacd_graph import limits
from bacd_graph.errors import DataFileError
from bacd_graph.model import EntityType, Facts, Predicate, Statement, Status, allowed


class AnnotatedEntity(msgspec.Struct, frozen=True):
    """A named thing of one document; ``optional`` where a careful reader could leave it out.

    ``confidence`` in 0..1 is the extraction's, None by hand.
    """

    id: str
    name: str
    type: EntityType
    mentions: tuple[str, ...]
    optional: bool = False
    confidence: float | None = None


class AnnotatedStatement(msgspec.Struct, frozen=True):
    """A statement of one document; ``s`` and ``o`` are ids of its entities."""

    s: str
    p: Predicate
    o: str
    status: Status = Status.ASSERTED
    evidence: str = ""
    optional: bool = False
    confidence: float | None = None


class Annotations(msgspec.Struct, frozen=True):
    """What one document speaks of and states, by hand (gold) or by extraction."""

    entities: tuple[AnnotatedEntity, ...]
    statements: tuple[AnnotatedStatement, ...]
    id: str = ""


def to_gold_form(facts: Facts) -> dict[str, Any]:
    """Return ``facts`` as plain values in the form of the gold annotations, ready for JSON.

    Mentions are the distinct surface forms in order of appearance, line breaks in them turned
    into spaces. The evidence of a statement is the shortest of its passages.
    """
    return {
        "id": facts.info.id,
        "entities": [
            {
                "id": chain.id,
                "name": chain.name,
                "type": chain.type.value,
                "mentions": list(dict.fromkeys(" ".join(m.text.split()) for m in chain.mentions)),
                "confidence": round(chain.confidence, 4),
            }
            for chain in facts.chains
        ],
        "statements": [_statement(statement) for statement in facts.statements],
    }


def _statement(statement: Statement) -> dict[str, str | float]:
    return {
        "s": statement.subject,
        "p": statement.predicate.value,
        "o": statement.object,
        "status": statement.status.value,
        "evidence": min((passage.text for passage in statement.passages), key=len),
        "confidence": round(statement.confidence, 4),
    }


def read_annotations(path: Path, *, gold: bool = True) -> Annotations:
    """Return the annotations in the file ``path``.

    ``gold`` also asks that the vocabulary lets each predicate join its two types; a
    prediction that breaks this is not refused but wrong.

    Raises:
        DataFileError: if the file cannot be read, is no JSON, or breaks the form.
    """
    try:
        if path.exists() and not path.is_file():
            raise DataFileError(f"{path}: no usual file; give a file of annotations")
        with path.open("rb") as file:
            content = file.read(limits.ANNOTATIONS_BYTES + 1)
    except OSError as error:
        raise DataFileError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    if len(content) > limits.ANNOTATIONS_BYTES:
        raise DataFileError(
            f"{path}: annotations of over {limits.ANNOTATIONS_BYTES:,} bytes, the limit; split them"
        )
    try:
        annotations = msgspec.json.decode(content, type=Annotations)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise DataFileError(f"{path}: not in the form of annotations: {error}; mend it") from error
    check(annotations, str(path), gold=gold)
    return annotations


def from_gold_form(form: Mapping[str, Any], where: str) -> Annotations:
    """Return ``form``, as ``to_gold_form`` makes it, with its types; ``where`` names it in errors.

    Raises:
        DataFileError: if it breaks the form.
    """
    try:
        annotations = msgspec.convert(form, type=Annotations)
    except msgspec.ValidationError as error:
        raise DataFileError(f"{where}: not in the form of annotations: {error}; mend it") from error
    check(annotations, where, gold=False)
    return annotations


def check(annotations: Annotations, where: str, *, gold: bool) -> None:
    """Raise a DataFileError if two entities share an id, or a statement's ends do not fit."""
    types: dict[str, EntityType] = {}
    for entity in annotations.entities:
        if entity.id in types:
            raise DataFileError(
                f"{where}: two entities have the id {entity.id!r}; give {entity.name!r} another one"
            )
        types[entity.id] = entity.type
    for number, statement in enumerate(annotations.statements, start=1):
        said = f"{where}: statement {number} ({statement.s} {statement.p} {statement.o})"
        for end in (statement.s, statement.o):
            if end not in types:
                raise DataFileError(f"{said}: no entity has the id {end!r}; add it or mend the id")
        subject, object_ = types[statement.s], types[statement.o]
        if gold and not allowed(statement.p, subject, object_):
            raise DataFileError(
                f"{said}: {statement.p} cannot join {subject} to {object_}; "
                "mend the predicate or a type"
            )
