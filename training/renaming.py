"""Copies of annotated texts in which people, bodies, places and projects have other names.

Who has seen "Wido den Hollander" give one talk shall learn what a talk is, not who Wido is
(mention replacement: Dai and Adel, An Analysis of Simple Data Augmentation for Named Entity
Recognition, 2020). Within a text each name, and each part of a person's name, is replaced by one
and the same other.
"""

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import msgspec

from bacd_graph.evaluation.gold import AnnotatedEntity, Annotations
from bacd_graph.model import EntityType

REPLACED: Final = frozenset(
    {EntityType.COMPANY, EntityType.ORGANIZATION, EntityType.PLACE, EntityType.PROJECT}
)
_SHARE: Final = 0.8  # of the names that are no person's
_LONGEST: Final = 28


@dataclass(frozen=True, slots=True)
class Names:
    """Names to choose from: given names, family names, and whole names of each other type."""

    given: tuple[str, ...]
    family: tuple[str, ...]
    others: Mapping[EntityType, tuple[str, ...]]


def collect(annotations: Iterable[Annotations]) -> Names:
    """Return the names that stand in the annotations."""
    given, family = set(), set()
    others: dict[EntityType, set[str]] = defaultdict(set)
    for entity in (e for a in annotations for e in a.entities):
        words = entity.name.split()
        if entity.type is EntityType.PERSON:
            if len(words) > 1 and all(is_name(w) for w in (words[0], words[-1])):
                given.add(words[0])
                family.add(words[-1])
        elif entity.type in REPLACED and not entity.optional and len(entity.name) < _LONGEST:
            others[entity.type].add(entity.name)
    return Names(
        tuple(sorted(given)),
        tuple(sorted(family)),
        {kind: tuple(sorted(names)) for kind, names in others.items()},
    )


def renamed(
    text: str, gold: Annotations, names: Names, rng: random.Random
) -> tuple[str, Annotations] | None:
    """Return the text and its annotations with other names, or None where two would be alike."""
    people: dict[str, str] = {}
    table: dict[str, str] = {}
    taken = {form for entity in gold.entities for form in (*entity.mentions, entity.name)}
    entities = []
    for entity in gold.entities:
        forms = tuple(dict.fromkeys((*entity.mentions, entity.name)))
        new = other_forms(entity.type, forms, people, taken, names, rng)
        for form in forms:
            table.setdefault(form, new.get(form, form))
        entities.append(
            msgspec.structs.replace(
                entity,
                name=new.get(entity.name, entity.name),
                mentions=tuple(dict.fromkeys(new.get(f, f) for f in entity.mentions)),
            )
        )
    if ambiguous(entities) > ambiguous(gold.entities):
        return None
    parts = sorted((r"\s+".join(map(re.escape, f.split())) for f in table), key=len, reverse=True)
    pattern = re.compile(r"(?<!\w)(?:" + "|".join(parts) + r")(?!\w)")
    text = pattern.sub(lambda m: table.get(" ".join(m[0].split()), m[0]), text)
    return text, msgspec.structs.replace(gold, entities=tuple(entities))


def other_forms(
    kind: EntityType,
    forms: tuple[str, ...],
    people: dict[str, str],
    taken: set[str],
    names: Names,
    rng: random.Random,
) -> dict[str, str]:
    """Return for each form of an entity another, if it gets one, and note it.

    ``people`` holds what stands for each part of a person's name, ``taken`` all names in use.
    """
    if kind is EntityType.PERSON:
        last = {form.split()[-1] for form in forms if " " in form}
        return {form: " ".join(other_words(form, last, people, names, rng)) for form in forms}
    free = [name for name in names.others.get(kind, ()) if name not in taken]
    if free and len({f.lower() for f in forms}) == 1 and rng.random() < _SHARE:
        other = rng.choice(free)
        taken.add(other)
        return dict.fromkeys(forms, other)
    return {}


def other_words(
    form: str, last: set[str], people: dict[str, str], names: Names, rng: random.Random
) -> Iterable[str]:
    """Yield other words for those of a person's name; handles, particles and initials stay."""
    words = form.split()
    for i, word in enumerate(words):
        if not is_name(word):
            yield word
            continue
        if word not in people:
            first = i == 0 and (len(words) > 1 or word not in last)
            people[word] = rng.choice(names.given if first else names.family)
        yield people[word]


def is_name(word: str) -> bool:
    """Say whether a word is written like a part of a person's name."""
    return word[:1].isupper() and word.isalpha() and len(word) > 1


def ambiguous(entities: Iterable[AnnotatedEntity]) -> int:
    """Return how many forms belong to an entity though another one has them as well."""
    owner: dict[str, str] = {}
    return sum(owner.setdefault(f, e.id) != e.id for e in entities for f in e.mentions)
