"""What patterns see: the sentences of a ``Doc`` that one may match in, each name one token."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, TypeAlias

import numpy as np
from spacy.tokens import Doc

from bacd_graph.extraction.nodes import token_maps
from bacd_graph.extraction.pairs import Place

_OURS: Final = {
    "our": frozenset({"company", "employer", "firm", "startup"}),
    "we": frozenset({"at"}),
}
# So far around a sentence look those who find its syntax: the four layers of convolutions of
# spaCy's small and medium models four tokens, and the parser two ahead.
_BEFORE: Final = 4
_AFTER: Final = 6

# The nodes by their index, and their places, by the (start, end) tokens of these.
Owners: TypeAlias = Mapping[tuple[int, int], tuple[int, Place]]
# Whether a pattern may match among names of these types and these lower-case words.
MayMatch: TypeAlias = Callable[[Sequence[str], Set[str]], bool]


@dataclass(frozen=True, slots=True)
class Skeleton:
    """One token a name or a pronoun that means one, its ``ent_type_`` the type.

    ``nodes`` and ``places`` give, for such a token of ``doc``, the index of its node and its
    place in the document.
    """

    doc: Doc
    nodes: dict[int, int]
    places: dict[int, Place]


def make_skeleton(
    doc: Doc, syntax: Sequence[Callable[[Doc], Doc]], least: int, may_match: MayMatch
) -> Skeleton:
    """Return the skeleton of a document whose nodes are known.

    A sentence is left out that has fewer names than ``least``, or in which nothing may match.
    Syntax, which nobody but patterns asks for, is found here by the components ``syntax``; it is
    the same as among all sentences with names enough.
    """
    owners = {
        (place.start, place.end): (i, place)
        for i, node in enumerate(doc._.nodes)
        for place in node.places
    }
    owners |= {(place.start, place.end): (i, place) for i, place in ours(doc)}
    kept = tokens_to_parse(doc, owners, least, may_match)
    position = {t: i for i, t in enumerate(kept)}
    tokens = [doc[t] for t in kept]
    copy = Doc(
        doc.vocab,
        words=[t.text for t in tokens],
        spaces=[bool(t.whitespace_) for t in tokens],
        sent_starts=[bool(t.is_sent_start) for t in tokens],
    )
    for component in syntax:
        copy = component(copy)
    # A name of which a part is left out, be it the middle, is one that nothing can match.
    names = {
        ends: owner for ends, owner in owners.items() if all(t in position for t in range(*ends))
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


def tokens_to_parse(doc: Doc, owners: Owners, least: int, may_match: MayMatch) -> list[int]:
    """Return the tokens of the sentences that something may match in, and of what is around them.

    Around them are the other sentences with as many names as ``least``.
    """
    inside: Mapping[int, list[tuple[int, int]]] = defaultdict(list)
    for ends, (_, place) in owners.items():
        inside[place.sentence].append(ends)
    tokens: list[int] = []
    wanted: list[bool] = []
    runs_on = 0  # up to where a name of the sentences so far goes on
    for i, (start, end) in enumerate(doc._.sentences):
        names = inside[i]
        if len(names) < least:
            continue
        last = max((ends[1] for ends in names), default=0)
        crossed = start < runs_on or end < last
        runs_on = max(runs_on, last)
        types = [doc._.nodes[owners[ends][0]].type.value for ends in names]
        words = {doc[a:b].text.lower() for a, b in names if b - a > 1}.union(doc._.words[start:end])
        tokens += range(start, end)
        wanted += [crossed or may_match(types, words)] * (end - start)
    near = np.flatnonzero(wanted)[:, None] + np.arange(-_BEFORE, _AFTER + 1)
    return [tokens[i] for i in np.unique(near.clip(0, len(tokens) - 1)).tolist()]


def ours(doc: Doc) -> Iterator[tuple[int, Place]]:
    """Yield the author where "our company" or "we at" speaks for one.

    Any other "we" may be a team or a community; taking it for the author made more false
    statements than right ones on the annotated texts.
    """
    authors = [i for i, node in enumerate(doc._.nodes) if node.author]
    if len(authors) == 1:
        block_of, sentence_of = token_maps(doc)
        named = {t for node in doc._.nodes for p in node.places for t in range(p.start, p.end)}
        for t, (word, following) in enumerate(pairwise(doc._.words)):
            if following in _OURS.get(word, ()) and t not in named:
                yield authors[0], Place(t, t + 1, block_of[t], sentence_of[t], pronoun=True)
