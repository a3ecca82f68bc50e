"""The blocks of a ``Doc`` that hold names, each name one token: what patterns are matched on."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from spacy.attrs import DEP, HEAD, TAG
from spacy.tokens import Doc

from bacd_graph.extraction.nodes import token_maps
from bacd_graph.extraction.pairs import Place

_COPIED: Final[list[int | str]] = [TAG, HEAD, DEP]
_OURS: Final = {
    "our": frozenset({"company", "employer", "firm", "startup"}),
    "we": frozenset({"at"}),
}


@dataclass(frozen=True, slots=True)
class Skeleton:
    """One token a name or a pronoun that means one, its ``ent_type_`` the type.

    ``nodes`` and ``places`` give, for such a token of ``doc``, the index of its node and its
    place in the document; ``starts`` the first token in the document of every token.
    """

    doc: Doc
    nodes: dict[int, int]
    places: dict[int, Place]
    starts: tuple[int, ...]


def make_skeleton(doc: Doc, lexical: Sequence[Callable[[Doc], Doc]]) -> Skeleton:
    """Return the skeleton of a document whose nodes are known.

    A block with less than two names has nothing for a pattern to join, and is left out. Parts of
    speech and lemmas, which nobody but patterns asks for, are set here by ``lexical``.
    """
    owners = {
        (place.start, place.end): (i, place)
        for i, node in enumerate(doc._.nodes)
        for place in node.places
    }
    owners |= {(place.start, place.end): (i, place) for i, place in ours(doc)}
    count = Counter(place.block for _, place in owners.values())
    kept = [
        t
        for block, section in enumerate(doc._.layout)
        if count[block] > 1
        for t in range(section.start, section.end)
    ]
    position = {t: i for i, t in enumerate(kept)}
    copy = Doc(
        doc.vocab,
        words=[doc[t].text for t in kept],
        spaces=[bool(doc[t].whitespace_) for t in kept],
    )
    copy.from_array(_COPIED, doc.to_array(_COPIED)[np.array(kept, int)])
    for component in lexical:
        copy = component(copy)
    nodes: dict[int, int] = {}
    places: dict[int, Place] = {}
    with copy.retokenize() as retokenizer:
        for (start, end), (i, place) in owners.items():
            if count[place.block] > 1:
                name = copy[position[start] : position[end - 1] + 1]
                retokenizer.merge(name, attrs={"ENT_TYPE": doc._.nodes[i].type.value})
    ends = dict(owners.keys())
    starts: list[int] = []
    at = 0
    while at < len(kept):
        start = kept[at]
        end = ends.get(start, start + 1)
        if (start, end) in owners:
            nodes[len(starts)], places[len(starts)] = owners[start, end]
        starts.append(start)
        at += end - start
    return Skeleton(copy, nodes, places, tuple(starts))


def ours(doc: Doc) -> Iterator[tuple[int, Place]]:
    """Yield the author where "our company" or "we at" speaks for one.

    Any other "we" may be a team or a community; taking it for the author made more false
    statements than right ones on the annotated texts.
    """
    authors = [i for i, node in enumerate(doc._.nodes) if node.author]
    if len(authors) == 1:
        block_of, sentence_of = token_maps(doc)
        named = {t for node in doc._.nodes for p in node.places for t in range(p.start, p.end)}
        for token in doc[: len(doc) - 1]:
            if token.i not in named and doc[token.i + 1].lower_ in _OURS.get(token.lower_, ()):
                t = token.i
                yield authors[0], Place(t, t + 1, block_of[t], sentence_of[t], pronoun=True)
