"""The component that finds the gazetteer's names in a text.

``doc.spans["listed"]`` holds one span a match, its label the type; longest first, no two overlap.
``doc._.listed_at`` holds the same by each of their tokens.
"""

import re
from typing import NamedTuple, cast

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from bacd_graph.extraction.encoding import TYPES
from bacd_graph.gazetteer import Case, Entry, Gazetteer, load_gazetteer
from bacd_graph.model import EntityType

LISTED = "listed"
_URL = re.compile(r"https?://|www\.|\S+@\S+\.\w")

Doc.set_extension("listed_at", default={}, force=True)


class Listed(NamedTuple):
    """A listed name in tokens."""

    start: int
    end: int
    type: EntityType


class GazetteerMatcher:
    """Marks the names that the gazetteer knows."""

    def __init__(self, nlp: Language, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self.entries: dict[str, Entry] = {}
        self.exact = PhraseMatcher(nlp.vocab, attr="ORTH")
        self.any = PhraseMatcher(nlp.vocab, attr="LOWER")
        for number, entry in enumerate(gazetteer.entries):
            key = str(number)
            self.entries[key] = entry
            matcher = self.any if entry.case is Case.ANY else self.exact
            matcher.add(key, [nlp.make_doc(form) for form in entry.forms])

    def __call__(self, doc: Doc) -> Doc:
        """Return ``doc`` with its listed names marked."""
        found = []
        for matcher in (self.exact, self.any):
            for match, start, end in matcher(doc):
                entry = self.entries[doc.vocab.strings[match]]
                # A table cell or heading that breaks a name in two lines is no name.
                if "\n" not in doc[start:end].text and not _URL.match(doc[start].text):
                    found.append(Span(doc, start, end, label=entry.type.value, kb_id=entry.name))
        found.sort(key=lambda s: (s.start, -len(s), s.label_, s.kb_id_))
        doc.spans[LISTED] = filter_spans(found)
        names = [Listed(s.start, s.end, EntityType(s.label_)) for s in doc.spans[LISTED]]
        doc._.listed_at = {t: name for name in names for t in range(name.start, name.end)}
        return doc


@Language.factory("bacd_gazetteer", assigns=["doc.spans"])
def make_gazetteer(nlp: Language, name: str, own: str | None = None) -> GazetteerMatcher:
    """Return the component on the packaged gazetteer and the tables in the folder ``own``."""
    return GazetteerMatcher(nlp, load_gazetteer(own=own))


def gazetteer_of(nlp: Language) -> Gazetteer:
    """Return the gazetteer that a pipeline marks names by; the packaged one if by none."""
    if "bacd_gazetteer" in nlp.pipe_names:
        return cast("GazetteerMatcher", nlp.get_pipe("bacd_gazetteer")).gazetteer
    return load_gazetteer()


def listed_types(doc: Doc) -> NDArray[np.float32]:
    """Return 1 where a token stands in a listed name of a type, shape (tokens, types)."""
    out = np.zeros((len(doc), len(TYPES)), dtype=np.float32)
    for token, name in doc._.listed_at.items():
        out[token, TYPES.index(name.type)] = 1.0
    return out
