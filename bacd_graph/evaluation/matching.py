"""When two names are the same name, and which predicted entity is which gold one."""

import html
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from typing import TypeAlias

from bacd_graph.evaluation.gold import AnnotatedEntity
from bacd_graph.model import EntityType

Kind: TypeAlias = Callable[[EntityType], EntityType]

_FOREWORD = re.compile(r"^(the|apache)\s+")
_BREAKS = re.compile(r"[\s\-_.’'`\"]+")


def group(type_: EntityType) -> EntityType:
    """Return the type with Company and Organization as one, which the main figures compare.

    >>> group(EntityType.COMPANY)
    <EntityType.ORGANIZATION: 'Organization'>
    """
    return EntityType.ORGANIZATION if type_ is EntityType.COMPANY else type_


def normal(name: str) -> str:
    """Return ``name`` without what spelling varies: case, accents, punctuation, "the", "Apache".

    >>> normal("the  Build-a-Cloud Day"), normal("Apache CloudStack"), normal("@Spark404")
    ('build a cloud day', 'cloudstack', 'spark404')
    """
    decomposed = unicodedata.normalize("NFKD", html.unescape(name))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
    bare = _FOREWORD.sub("", " ".join(bare.split()))
    return _BREAKS.sub(" ", bare).strip(" @,;:()")


def forms(entity: AnnotatedEntity) -> frozenset[str]:
    """Return all normal forms by which a text names ``entity``."""
    return frozenset(filter(None, map(normal, (entity.name, *entity.mentions))))


def align(
    gold: Iterable[AnnotatedEntity], predicted: Iterable[AnnotatedEntity], kind: Kind
) -> dict[str, AnnotatedEntity]:
    """Return the gold entity of each predicted one that has one, by predicted id.

    Two entities can be paired when ``kind`` says the same of their types and they share a
    form. Greedy, one to one: equal names first, then more shared forms, then ids.
    """
    gold = tuple(gold)
    by_form: dict[tuple[EntityType, str], list[AnnotatedEntity]] = defaultdict(list)
    for entity in gold:
        for form in forms(entity):
            by_form[kind(entity.type), form].append(entity)
    shared: Counter[tuple[str, str]] = Counter()
    same_name = set()
    for entity in predicted:
        name = normal(entity.name)
        for form in forms(entity):
            for other in by_form.get((kind(entity.type), form), ()):
                shared[other.id, entity.id] += 1
                if normal(other.name) == name:
                    same_name.add((other.id, entity.id))
    best_first = sorted(shared, key=lambda pair: (pair not in same_name, -shared[pair], pair))
    return _greedy(gold, best_first)


def _greedy(
    gold: Iterable[AnnotatedEntity], pairs: Iterable[tuple[str, str]]
) -> dict[str, AnnotatedEntity]:
    by_id = {entity.id: entity for entity in gold}
    found: dict[str, AnnotatedEntity] = {}
    for gold_id, predicted_id in pairs:
        if gold_id in by_id and predicted_id not in found:
            found[predicted_id] = by_id.pop(gold_id)
    return found
