"""Which layer of the technology stack a project or a technology belongs to.

``data/layers.tsv`` says it of the names that are known. What has no row there stands where the
thing stands that it is part of, by the gazetteer or by the texts.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeAlias

from bacd_graph.drawing.entities import entities_of
from bacd_graph.errors import DataFileError
from bacd_graph.gazetteer import Gazetteer, load_gazetteer
from bacd_graph.model import Claim, Entity, EntityType, Predicate
from bacd_graph.names.folding import compact
from bacd_graph.tables import read_table, table_lines

TABLE: Final = "layers.tsv"
_COLUMNS: Final = 3
LAYERED: Final = frozenset({EntityType.PROJECT, EntityType.TECHNOLOGY})


class Layer(StrEnum):
    """The layers of the stack, the lowest first."""

    HYPERVISOR = "hypervisor"
    STORAGE = "storage"
    NETWORK = "network"
    ORCHESTRATION = "orchestration"
    API = "api"
    PLATFORM = "platform"
    APPLICATION = "application"


Rows: TypeAlias = Mapping[str, Layer]
_LAYERS: Final = MappingProxyType({layer.value: layer for layer in Layer})


@dataclass(frozen=True, slots=True)
class Layers:
    """The layers of known names, and the gazetteer that knows their other names.

    ``rows`` gives the layer by the key of the name (`bacd_graph.names.folding.compact`).
    """

    rows: Rows
    gazetteer: Gazetteer

    def of(self, entity: Entity) -> Layer | None:
        """Return the layer that a table says ``entity`` is of, or its home project; else None.

        The entity's name comes before its other names, and each before the gazetteer's name for
        it: a name is looked up whatever its case, accents, spaces and hyphens.
        """
        names = list(dict.fromkeys((entity.name, *entity.names)))
        entries = [e for n in names for e in self.gazetteer.canonical(n) if e.type == entity.type]
        known = (*names, *(e.name for e in entries), *(e.parent for e in entries))
        return next((self.rows[key] for key in map(compact, known) if key in self.rows), None)

    def knows(self, entity: Entity) -> bool:
        """Return whether the gazetteer knows ``entity``: without a row it is of no layer at all."""
        return any(e.type == entity.type for e in self.gazetteer.canonical(entity.name))


@dataclass(frozen=True, slots=True)
class Placed:
    """Where something stands, and whether a table says so or only what it is part of."""

    layer: Layer
    known: bool


def layers_of(claims: Sequence[Claim], layers: Layers) -> dict[str, Placed]:
    """Return the layer of each project and technology of ``claims`` that has one, by id.

    What no table and no gazetteer knows gets that of what plain claims say it is part of or, if
    it is a technology, of what implements it: where they differ, of those with most evidence.
    """
    entities = {id_: e for id_, e in entities_of(claims).items() if e.type in LAYERED}
    named = {id_: layer for id_, e in sorted(entities.items()) if (layer := layers.of(e))}
    open_ = {id_ for id_, e in entities.items() if id_ not in named and not layers.knows(e)}
    votes: defaultdict[str, defaultdict[Layer, list[float]]]
    votes = defaultdict(lambda: defaultdict(list))
    for part, whole, confidence in _wholes(claims):
        if part.id in open_ and whole.id in named:
            votes[part.id][named[whole.id]].append(confidence)
    placed = {id_: Placed(layer, known=True) for id_, layer in named.items()}
    return placed | {id_: Placed(_first(votes[id_]), known=False) for id_ in sorted(votes)}


def _wholes(claims: Iterable[Claim]) -> Iterable[tuple[Entity, Entity, float]]:
    for c in claims:
        if not c.plain:
            continue
        if c.predicate is Predicate.PART_OF and c.subject.type in LAYERED:
            yield c.subject, c.object, c.confidence
        elif c.predicate is Predicate.IMPLEMENTS:
            yield c.object, c.subject, c.confidence


def _first(votes: Mapping[Layer, Sequence[float]]) -> Layer:
    order = list(Layer)
    return min(votes, key=lambda layer: (-round(math.fsum(votes[layer]), 9), order.index(layer)))


def load_layers(own: str | Path | None = None) -> Layers:
    """Read and check the packaged table; the rows of ``own``, a table like it, come before its.

    Raises:
        DataFileError: if a table is missing or a row breaks the rules; it names file and line.
    """
    packaged, gazetteer = _packaged()
    mine = {} if own is None else read_rows(Path(own), str(own))
    return Layers(MappingProxyType({**packaged, **mine}), gazetteer)


@lru_cache(maxsize=1)
def _packaged() -> tuple[Rows, Gazetteer]:
    return read_rows(files("bacd_graph") / "data" / TABLE, TABLE), load_gazetteer()


def read_rows(file: Traversable | Path, shown: str) -> Rows:
    """Return the layers of a table, which errors call ``shown``, by the key of the name.

    Raises:
        DataFileError: as `load_layers`.
    """
    rows: dict[str, Layer] = {}
    first: dict[str, int] = {}
    for number, line in table_lines(shown, read_table(file, shown)):
        where, cells = f"{shown}:{number}", line.split("\t")
        if len(cells) != _COLUMNS:
            raise DataFileError(
                f"{where}: {len(cells)} columns instead of {_COLUMNS}; "
                "write name, layer and source with tabs between"
            )
        name, layer, _ = cells
        if not name or name != name.strip():
            raise DataFileError(f"{where}: {name!r} is empty or padded; write the bare name")
        if layer not in _LAYERS:
            raise DataFileError(
                f"{where}: there is no layer {layer!r}; write one of {', '.join(_LAYERS)}"
            )
        key = compact(name)
        if key in rows:
            raise DataFileError(
                f"{where}: {name!r} has a row already, in line {first[key]}; keep one of them"
            )
        rows[key], first[key] = _LAYERS[layer], number
    return rows
