"""The components that read a text: once to find names, once more to relate them."""

from pathlib import Path
from typing import Protocol, cast

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from bacd_graph.extraction.encoder import Encoder, Encoding
from bacd_graph.extraction.marks import Marks, marks_of
from bacd_graph.extraction.student import FILE, Student
from bacd_graph.extraction.trained import STUDENT, folder


class Reader(Protocol):
    """Who reads: the encoder, or its student."""

    def read(self, doc: Doc) -> Encoding:
        """Return what the first reading makes of ``doc``."""

    def read_again(self, encoding: Encoding, marks: Marks) -> NDArray[np.float32]:
        """Return the states of the tokens, shape (tokens, hidden), from the second reading."""


class FirstReading:
    """Keeps in ``doc._.encoding`` what the first reading makes of a document."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    def __call__(self, doc: Doc) -> Doc:
        """Return ``doc`` with its encoding."""
        doc._.encoding = self.reader.read(doc)
        return doc


class SecondReading:
    """Keeps in ``doc._.states`` what the second reading makes of a document's tokens."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    def __call__(self, doc: Doc) -> Doc:
        """Return ``doc`` with its states, if it was read before."""
        if doc._.encoding is not None:
            marks = marks_of(len(doc), doc._.nodes)
            doc._.states = self.reader.read_again(doc._.encoding, marks)
        return doc


def reader_of(model: Path) -> Reader:
    """Return the reader of the model in a folder: a student where there is one.

    Raises:
        ModelMissingError: if a file of it is missing, damaged, or as `trained.checked`.
    """
    # By its name too: of a student that lost its file, that file has to be named.
    student = model.name == STUDENT or (model / FILE).exists()
    return Student(model) if student else Encoder(model)


@Language.factory("bacd_reading", assigns=["doc._.encoding"])
def make_first_reading(nlp: Language, name: str, own: str | None = None) -> FirstReading:
    """Return the component on the model in the folder ``own``, by default the packaged one."""
    return FirstReading(reader_of(folder(own)))


@Language.factory("bacd_rereading", assigns=["doc._.states"], requires=["doc._.nodes"])
def make_second_reading(nlp: Language, name: str) -> SecondReading:
    """Return the component on the reader of the first reading."""
    return SecondReading(cast("FirstReading", nlp.get_pipe("bacd_reading")).reader)
