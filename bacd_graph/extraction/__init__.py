"""The extraction room: a document's text to its mentions and statements.

Importing it is light; spaCy and the model are loaded where a pipeline is.
"""

from os import PathLike
from typing import TYPE_CHECKING

from bacd_graph.extraction.domain import NO_DOMAIN, Domain, open_domain
from bacd_graph.extraction.fingerprints import fingerprint

if TYPE_CHECKING:
    from spacy.language import Language

    from bacd_graph.model import Document, Facts

__all__ = ["NO_DOMAIN", "Domain", "extract", "fingerprint", "load_pipeline", "open_domain"]


def load_pipeline(
    model: str | None = None, domain: Domain | str | PathLike[str] | None = None
) -> "Language":
    """Return the pipeline on a spaCy model for English, by default the small one.

    ``domain`` is a folder of one's own names, patterns and model (docs/own-domain.md), or the
    same, opened.

    Raises:
        DataFileError: if the domain, or a file of it, breaks the rules.
        ModelMissingError: if the spaCy model or our own is not installed.
    """
    from bacd_graph.extraction.pipeline import load

    return load(model, domain if isinstance(domain, Domain) else open_domain(domain))


def extract(document: "Document", nlp: "Language") -> "Facts":
    """Return the chains and statements of ``document``; the same text always gives the same.

    Raises:
        ReadingError: if it has more characters than ``nlp.max_length``, or too many names.
    """
    from bacd_graph.extraction.pipeline import run

    return run(document, nlp)
