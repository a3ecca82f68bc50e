"""The relation classifier at run time: a small network over pairs of spans, in numpy.

The same arithmetic as ``training.network.Relations``.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final
from zipfile import BadZipFile, ZipFile

import numpy as np
from numpy.typing import NDArray

from bacd_graph import limits
from bacd_graph.errors import ModelMissingError
from bacd_graph.extraction.pairs import MEETINGS, PairSet
from bacd_graph.extraction.trained import REMEDY, checked
from bacd_graph.model import Predicate

Floats = NDArray[np.float32]
_LAYERS: Final = ("between", "document", "first", "second", "spans")
_NAMES: Final = frozenset(f"{layer}.{part}" for layer in _LAYERS for part in ("bias", "weight"))
GAP: Final = 40  # at most this many tokens between two mentions are looked at


def load_head(path: Path) -> "RelationHead":
    """Return the classifier whose weights lie in ``path``.

    Raises:
        ModelMissingError: if the file is missing or damaged, unpacks to too much, or lacks a layer.
    """
    checked(path)
    try:
        with ZipFile(path) as packed:
            size = sum(member.file_size for member in packed.infolist())
        if size > limits.MODEL_BYTES:
            raise ModelMissingError(
                f"{path} unpacks to {size:,} bytes, more than {limits.MODEL_BYTES:,}; {REMEDY}"
            )
        with np.load(path, allow_pickle=False) as stored:
            weights = {name: np.asarray(stored[name], np.float32) for name in stored.files}
    # An array whose head lies about its size is a MemoryError.
    except (EOFError, MemoryError, NotImplementedError, OSError, ValueError, BadZipFile) as error:
        raise ModelMissingError(f"{path} is missing or damaged; {REMEDY}") from error
    if missing := _NAMES - weights.keys():
        raise ModelMissingError(f"{path} has no {min(missing)}; {REMEDY}")
    return RelationHead(weights)


class RelationHead:
    """Scores pairs of chains from the encoder's states."""

    def __init__(self, weights: Mapping[str, Floats]) -> None:
        self.weights = weights

    def __call__(self, states: Floats, pairs: PairSet) -> tuple[Floats, Floats, NDArray[np.int64]]:
        """Return, for each pair and predicate, probability, probability of planned, best meeting.

        Shapes (pairs, predicates). A pair is as probable as its best meeting, whose index among
        the pair's meetings is given.
        """
        if not pairs.pairs:
            empty = np.zeros((0, len(Predicate)), np.float32)
            return empty, empty, empty.astype(np.int64)
        holds, planned = self.scores(states, pairs)
        starts, ends = pairs.bounds[:-1], pairs.bounds[1:]
        # A pair with fewer meetings has its last one more than once.
        nearest = np.minimum(starts[:, None] + np.arange(MEETINGS), ends[:, None] - 1)
        best = holds[nearest].argmax(axis=1)
        at = starts[:, None] + best
        columns = np.arange(len(Predicate))
        return sigmoid(holds[at, columns]), sigmoid(planned[at, columns]), best

    def scores(self, states: Floats, pairs: PairSet) -> tuple[Floats, Floats]:
        """Return the raw scores of each meeting, that it holds and that it is only planned."""
        sums = np.concatenate(
            [np.zeros((1, states.shape[1]), np.float64), states.cumsum(0, dtype=np.float64)]
        )
        s, o = pairs.spans()
        low = np.minimum(s[:, 1], o[:, 1])
        high = np.maximum(s[:, 0], o[:, 0])
        high = np.where(high - low <= GAP, np.maximum(high, low), low)
        subject = self.linear("spans", means(sums, s))
        object_ = self.linear("spans", means(sums, o))
        between = self.linear("between", means(sums, np.stack([low, high], 1)))
        document = self.linear("document", states.mean(0, keepdims=True))
        whole = np.broadcast_to(document, (len(s), document.shape[1]))
        x = np.concatenate(
            [subject, object_, subject * object_, between, whole, pairs.one_hot()], axis=1
        )
        out = self.linear("second", gelu(self.linear("first", x)))
        return out[:, : len(Predicate)], out[:, len(Predicate) :]

    def linear(self, layer: str, x: Floats) -> Floats:
        """Return the affine map of one layer."""
        out: Floats = x @ self.weights[f"{layer}.weight"].T + self.weights[f"{layer}.bias"]
        return out


def means(sums: NDArray[np.float64], bounds: NDArray[np.int64]) -> Floats:
    """Return the mean state of each (start, end) from running sums; zero where empty."""
    length = np.maximum(bounds[:, 1] - bounds[:, 0], 1)[:, None]
    out: Floats = ((sums[bounds[:, 1]] - sums[bounds[:, 0]]) / length).astype(np.float32)
    return out


def gelu(x: Floats) -> Floats:
    """Return the Gaussian error linear unit, in its tanh form (Hendrycks and Gimpel, 2016)."""
    # Step by step in one place: there are many pairs.
    out: Floats = x * x
    out *= 0.044715
    out += 1
    out *= x
    out *= 0.7978845608
    np.tanh(out, out=out)
    out += 1
    out *= x
    out *= 0.5
    return out


def sigmoid(x: Floats) -> Floats:
    """Return the logistic function."""
    return (1 / (1 + np.exp(-np.clip(x, -30, 30)))).astype(np.float32)
