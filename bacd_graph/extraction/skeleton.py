"""A copy of a ``Doc`` in which each name is one token: what patterns are matched on."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc

from bacd_graph.extraction.nodes import token_maps
from bacd_graph.extraction.pairs import Place

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


def make_skeleton(doc: Doc) -> Skeleton:
    """Return the skeleton of a document whose nodes are known."""
    owners = {
        (place.start, place.end): (i, place)
        for i, node in enumerate(doc._.nodes)
        for place in node.places
    }
    owners |= {(place.start, place.end): (i, place) for i, place in ours(doc)}
    copy = Doc(
        doc.vocab,
        words=[t.text for t in doc],
        spaces=[bool(t.whitespace_) for t in doc],
        lemmas=[t.lemma_ for t in doc],
        pos=[t.pos_ for t in doc],
        tags=[t.tag_ for t in doc],
        heads=[t.head.i for t in doc],
        deps=[t.dep_ for t in doc],
        sent_starts=[t.is_sent_start is True for t in doc],
    )
    with copy.retokenize() as retokenizer:
        for (start, end), (i, _) in owners.items():
            retokenizer.merge(copy[start:end], attrs={"ENT_TYPE": doc._.nodes[i].type.value})
    ends = dict(owners.keys())
    nodes: dict[int, int] = {}
    places: dict[int, Place] = {}
    starts: list[int] = []
    position = 0
    while position < len(doc):
        end = ends.get(position, position + 1)
        if (position, end) in owners:
            nodes[len(starts)], places[len(starts)] = owners[position, end]
        starts.append(position)
        position = end
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
