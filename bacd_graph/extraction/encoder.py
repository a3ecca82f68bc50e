"""The encoder at run time: ONNX, quantized to eight bits, one thread.

It reads a text twice with the same weights: first to find names, then, with the names marked, to
relate them. It is made by ``training/``; its card stands beside it in ``data/model``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc
from tokenizers import Tokenizer

from bacd_graph.errors import ModelMissingError
from bacd_graph.extraction.encoding import TYPES, Window, windows
from bacd_graph.extraction.listed import listed_types
from bacd_graph.extraction.marks import FIRST_READING, Marks
from bacd_graph.extraction.sessions import session
from bacd_graph.extraction.trained import REMEDY, checked

Doc.set_extension("encoding", default=None, force=True)
Doc.set_extension("states", default=None, force=True)

Floats = NDArray[np.float32]
N_TAGS = 1 + 2 * len(TYPES)


@dataclass(frozen=True, slots=True)
class Encoding:
    """What the first reading makes of the tokens, and the windows that it was made in.

    ``tags`` has shape (tokens, 15): probabilities of B and I. Column 0 is "outside"; columns 2k+1
    and 2k+2 are "begins" and "goes on" of type k. Tokens of white space have zeros.
    """

    tags: Floats
    windows: tuple[Window, ...]


class Encoder:
    """Runs the model of one folder."""

    def __init__(self, folder: Path) -> None:
        self.session = session(folder / "encoder.onnx")
        path = checked(folder / "tokenizer.json")
        try:
            self.tokenizer = Tokenizer.from_file(str(path))
        except Exception as error:
            raise ModelMissingError(f"{path} is missing or damaged; {REMEDY}") from error
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()

    def read(self, doc: Doc) -> Encoding:
        """Return what the first reading makes of ``doc``."""
        todo = tuple(windows(doc, self.tokenizer, listed_types(doc)))
        tags = np.zeros((len(doc), N_TAGS), dtype=np.float32)
        for window, scores in self.run("tags", todo, None):
            tags[window.tokens] = softmax(scores[window.heads])
        return Encoding(tags, todo)

    def read_again(self, encoding: Encoding, marks: Marks) -> Floats:
        """Return the states of the tokens, shape (tokens, hidden), from the second reading."""
        size = len(encoding.tags)
        states = np.zeros((size, 1), dtype=np.float32)
        for window, hidden in self.run("states", encoding.windows, marks):
            if states.shape[1] == 1:
                states = np.zeros((size, hidden.shape[-1]), dtype=np.float32)
            states[window.tokens] = hidden[window.heads]
        return states

    def run(
        self, output: str, todo: Sequence[Window], marks: Marks | None
    ) -> Iterator[tuple[Window, Floats]]:
        """Yield each window with one output of the model, (pieces, width)."""
        # One at a time: on one thread a larger batch only outgrows the caches.
        for window in todo:
            (rows,) = self.session.run([output], inputs(window, marks))
            yield window, rows[0]


def inputs(window: Window, marks: Marks | None) -> dict[str, NDArray[np.generic]]:
    """Return the model's inputs for one window, with its marks at the second reading."""
    unmarked = np.full(len(window.pieces), FIRST_READING)
    names, roles = (unmarked, unmarked) if marks is None else marks.of(window)
    return {
        "pieces": window.pieces[None],
        "cases": window.cases[None],
        "kinds": window.kinds[None],
        "listed": window.listed[None],
        "names": names[None],
        "roles": roles[None],
    }


def softmax(scores: Floats) -> Floats:
    """Return probabilities along the last axis."""
    shifted: Floats = np.exp(scores - scores.max(axis=-1, keepdims=True))
    total: Floats = shifted.sum(axis=-1, keepdims=True)
    return shifted / total
