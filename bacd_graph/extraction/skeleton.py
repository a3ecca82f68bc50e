"""The sentences of a ``Doc`` that hold names, each name one token: what patterns match on."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
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
    place in the document.
    """

    doc: Doc
    nodes: dict[int, int]
    places: dict[int, Place]


def make_skeleton(doc: Doc, syntax: Sequence[Callable[[Doc], Doc]], least: int) -> Skeleton:
    """Return the skeleton of a document whose nodes are known.

    A sentence with fewer names than ``least`` is left out. Syntax, which nobody but patterns asks
    for, is found here by the components ``syntax``.
    """
    owners = {
        (place.start, place.end): (i, place)
        for i, node in enumerate(doc._.nodes)
        for place in node.places
    }
    owners |= {(place.start, place.end): (i, place) for i, place in ours(doc)}
    count = Counter(place.sentence for _, place in owners.values())
    sentences = [s for i, s in enumerate(doc.sents) if count[i] >= least]
    kept = [t for s in sentences for t in range(s.start, s.end)]
    position = {t: i for i, t in enumerate(kept)}
    copy = Doc(
        doc.vocab,
        words=[doc[t].text for t in kept],
        spaces=[bool(doc[t].whitespace_) for t in kept],
        sent_starts=[bool(doc[t].is_sent_start) for t in kept],
    )
    for component in syntax:
        copy = component(copy)
    # A name may run on into a sentence that is left out: then nothing can match it.
    names = {
        ends: owner
        for ends, owner in owners.items()
        if ends[0] in position and ends[1] - 1 in position
    }
    with copy.retokenize() as retokenizer:
        for (start, end), (i, _) in names.items():
            name = copy[position[start] : position[end - 1] + 1]
            retokenizer.merge(name, attrs={"ENT_TYPE": doc._.nodes[i].type.value})
    nodes: dict[int, int] = {}
    places: dict[int, Place] = {}
    merged = 0
    for (start, end), (i, place) in sorted(names.items()):
        at = position[start] - merged
        nodes[at], places[at] = i, place
        merged += end - start - 1
    return Skeleton(copy, nodes, places)


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
