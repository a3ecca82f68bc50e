"""The encoder's student: a small convolutional tagger of names, for who is in a hurry.

spaCy's embeddings of words by their hashed forms, and four layers of convolutions over them
(Honnibal and others, 2020), fitted to what the encoder thinks of the tokens of many texts (Hinton
and others, Distilling the Knowledge in a Neural Network, 2015). It reads once and tells nothing of
pairs of names: their judge goes by layout, cues and rules alone.
"""

from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import IS_SPACE
from spacy.ml.models.tagger import build_tagger_model
from spacy.ml.models.tok2vec import build_hash_embed_cnn_tok2vec
from spacy.tokens import Doc
from thinc.api import Model
from thinc.types import Floats2d

from bacd_graph.errors import ModelMissingError
from bacd_graph.extraction.embeddings import Embeddings
from bacd_graph.extraction.encoder import N_TAGS, Encoding
from bacd_graph.extraction.marks import Marks
from bacd_graph.extraction.products import multiply
from bacd_graph.extraction.trained import REMEDY, checked

Floats = NDArray[np.float32]
Tagger = Model[list[Doc], list[Floats2d]]

FILE: Final = "tagger.bin"


def make_tagger() -> Tagger:
    """Return a tagger that has learned nothing: documents in, probabilities of their tags out."""
    embeddings = build_hash_embed_cnn_tok2vec(
        width=96,
        depth=4,
        embed_size=2000,
        window_size=1,
        maxout_pieces=3,
        subword_features=True,
        pretrained_vectors=None,
    )
    return build_tagger_model(embeddings, nO=N_TAGS, normalize=True)


class Student:
    """Reads as an encoder does, once."""

    def __init__(self, folder: Path) -> None:
        self.model = make_tagger()
        path = checked(folder / FILE)
        try:
            self.model.from_bytes(path.read_bytes())
        except Exception as error:
            raise ModelMissingError(f"{path} is missing or damaged; {REMEDY}") from error
        multiply(self)
        tok2vec, self.classify = self.model.layers
        self.embeddings = Embeddings(tok2vec)

    def read(self, doc: Doc) -> Encoding:
        """Return what the only reading makes of ``doc``."""
        (found,) = self.classify.predict([self.embeddings(doc)])
        tags = np.array(found, np.float32)
        tags[doc.to_array(IS_SPACE) > 0] = 0
        return Encoding(tags, ())

    def read_again(self, encoding: Encoding, marks: Marks) -> Floats:
        """Return one state for all tokens: that of who has not read again."""
        del marks  # as an encoder's
        return np.zeros((len(encoding.tags), 1), dtype=np.float32)
