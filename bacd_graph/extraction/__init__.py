"""The extraction room: a document's text to its mentions and statements.

Importing it is light; spaCy and the model are loaded where a pipeline is.
"""

from typing import TYPE_CHECKING

from bacd_graph.extraction.fingerprints import fingerprint

if TYPE_CHECKING:
    from spacy.language import Language

    from bacd_graph.model import Document, Facts

__all__ = ["extract", "fingerprint", "load_pipeline"]


def load_pipeline(model: str | None = None) -> "Language":
    """Return the pipeline on a spaCy model for English, by default the small one.

    Raises:
        ModelMissingError: if the spaCy model or our own is not installed.
    """
    from bacd_graph.extraction.pipeline import load

    return load(model)


def extract(document: "Document", nlp: "Language") -> "Facts":
    """Return the chains and statements of ``document``; the same text always gives the same."""
    from bacd_graph.extraction.pipeline import run

    return run(document, nlp)
