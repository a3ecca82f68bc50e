from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from bacd_graph.extraction.fingerprints import DEFAULT_MODEL
from bacd_graph.extraction.layout import make_doc
from bacd_graph.extraction.pipeline import english
from bacd_graph.model import Document
from bacd_graph.reading import read

Reader = Callable[..., Document]
Parser = Callable[..., Doc]


@pytest.fixture(scope="session")
def rules_only() -> Language:
    """The pipeline without a trained part of ours: what gazetteer and patterns do by themselves."""
    nlp = english(DEFAULT_MODEL)
    for component in (
        "bacd_gazetteer",
        "bacd_names",
        "bacd_coreference",
        "bacd_nodes",
        "bacd_rules",
    ):
        nlp.add_pipe(component)
    return nlp


@pytest.fixture
def document(tmp_path: Path) -> Reader:
    def make(text: str, name: str = "recap.md") -> Document:
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return read(path)

    return make


@pytest.fixture
def parse(document: Reader) -> Parser:
    def run(text: str, nlp: Language, name: str = "recap.md") -> Doc:
        doc = make_doc(document(text, name), nlp)
        for _, component in nlp.pipeline:
            doc = component(doc)
        return doc

    return run
