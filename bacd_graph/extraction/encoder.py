"""The encoder at run time: ONNX, quantized to eight bits, one thread.

It is made by ``training/``; its card stands beside it in ``data/model``.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from tokenizers import Tokenizer

from bacd_graph.errors import ModelMissingError
from bacd_graph.extraction.encoding import TYPES, Window, windows
from bacd_graph.extraction.listed import listed_types
from bacd_graph.extraction.trained import REMEDY, folder, session

Doc.set_extension("encoding", default=None, force=True)

Floats = NDArray[np.float32]
N_TAGS = 1 + 2 * len(TYPES)
_BATCH = 8


@dataclass(frozen=True, slots=True)
class Encoding:
    """``states`` has shape (tokens, hidden), ``tags`` (tokens, 15): probabilities of B and I.

    Column 0 of the tags is "outside"; columns 2k+1 and 2k+2 are "begins" and "goes on" of type k.
    Tokens of white space have zeros in both.
    """

    states: Floats
    tags: Floats


class Encoder:
    """Runs the model of one folder."""

    def __init__(self, folder: Path) -> None:
        self.session = session(folder / "encoder.onnx")
        path = folder / "tokenizer.json"
        try:
            self.tokenizer = Tokenizer.from_file(str(path))
        except Exception as error:
            raise ModelMissingError(f"{path} is missing or damaged; {REMEDY}") from error
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()

    def __call__(self, doc: Doc) -> Encoding:
        """Return what the encoder makes of each token of ``doc``."""
        todo = list(windows(doc, self.tokenizer, listed_types(doc)))
        states: Floats | None = None
        tags = np.zeros((len(doc), N_TAGS), dtype=np.float32)
        # Windows of like length together: padding is work for nothing.
        todo.sort(key=lambda w: len(w.pieces))
        for i in range(0, len(todo), _BATCH):
            batch = todo[i : i + _BATCH]
            hidden, scores = self.session.run(["states", "tags"], feeds(batch))
            if states is None:
                states = np.zeros((len(doc), hidden.shape[-1]), dtype=np.float32)
            for row, window in enumerate(batch):
                states[window.tokens] = hidden[row, window.heads]
                tags[window.tokens] = softmax(scores[row, window.heads])
        if states is None:
            states = np.zeros((len(doc), 1), dtype=np.float32)
        return Encoding(states, tags)


def feeds(batch: list[Window]) -> dict[str, NDArray[np.generic]]:
    """Return the model's inputs for these windows, padded to the longest."""
    length = max(len(w.pieces) for w in batch)

    def padded(x: NDArray[np.generic]) -> NDArray[np.generic]:
        return np.pad(x, [(0, length - len(x))] + [(0, 0)] * (x.ndim - 1))

    return {
        "pieces": np.stack([padded(w.pieces) for w in batch]),
        "cases": np.stack([padded(w.cases) for w in batch]),
        "kinds": np.stack([padded(w.kinds) for w in batch]),
        "listed": np.stack([padded(w.listed) for w in batch]),
        "mask": np.stack([padded(np.ones(len(w.pieces), np.float32)) for w in batch]),
    }


def softmax(scores: Floats) -> Floats:
    """Return probabilities along the last axis."""
    shifted: Floats = np.exp(scores - scores.max(axis=-1, keepdims=True))
    total: Floats = shifted.sum(axis=-1, keepdims=True)
    return shifted / total


class EncoderComponent:
    """Keeps in ``doc._.encoding`` what the encoder makes of a document."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder

    def __call__(self, doc: Doc) -> Doc:
        """Return ``doc`` with its encoding."""
        doc._.encoding = self.encoder(doc)
        return doc


@Language.factory("bacd_encoder", assigns=["doc._.encoding"])
def make_encoder(nlp: Language, name: str, own: str | None = None) -> EncoderComponent:
    """Return the component on the model in the folder ``own``, by default the packaged one."""
    return EncoderComponent(Encoder(folder(own)))
