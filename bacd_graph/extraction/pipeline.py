"""The whole pipeline: a spaCy model for English and our components, in their order."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

import spacy
from spacy.language import Language
from spacy.tokens import Doc

# Each import registers the component of its name.
from bacd_graph import limits
from bacd_graph.errors import ModelMissingError, ReadingError
from bacd_graph.extraction import (  # noqa: F401
    classifier,
    coreference,
    entities,
    listed,
    readings,
    recognizer,
    rules,
)
from bacd_graph.extraction.domain import NO_DOMAIN, Domain
from bacd_graph.extraction.fingerprints import DEFAULT_MODEL
from bacd_graph.extraction.layout import make_doc, set_tokenizer
from bacd_graph.extraction.products import multiply, one_thread
from bacd_graph.extraction.statements import make_facts
from bacd_graph.model import Document, Facts

# Each with the part of a domain that it stands on.
COMPONENTS: Final[Mapping[str, str | None]] = MappingProxyType(
    {
        "bacd_gazetteer": "gazetteer",
        "bacd_reading": "model",
        "bacd_names": "model",
        "bacd_coreference": None,
        "bacd_entities": "model",
        "bacd_nodes": None,
        "bacd_rereading": None,
        "bacd_rules": "patterns",
        "bacd_relations": "model",
    }
)


def load(model: str | None = None, domain: Domain = NO_DOMAIN) -> Language:
    """Return the pipeline; ``model`` is the name of an installed spaCy model."""
    nlp = english(model or DEFAULT_MODEL)
    nlp.max_length = limits.DOCUMENT_CHARACTERS
    for component, part in COMPONENTS.items():
        nlp.add_pipe(component, config={"own": getattr(domain, part)} if part else {})
    return nlp


def english(model: str) -> Language:
    """Return a spaCy model with the layout alone: its syntax is for our patterns to ask for.

    Raises:
        ModelMissingError: if the model is not installed.
    """
    try:
        nlp = spacy.load(model, exclude=["ner", "senter"])
    except OSError as error:
        raise ModelMissingError(
            f"the spaCy model {model} is not installed; install it with pip, or name another"
        ) from error
    for name, component in nlp.pipeline:
        multiply(component)
        nlp.disable_pipe(name)
    set_tokenizer(nlp)
    nlp.add_pipe("bacd_layout", first=True)
    return nlp


def run(document: Document, nlp: Language) -> Facts:
    """Return the facts of one document.

    Raises:
        ReadingError: if it has more characters than ``nlp.max_length``, or too many names.
    """
    if len(document.text) > nlp.max_length:
        raise ReadingError(
            f"{document.info.path}: it has more than {nlp.max_length:,} characters, the limit; "
            "split it into documents, or allow more by --max-characters"
        )
    try:
        return make_facts(document, parse(document, nlp))
    except ReadingError as error:
        raise ReadingError(f"{document.info.path}: {error}") from error


def parse(document: Document, nlp: Language) -> Doc:
    """Return what the components of a pipeline, ours or a part of it, make of a document."""
    doc = make_doc(document, nlp)
    with one_thread():
        for _, component in nlp.pipeline:
            doc = component(doc)
    return doc
