"""Examples as one dataset of arrays."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from bacd_graph.extraction.encoding import CASES, KINDS, MAX_PIECES, TYPES
from bacd_graph.extraction.marks import N_NAMES, N_ROLES, marks_of
from bacd_graph.extraction.pairs import WIDTH
from bacd_graph.model import Predicate
from training.dataset import IGNORE, Bits, Dataset, bounds
from training.examples import Example

SIZES = (len(CASES), len(KINDS), len(TYPES), N_NAMES, N_ROLES, WIDTH, len(Predicate))


def stack(examples: Iterable[Example]) -> Dataset:
    """Return the dataset of the examples, in their order."""
    rows = [arrays(example) for example in examples]

    def whole(name: str) -> NDArray[np.generic]:
        return np.concatenate([row[name] for row in rows])

    return Dataset(
        ids=whole("id"),
        copies=whole("copy"),
        windows=bounds([len(row["lengths"]) for row in rows]),
        tokens=bounds([len(row["tags"]) for row in rows]),
        pairs=bounds([len(row["labels"]) for row in rows]),
        meetings=bounds(whole("meetings").tolist()),
        sizes=np.array(SIZES),
        **{name: whole(name) for name in rows[0].keys() - {"id", "copy", "meetings"}},
    )


def arrays(example: Example) -> dict[str, NDArray[np.generic]]:
    """Return the parts of one document by their names in the dataset."""
    windows, pairs = example.windows, example.pairs
    marks = marks_of(len(example.doc), example.nodes)
    marked = [marks.of(w) for w in windows]
    subjects, objects = pairs.spans()
    window, head = np.full(len(example.doc), -1), np.zeros(len(example.doc), np.int64)
    for i, w in enumerate(windows):
        window[w.tokens], head[w.tokens] = i, w.heads

    def padded(parts: list[NDArray[np.generic]], kind: type[np.generic]) -> NDArray[np.generic]:
        out = np.zeros((len(parts), MAX_PIECES, *parts[0].shape[1:]), kind)
        for row, part in zip(out, parts, strict=True):
            row[: len(part)] = part
        return out

    return {
        "id": np.array([example.source.id]),
        "copy": np.array([example.source.copy]),
        "pieces": padded([w.pieces for w in windows], np.int32),
        "cases": padded([w.cases for w in windows], np.int8),
        "kinds": padded([w.kinds for w in windows], np.int8),
        "listed": padded([bits(w.listed) for w in windows], np.uint8),
        "names": padded([names for names, _ in marked], np.int8),
        "roles": padded([roles for _, roles in marked], np.int8),
        "lengths": np.array([len(w.pieces) for w in windows]),
        # Nothing is said of what no window holds: white space.
        "tags": np.where(window < 0, IGNORE, example.tags).astype(np.int16),
        "window": window.astype(np.int16),
        "head": head.astype(np.int16),
        "labels": bits(example.labels),
        "learned": bits(example.mask),
        "planned": bits(example.planned),
        "meetings": np.diff(pairs.bounds),
        "subjects": subjects,
        "objects": objects,
        "features": bits(pairs.one_hot()),
    }


def bits(values: NDArray[np.float32]) -> Bits:
    """Return 0 and 1 packed along the last axis."""
    return np.packbits(values.astype(bool), axis=-1)
