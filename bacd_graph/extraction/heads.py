"""The relation classifier at run time: a small network over pairs of spans, in numpy.

The same arithmetic as ``training.network.Relations``; a test holds the two together.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from bacd_graph.errors import ModelMissingError
from bacd_graph.extraction.pairs import Meeting, PairSet, one_hot
from bacd_graph.extraction.trained import REMEDY
from bacd_graph.model import Predicate

Floats = NDArray[np.float32]
GAP: Final = 40  # at most this many tokens between two mentions are looked at


def load_head(path: Path) -> "RelationHead":
    """Return the classifier whose weights lie in ``path``.

    Raises:
        ModelMissingError: if the file is missing or damaged.
    """
    try:
        with np.load(path, allow_pickle=False) as stored:
            return RelationHead({name: stored[name].astype(np.float32) for name in stored.files})
    except (EOFError, OSError, ValueError, BadZipFile) as error:
        raise ModelMissingError(f"{path} is missing or damaged; {REMEDY}") from error


class RelationHead:
    """Scores pairs of chains from the encoder's states."""

    def __init__(self, weights: Mapping[str, Floats]) -> None:
        self.weights = weights

    def __call__(self, states: Floats, pairs: PairSet) -> tuple[Floats, Floats, NDArray[np.int64]]:
        """Return, for each pair and predicate, probability, probability of planned, best meeting.

        Shapes (pairs, predicates). A pair is as probable as its best meeting, whose index among
        the pair's meetings is given.
        """
        shape = (len(pairs.pairs), len(Predicate))
        if not pairs.pairs:
            empty = np.zeros(shape, np.float32)
            return empty, empty, np.zeros(shape, np.int64)
        meetings = [m for group in pairs.meetings for m in group]
        sizes = np.array([len(group) for group in pairs.meetings])
        starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        holds, planned = self.scores(states, meetings)
        best = np.empty(shape, np.int64)
        for i, (start, size) in enumerate(zip(starts, sizes, strict=True)):
            best[i] = start + holds[start : start + size].argmax(axis=0)
        columns = np.arange(shape[1])
        return (
            sigmoid(holds[best, columns]),
            sigmoid(planned[best, columns]),
            best - starts[:, None],
        )

    def scores(self, states: Floats, meetings: Sequence[Meeting]) -> tuple[Floats, Floats]:
        """Return the raw scores of each meeting, that it holds and that it is only planned."""
        sums = np.concatenate(
            [np.zeros((1, states.shape[1]), np.float64), states.cumsum(0, dtype=np.float64)]
        )
        s = np.array([(m.subject.start, m.subject.end) for m in meetings])
        o = np.array([(m.object.start, m.object.end) for m in meetings])
        low = np.minimum(s[:, 1], o[:, 1])
        high = np.maximum(s[:, 0], o[:, 0])
        high = np.where(high - low <= GAP, np.maximum(high, low), low)
        subject = self.linear("spans", means(sums, s))
        object_ = self.linear("spans", means(sums, o))
        between = self.linear("between", means(sums, np.stack([low, high], 1)))
        document = self.linear("document", states.mean(0, keepdims=True))
        whole = np.broadcast_to(document, (len(s), document.shape[1]))
        x = np.concatenate(
            [subject, object_, subject * object_, between, whole, one_hot(meetings)], axis=1
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
    out: Floats = 0.5 * x * (1 + np.tanh(0.7978845608 * (x + 0.044715 * x**3)))
    return out.astype(np.float32)


def sigmoid(x: Floats) -> Floats:
    """Return the logistic function."""
    return (1 / (1 + np.exp(-np.clip(x, -30, 30)))).astype(np.float32)
