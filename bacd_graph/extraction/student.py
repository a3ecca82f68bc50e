"""The encoder's student: a small convolutional tagger of names, for who is in a hurry.

spaCy's own ``ner`` (Honnibal and others, 2020), fitted to what the encoder finds in many texts. It
reads once and tells nothing of pairs of names: their judge goes by layout, cues and rules alone.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from bacd_graph.errors import ModelMissingError
from bacd_graph.extraction.encoder import N_TAGS, Encoding
from bacd_graph.extraction.encoding import TYPES
from bacd_graph.extraction.marks import Marks
from bacd_graph.extraction.products import multiply
from bacd_graph.extraction.trained import REMEDY
from bacd_graph.model import EntityType

if TYPE_CHECKING:
    from spacy.pipeline.ner import EntityRecognizer

Floats = NDArray[np.float32]

CONFIG: Final[dict[str, Any]] = {
    "model": {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner",
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": {
            "@architectures": "spacy.HashEmbedCNN.v2",
            "pretrained_vectors": None,
            "width": 96,
            "depth": 4,
            "embed_size": 2000,
            "window_size": 1,
            "maxout_pieces": 3,
            "subword_features": True,
        },
    }
}
FILE: Final = "tagger.bin"
# It says no more than yes or no. What it passes over may still be a name where it is listed.
_SURE: Final = 0.9
_OUTSIDE: Final = 0.6


def make_tagger(nlp: Language) -> "EntityRecognizer":
    """Return a tagger that has learned nothing, types neither."""
    return cast("EntityRecognizer", nlp.create_pipe("ner", config=CONFIG))


class Student:
    """Reads as an encoder does, once."""

    def __init__(self, nlp: Language, folder: Path) -> None:
        self.tagger = make_tagger(nlp)
        path = folder / FILE
        try:
            self.tagger.from_bytes(path.read_bytes(), exclude=["vocab"])
        except Exception as error:
            raise ModelMissingError(f"{path} is missing or damaged; {REMEDY}") from error
        multiply(self.tagger)

    def read(self, doc: Doc) -> Encoding:
        """Return the names found in ``doc`` as if they were probabilities."""
        tags = np.zeros((len(doc), N_TAGS), dtype=np.float32)
        tags[[not token.is_space for token in doc], 0] = _OUTSIDE
        for span in self.tagger(doc).ents:
            column = 1 + 2 * TYPES.index(EntityType(span.label_))
            tags[span.start : span.end, 0] = 1 - _SURE
            tags[span.start : span.end, column + 1] = _SURE
            tags[span.start, column : column + 2] = _SURE, 0
        doc.ents = ()
        return Encoding(tags, ())

    def read_again(self, encoding: Encoding, marks: Marks) -> Floats:
        """Return one state for all tokens: that of who has not read again."""
        del marks  # as an encoder's
        return np.zeros((len(encoding.tags), 1), dtype=np.float32)
