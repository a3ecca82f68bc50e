"""What patterns see: sentences of a ``Doc`` in which one may match, each name one token."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress, pairwise
from typing import Final, NamedTuple, TypeAlias

import numpy as np
from spacy.attrs import DEP, ENT_TYPE, HEAD, LEMMA, MORPH, POS, SENT_START, TAG
from spacy.tokens import Doc, Span

from bacd_graph.extraction.nodes import token_maps
from bacd_graph.extraction.pairs import Node, Place
from bacd_graph.extraction.voices import voices
from bacd_graph.model import EntityType

_OURS: Final = {
    "our": frozenset({"company", "employer", "firm", "startup"}),
    "we": frozenset({"at"}),
}
# So far around a sentence look those who find its syntax: the four layers of convolutions of
# spaCy's small and medium models four tokens, and the parser two ahead.
_BEFORE: Final = 4
_AFTER: Final = 6
# What a token of a skeleton has of its root: of the highest one in the tree, if it is of more.
_OF_ROOT: Final = [HEAD, DEP, TAG, POS, MORPH, LEMMA]

Component: TypeAlias = Callable[[Doc], Doc]


class Name(NamedTuple):
    """A name, or a pronoun that means one: the index of its node, the node's type, its place."""

    node: int
    type: str
    place: Place


@dataclass(frozen=True, slots=True)
class NamedSentence:
    """A sentence of a document, from ``start`` up to ``end``, and what patterns may ask of it.

    ``words`` are its lower-case words, and those that its ``names`` of more than one token are. It
    is ``crossed`` where a name begins before it or ends after it.
    """

    index: int
    start: int
    end: int
    names: tuple[Name, ...]
    words: frozenset[str]
    crossed: bool

    @property
    def types(self) -> tuple[str, ...]:
        """The types of its names, one each."""
        return tuple(name.type for name in self.names)


@dataclass(frozen=True, slots=True)
class Skeleton:
    """One token a name or a pronoun that means one, its ``ent_type_`` the type.

    ``nodes`` and ``places`` give, for such a token of ``doc``, the index of its node and its
    place in the document.
    """

    doc: Doc
    nodes: dict[int, int]
    places: dict[int, Place]


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Some tokens of a document as one of their own, ``doc``, whose syntax can be found.

    ``at`` says where in it a token of the document stands.
    """

    doc: Doc
    at: Mapping[int, int]

    def span(self, start: int, end: int) -> Span:
        """Return tokens of the document, all of which are there, in the excerpt."""
        return self.doc[self.at[start] : self.at[end - 1] + 1]

    def roles(self, sentence: NamedSentence) -> frozenset[tuple[str, str]]:
        """Return the type of each name of a sentence, and what it is in the tree ("nsubj")."""
        return frozenset(
            (name.type, self.span(name.place.start, name.place.end).root.dep_)
            for name in sentence.names
        )

    def skeleton(self, sentences: Iterable[NamedSentence]) -> Skeleton:
        """Return the skeleton of sentences all of whose tokens are there."""
        tokens: list[int] = []
        names: dict[int, Name] = {}
        for sentence in sentences:
            tokens += range(sentence.start, sentence.end)
            names |= {name.place.start: name for name in sentence.names}
        # A name of which a part is left out, be it the middle, is one that nothing can match.
        left = set(tokens)
        names = {t: n for t, n in names.items() if left.issuperset(range(t, n.place.end))}
        spans: list[Span] = []
        found: dict[int, Name] = {}
        end = 0
        for t in tokens:
            if t in names:
                found[len(spans)] = names[t]
                end = names[t].place.end
                spans.append(self.span(t, end))
            elif t >= end:
                spans.append(self.span(t, t + 1))
        return Skeleton(
            merged(self.doc, spans, {i: name.type for i, name in found.items()}),
            {i: name.node for i, name in found.items()},
            {i: name.place for i, name in found.items()},
        )


def merged(doc: Doc, spans: Sequence[Span], types: Mapping[int, str]) -> Doc:
    """Return a document of which each token is one of the spans, some with the type of a name.

    The sentences of the spans are whole.
    """
    out = Doc(
        doc.vocab,
        words=[span.text for span in spans],
        spaces=[bool(span[-1].whitespace_) for span in spans],
    )
    if not spans:
        return out
    roots = np.array([span.root.i for span in spans])
    owner = np.zeros(len(doc), np.int64)
    for i, span in enumerate(spans):
        owner[span.start : span.end] = i
    starts = doc.to_array(SENT_START)[[span.start for span in spans]]
    syntax = doc.to_array(_OF_ROOT)[roots]
    heads = owner[roots + syntax[:, 0].astype(np.int64)]
    syntax[:, 0] = (heads - np.arange(len(spans))).astype(np.uint64)
    several = [len(span) > 1 for span in spans]
    syntax[several, _OF_ROOT.index(LEMMA)] = 0  # a name of more words is a form of none
    labels = np.zeros(len(spans), np.uint64)
    for i, type_ in types.items():
        labels[i] = doc.vocab.strings.add(type_)
    attributes = [*_OF_ROOT, SENT_START, ENT_TYPE]
    return out.from_array(attributes, np.column_stack([syntax, starts, labels]))  # type: ignore[arg-type]


def excerpt(doc: Doc, tokens: Sequence[int], syntax: Iterable[Component] = ()) -> Excerpt:
    """Return these tokens of a document, with what the components of ``syntax`` find there."""
    kept = [doc[t] for t in tokens]
    copy = Doc(
        doc.vocab,
        words=[t.text for t in kept],
        spaces=[bool(t.whitespace_) for t in kept],
        sent_starts=[bool(t.is_sent_start) for t in kept],
    )
    if tokens:
        for component in syntax:
            copy = component(copy)
    return Excerpt(copy, {t: i for i, t in enumerate(tokens)})


def named_sentences(doc: Doc, least: int) -> Iterator[NamedSentence]:
    """Yield the sentences of a document whose nodes are known that have names enough."""
    inside: Mapping[int, list[Name]] = defaultdict(list)
    for name in names_of(doc):
        inside[name.place.sentence].append(name)
    runs_on = 0  # up to where a name of the sentences so far goes on
    for i, (start, end) in enumerate(doc._.sentences):
        names = inside.get(i, [])
        if len(names) < least:
            continue
        last = max((name.place.end for name in names), default=0)
        several = (n.place for n in names if n.place.end - n.place.start > 1)
        words = frozenset(doc._.words[start:end]).union(
            doc[place.start : place.end].text.lower() for place in several
        )
        yield NamedSentence(i, start, end, tuple(names), words, start < runs_on or end < last)
        runs_on = max(runs_on, last)


def tokens_of(sentences: Iterable[NamedSentence]) -> list[int]:
    """Return the tokens of some sentences."""
    return [t for sentence in sentences for t in range(sentence.start, sentence.end)]


def tokens_around(sentences: Iterable[NamedSentence], among: Iterable[NamedSentence]) -> list[int]:
    """Return the tokens of the ``sentences``, and those of others ``among`` them that are around.

    With these the syntax of the sentences is the same as among all.
    """
    wanted = set(tokens_of(sentences))
    if not wanted:
        return []
    tokens = tokens_of(among)
    inside = [t in wanted for t in tokens]
    near = np.convolve(inside, np.ones(_BEFORE + 1 + _AFTER))[_BEFORE:][: len(tokens)] > 0
    return list(compress(tokens, near))


def names_of(doc: Doc) -> Iterator[Name]:
    """Yield the names of all nodes, and the pronouns that mean them, each place once."""
    places = [(i, place) for i, node in enumerate(doc._.nodes) for place in node.places]
    at = {(place.start, place.end): (i, place) for i, place in [*places, *ours(doc)]}
    for i, place in at.values():
        yield Name(i, doc._.nodes[i].type.value, place)


def ours(doc: Doc) -> Iterator[tuple[int, Place]]:
    """Yield who speaks where "our company" or "we at" speaks for one.

    Any other "we" may be a team or a community; taking it for the author made more false
    statements than right ones on the annotated texts.
    """
    nodes: Sequence[Node] = doc._.nodes
    named = {t for node in nodes for p in node.places for t in range(p.start, p.end)}
    found = [
        t
        for t, (word, following) in enumerate(pairwise(doc._.words))
        if following in _OURS.get(word, ()) and t not in named
    ]
    if not found:
        return
    block_of, sentence_of = token_maps(doc)
    people = {
        i: [(p.start, p.end) for p in node.places if not p.pronoun]
        for i, node in enumerate(nodes)
        if node.type is EntityType.PERSON
    }
    speaking = voices(doc, people, [i for i, node in enumerate(nodes) if node.author])
    for t in found:
        speaker = speaking[t]
        if speaker is not None:
            yield speaker, Place(t, t + 1, block_of[t], sentence_of[t], pronoun=True)
