"""One document's gold against its prediction, and a folder of gold against a set of predictions.

What gold marks optional costs nothing either way. Statements are compared between aligned
entities; a statement that gold has as negated and that is predicted otherwise is false.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias, TypeVar

from bacd_graph.errors import DataFileError
from bacd_graph.evaluation.gold import (
    AnnotatedEntity,
    AnnotatedStatement,
    Annotations,
    from_gold_form,
    read_annotations,
    to_gold_form,
)
from bacd_graph.evaluation.matching import align, group, normal
from bacd_graph.evaluation.scores import Claim, Figure, Mistake, Score, Scores
from bacd_graph.model import SYMMETRIC, EntityType, Facts, Predicate, Status

NOTHING = Annotations(entities=(), statements=())

Triple: TypeAlias = tuple[Predicate, str, str]
Entities: TypeAlias = Mapping[str, AnnotatedEntity]
_Key = TypeVar("_Key", Figure, EntityType, Predicate)
_T = TypeVar("_T")


def evaluate(gold: Path, predicted: Path | Iterable[Facts]) -> Scores:
    """Return how well ``predicted`` meets the annotations in the folder ``gold``.

    ``gold`` holds one ID.json a document. ``predicted`` is a folder in the same form, or
    facts, whose documents' ids are those IDs; predictions of other documents are left aside.

    Raises:
        DataFileError: if ``gold`` holds no annotations, or a file breaks the form.
    """
    files = sorted(gold.glob("*.json"))
    if not files:
        raise DataFileError(f"{gold}: no annotations here (*.json); give a folder that holds some")
    predictions = _predictions(predicted, {file.stem for file in files})
    scores = [
        compare(file.stem, read_annotations(file), predictions.get(file.stem, NOTHING))
        for file in files
    ]
    return Scores(
        documents=len(files),
        figures=_sum((score.figures for score in scores), Figure),
        types=_sum((score.types for score in scores), EntityType),
        predicates=_sum((score.predicates for score in scores), Predicate),
        mistakes=tuple(mistake for score in scores for mistake in score.mistakes),
        claims={
            figure: tuple(claim for score in scores for claim in score.claims[figure])
            for figure in (Figure.ENTITY, Figure.STATEMENT)
        },
        unpredicted=tuple(file.stem for file in files if file.stem not in predictions),
    )


def _predictions(predicted: Path | Iterable[Facts], ids: set[str]) -> dict[str, Annotations]:
    if isinstance(predicted, Path):
        files = (predicted / f"{id_}.json" for id_ in sorted(ids))
        return {file.stem: read_annotations(file, gold=False) for file in files if file.exists()}
    return {
        facts.info.id: from_gold_form(to_gold_form(facts), facts.info.id)
        for facts in predicted
        if facts.info.id in ids
    }


def _sum(scores: Iterable[Mapping[_Key, Score]], keys: Iterable[_Key]) -> Mapping[_Key, Score]:
    total: dict[_Key, Score] = dict.fromkeys(keys, Score())
    for mapping in scores:
        for key, score in mapping.items():
            total[key] += score
    return MappingProxyType(total)


def compare(document: str, gold: Annotations, predicted: Annotations) -> Scores:
    """Return the figures of one document, whose id is ``document``."""
    same_group = align(gold.entities, predicted.entities, group)
    same_type = align(gold.entities, predicted.entities, lambda type_: type_)
    types = _entities(gold, predicted, same_type)
    predicates, wrong_statements = _statements(document, gold, predicted, same_group)
    entities = _entities(gold, predicted, same_group)
    return Scores(
        documents=1,
        figures={
            Figure.MENTION: _mentions(gold, predicted),
            Figure.ENTITY: sum(entities.values(), Score()),
            Figure.TYPED: sum(types.values(), Score()),
            Figure.STATEMENT: sum(predicates.values(), Score()),
            Figure.WITH_STATUS: _with_status(gold, predicted, same_group),
        },
        types=types,
        predicates=predicates,
        mistakes=(*_wrong_entities(document, gold, predicted, same_group), *wrong_statements),
        claims={
            Figure.ENTITY: tuple(_entity_claims(predicted, same_group)),
            Figure.STATEMENT: tuple(_statement_claims(gold, predicted, same_group)),
        },
    )


def _count(firm: Set[_T], optional: Set[_T], predicted: Set[_T]) -> Score:
    return Score(
        right=len(firm & predicted),
        false=len(predicted - firm - optional),
        missed=len(firm - predicted),
    )


def _mentions(gold: Annotations, predicted: Annotations) -> Score:
    def named(annotations: Annotations, *optional: bool) -> set[tuple[EntityType, str]]:
        return {
            (group(entity.type), normal(mention))
            for entity in annotations.entities
            if entity.optional in optional
            for mention in entity.mentions
        }

    return _count(named(gold, False), named(gold, True), named(predicted, False, True))


def _entities(
    gold: Annotations, predicted: Annotations, aligned: Entities
) -> Mapping[EntityType, Score]:
    """Return scores by type: the gold one's for what is right or missed, else the predicted."""
    found = {entity.id for entity in aligned.values()}
    scores: dict[EntityType, Score] = defaultdict(Score)
    for entity in gold.entities:
        if not entity.optional:
            scores[entity.type] += Score(right=1) if entity.id in found else Score(missed=1)
    for entity in predicted.entities:
        if entity.id not in aligned:
            scores[entity.type] += Score(false=1)
    return scores


def _wrong_entities(
    document: str, gold: Annotations, predicted: Annotations, aligned: Entities
) -> Iterator[Mistake]:
    found = {entity.id for entity in aligned.values()}
    for entity in gold.entities:
        if entity.id not in found and not entity.optional:
            yield Mistake(document, "missed entity", (entity.type, entity.name))
    for entity in predicted.entities:
        if entity.id not in aligned:
            yield Mistake(document, "false entity", (entity.type, entity.name))


def triple_of(subject: str, predicate: Predicate, object_: str) -> Triple:
    """Return a key that is the same for both directions of a symmetric predicate."""
    if predicate in SYMMETRIC:
        subject, object_ = sorted((subject, object_))
    return predicate, subject, object_


def _statements(
    document: str, gold: Annotations, predicted: Annotations, aligned: Entities
) -> tuple[Mapping[Predicate, Score], list[Mistake]]:
    """Return the scores by predicate, and the mistakes."""
    firm, optional = gold_triples(gold)
    triples, baseless = _predicted_triples(predicted, aligned)
    false = triples - firm - optional
    scores: dict[Predicate, Score] = defaultdict(Score)
    for triple in firm:
        scores[triple[0]] += Score(right=1) if triple in triples else Score(missed=1)
    for predicate, *_ in (*false, *baseless):
        scores[predicate] += Score(false=1)
    names = {entity.id: entity.name for entity in gold.entities}
    mistakes = [
        Mistake(document, kind, (names[subject], predicate.value, names[object_]))
        for kind, wrong in (("missed statement", firm - triples), ("false statement", false))
        for predicate, subject, object_ in sorted(wrong)
    ]
    mistakes += [
        Mistake(document, "false statement", (subject, predicate.value, object_))
        for predicate, subject, object_ in sorted(baseless)
    ]
    return scores, mistakes


def gold_triples(gold: Annotations) -> tuple[set[Triple], set[Triple]]:
    """Return the firm and the optional triples that gold has as asserted or planned."""
    firm: set[Triple] = set()
    optional: set[Triple] = set()
    for said in _affirmed(gold):
        (optional if said.optional else firm).add(triple_of(said.s, said.p, said.o))
    return firm, optional - firm


def _predicted_triples(
    predicted: Annotations, aligned: Entities
) -> tuple[set[Triple], set[Triple]]:
    """Return the triples between gold entities, and those (by name) with an end in none."""
    names = {entity.id: entity.name for entity in predicted.entities}
    triples, baseless = set(), set()
    for said in _affirmed(predicted):
        if said.s in aligned and said.o in aligned:
            triples.add(triple_of(aligned[said.s].id, said.p, aligned[said.o].id))
        else:
            baseless.add((said.p, names[said.s], names[said.o]))
    return triples, baseless


def _affirmed(annotations: Annotations) -> Iterator[AnnotatedStatement]:
    return (said for said in annotations.statements if said.status is not Status.NEGATED)


def _entity_claims(predicted: Annotations, aligned: Entities) -> Iterator[Claim]:
    for entity in predicted.entities:
        gold = aligned.get(entity.id)
        if entity.confidence is not None and not (gold and gold.optional):
            yield Claim(entity.confidence, gold is not None)


def _statement_claims(
    gold: Annotations, predicted: Annotations, aligned: Entities
) -> Iterator[Claim]:
    firm, optional = gold_triples(gold)
    for said in _affirmed(predicted):
        ends = aligned.get(said.s), aligned.get(said.o)
        triple = triple_of(ends[0].id, said.p, ends[1].id) if ends[0] and ends[1] else None
        if said.confidence is not None and triple not in optional:
            yield Claim(said.confidence, triple in firm)


def _with_status(gold: Annotations, predicted: Annotations, aligned: Entities) -> Score:
    def gold_id(id_: str) -> str:
        # "?": no id of gold, whatever gold calls its own.
        return aligned[id_].id if id_ in aligned else f"?{id_}"

    firm: set[tuple[Triple, Status]] = set()
    optional: set[tuple[Triple, Status]] = set()
    for said in gold.statements:
        (optional if said.optional else firm).add((triple_of(said.s, said.p, said.o), said.status))
    found = {
        (triple_of(gold_id(said.s), said.p, gold_id(said.o)), said.status)
        for said in predicted.statements
    }
    return _count(firm, optional - firm, found)
