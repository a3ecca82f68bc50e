"""The syntax of sentences, as far as patterns ask for it, by the components of a spaCy model."""

from collections.abc import Sequence
from itertools import chain
from typing import Any, Final, cast

import numpy as np
from spacy.attrs import DEP, LEMMA, LOWER, MORPH, ORTH, POS, TAG
from spacy.language import Language
from spacy.pipeline import AttributeRuler, Lemmatizer, Tok2Vec
from spacy.tokens import Doc, Token
from thinc.api import Model

from bacd_graph.extraction.anchors import Words
from bacd_graph.extraction.embeddings import Embeddings, are_hashed
from bacd_graph.extraction.skeleton import Component

_SEEN: Final = [TAG, POS, MORPH, DEP]  # what an attribute ruler may look at


class Lemmas:
    """Gives lemmas, as an attribute ruler and a lemmatizer do, to some lower-case words alone.

    These two take each token by itself, in Python: to let them do so with all of them took an
    eighth of the time of extraction with the student.
    """

    def __init__(self, ruler: AttributeRuler, lemmatizer: Lemmatizer, words: Words) -> None:
        self.ruler = ruler
        self.lemmatizer = lemmatizer
        self.words = np.array([ruler.vocab.strings.add(word) for word in words], np.uint64)
        patterns = chain.from_iterable(cast("Sequence[Any]", r["patterns"]) for r in ruler.patterns)
        around = max(map(len, patterns), default=1) - 1  # so far it looks
        self.beside = np.arange(-around, around + 1)

    def __call__(self, doc: Doc) -> Doc:
        """Return ``doc`` with the lemmas of the words; any other word is its own."""
        lemmas = doc.to_array(ORTH)
        at = np.flatnonzero(np.isin(doc.to_array(LOWER), self.words))
        near = np.unique((at[:, None] + self.beside).clip(0, len(doc) - 1))
        few = Doc(doc.vocab, words=[doc[i].text for i in near.tolist()])
        few.from_array(_SEEN, doc.to_array(_SEEN)[near])
        few = self.ruler(few)
        for i, same in zip(at.tolist(), np.searchsorted(near, at).tolist(), strict=True):
            lemmas[i] = few[same].lemma or self.lemma(few[same])
        return doc.from_array([LEMMA], lemmas[:, None])  # type: ignore[arg-type]

    def lemma(self, token: Token) -> int:
        """Return the hash of the lemma of a token that the ruler gives none."""
        return self.lemmatizer.vocab.strings.add(self.lemmatizer.lemmatize(token)[0])


class Vectors:
    """Embeds as a ``Tok2Vec`` does, for the components that look for its vectors in a text."""

    def __init__(self, network: Model[Any, Any]) -> None:
        self.embeddings = Embeddings(network)

    def __call__(self, doc: Doc) -> Doc:
        """Return ``doc`` with the vectors of its tokens."""
        doc.tensor = self.embeddings(doc)  # type: ignore[assignment]
        return doc


def syntax_of(nlp: Language, words: Words | None) -> Sequence[Component]:
    """Return what finds the syntax of a text: the components of ``nlp`` that are disabled.

    Our own take the place of those whose work they do faster. Patterns ask for the lemmas of the
    lower-case ``words`` alone, or of nobody knows which if that is None.
    """
    found: list[Component] = [nlp.get_pipe(name) for name in nlp.disabled]
    match found:
        case [Tok2Vec(model=network), *others] if are_hashed(network):
            found = [Vectors(network), *others]
    match found:
        case [*others, AttributeRuler() as ruler, Lemmatizer(overwrite=False) as lemmatizer]:
            if words is not None:
                found = [*others, Lemmas(ruler, lemmatizer, words)]
    return found
