"""spaCy's embeddings of words by their hashed forms, for who does not learn.

The arithmetic is that of thinc's layers, number for number. Left out is what learning needs: which
of the pieces was the greatest, and all in between. Each word of a text is looked up once, and the
whole takes two thirds of the time.

The network is that of Honnibal and others (2020), as ``spacy.HashEmbedCNN`` makes it.
"""

from typing import Any, Final, TypeAlias

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray
from spacy.tokens import Doc
from thinc.api import Model

Floats: TypeAlias = NDArray[np.float32]

_LEAST: Final = np.float32(1e-08)  # of a variance
_LOOKUP: Final = ("extract_features", "list2ragged")  # how the layers of a network of hashes begin


class Convolution:
    """Adds to each token what a layer makes of it and of its two neighbours."""

    def __init__(self, layer: Model[Any, Any]) -> None:
        nodes = {node.name: node for node in layer.walk()}
        maxout, norm = nodes["maxout"], nodes["layernorm"]
        self.width: int = maxout.get_dim("nO")
        # The first pieces of all outputs stand before all second ones: they are compared by rows.
        weight = np.asarray(maxout.get_param("W"), np.float32).swapaxes(0, 1)
        self.weight = np.ascontiguousarray(weight.reshape(-1, maxout.get_dim("nI")).T)
        self.bias = np.asarray(maxout.get_param("b"), np.float32).T.ravel()
        self.gain, self.shift = (np.asarray(norm.get_param(name), np.float32) for name in "Gb")

    def __call__(self, x: Floats) -> Floats:
        """Return ``x``, shape (tokens, width), with what the layer adds; beyond its ends is 0."""
        padded = np.pad(x, ((1, 1), (0, 0)))
        windows = sliding_window_view(padded, 3, axis=0).swapaxes(1, 2).reshape(len(x), -1)
        pieces = windows @ self.weight
        pieces += self.bias
        y: Floats = pieces[:, : self.width]
        for at in range(self.width, pieces.shape[1], self.width):
            y = np.maximum(y, pieces[:, at : at + self.width])
        y -= y.mean(axis=1, keepdims=True)
        y *= ((y * y).mean(axis=1, keepdims=True) + _LEAST) ** -0.5
        y *= self.gain
        y += self.shift
        y += x
        return y


class Embeddings:
    """The embeddings of one network."""

    def __init__(self, network: Model[Any, Any]) -> None:
        look_up, look_around = network.layers
        self.attributes, _, self.hash, self.mix, _ = look_up.layers
        (layers,) = look_around.layers
        self.convolutions = [Convolution(layer) for layer in layers.layers]

    def __call__(self, doc: Doc) -> Floats:
        """Return the embeddings of the tokens of ``doc``, shape (tokens, width)."""
        (attributes,) = self.attributes.predict([doc])
        # A word has one embedding wherever it stands, and two of three tokens were there before.
        words, word = np.unique(attributes, axis=0, return_inverse=True)
        embedded = self.mix.predict(self.hash.predict(words))[word]
        # As far beyond the ends as layers look, thinc has them see words that are 0.
        depth = len(self.convolutions)
        x = np.pad(embedded, ((depth, depth), (0, 0)))
        for convolution in self.convolutions:
            x = convolution(x)
        return x[depth:-depth]


def are_hashed(network: Model[Any, Any]) -> bool:
    """Say whether the embeddings of a network are by hashed forms alone."""
    look_up, *_ = network.layers or (network,)
    return tuple(layer.name for layer in look_up.layers[:2]) == _LOOKUP
