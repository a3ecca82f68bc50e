"""Which things of a register the entities of a graph are, by their names alone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from bacd_graph.model import Entity
from bacd_graph.names.lookup import NameIndex
from bacd_graph.register.rows import Key, Thing
from bacd_graph.resolution.keys import Family, family


@dataclass(frozen=True, slots=True)
class Identity:
    """The things that an entity may be, sorted; where it is not certain which, ``doubt`` says why.

    Without a doubt it is one, or none that the register knows.
    """

    things: tuple[Key, ...]
    doubt: str = ""


STRANGER: Final = Identity(())


def identify(entities: Iterable[Entity], things: Iterable[Thing]) -> dict[str, Identity]:
    """Return what each entity that bears a name of one of ``things`` is, by its id.

    Every name of either counts, whatever its case, accents and spaces; types may differ as a
    text may waver between them (company and organization, project and technology). A name that
    several entities bear tells nothing of any of them, unless one is best called so.
    """
    indices = _indices(entities)
    sure: defaultdict[str, set[Key]] = defaultdict(set)
    shared: defaultdict[str, dict[Key, str]] = defaultdict(dict)
    for thing in things:
        of, _ = thing.key
        for name in thing.names if of in indices else ():
            bearers = indices[of].find(name)
            for id_ in bearers:
                if len(bearers) == 1:
                    sure[id_].add(thing.key)
                else:
                    shared[id_][thing.key] = f"{len(bearers)} entities are called {name}"
    return {id_: _identity(sure[id_], shared[id_]) for id_ in sorted({*sure, *shared})}


def _indices(entities: Iterable[Entity]) -> dict[Family, NameIndex[str]]:
    grouped: defaultdict[Family, list[Entity]] = defaultdict(list)
    for entity in entities:
        grouped[family(entity.type)].append(entity)
    return {
        of: NameIndex(
            [(entity.name, entity.id) for entity in group],
            [(name, entity.id) for entity in group for name in entity.names],
        )
        for of, group in grouped.items()
    }


def _identity(sure: set[Key], shared: Mapping[Key, str]) -> Identity:
    if len(sure) == 1:
        return Identity(tuple(sure))
    if sure:
        return Identity(tuple(sorted(sure)), f"it may be any of {len(sure)} that the register has")
    keys = tuple(sorted(shared))
    return Identity(keys, shared[keys[0]])
