"""Clusters as nodes for the relation classifier: their names, and the pronouns that mean them."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from bacd_graph.extraction.pairs import Node, Place
from bacd_graph.extraction.voices import voices
from bacd_graph.model import BlockKind, EntityType

Doc.set_extension("clusters", default=(), force=True)
Doc.set_extension("nodes", default=(), force=True)

FIRST_PERSON = frozenset({"i", "my", "me", "myself"})
THIRD_PERSON = frozenset({"he", "she", "his", "her", "him"})
PRONOUNS = FIRST_PERSON | THIRD_PERSON


@dataclass(frozen=True, slots=True)
class Cluster:
    """Coreferent mentions in tokens: ``spans`` are (start, end), in order of appearance."""

    name: str
    type: EntityType
    spans: tuple[tuple[int, int], ...]
    confidence: float = 1.0
    author: bool = False


@Language.component("bacd_nodes", assigns=["doc._.nodes"])
def set_nodes(doc: Doc) -> Doc:
    """Make the clusters into nodes."""
    doc._.nodes = make_nodes(doc, doc._.clusters)
    return doc


def make_nodes(doc: Doc, clusters: Sequence[Cluster]) -> tuple[Node, ...]:
    """Return one node a cluster, in order, its pronouns among its places."""
    block_of, sentence_of = token_maps(doc)
    pronouns = pronoun_spans(doc, clusters, block_of, sentence_of)
    ranks = ranks_of(clusters)
    return tuple(
        Node(
            cluster.type,
            tuple(
                sorted(
                    (
                        Place(start, end, block_of[start], sentence_of[start], pronoun)
                        for pronoun, spans in ((False, cluster.spans), (True, pronouns[i]))
                        for start, end in spans
                    ),
                    key=lambda p: p.start,
                )
            ),
            cluster.author,
            ranks[i],
        )
        for i, cluster in enumerate(clusters)
    )


def token_maps(doc: Doc) -> tuple[list[int], list[int]]:
    """Return the block and the sentence of each token."""
    block_of, sentence_of = [0] * len(doc), [0] * len(doc)
    for i, section in enumerate(doc._.layout):
        block_of[section.start : section.end] = [i] * (section.end - section.start)
    for i, (start, end) in enumerate(doc._.sentences):
        sentence_of[start:end] = [i] * (end - start)
    return block_of, sentence_of


def ranks_of(clusters: Sequence[Cluster]) -> list[int]:
    """Return for each cluster how many of its type are mentioned more (at most 2)."""
    order = sorted(range(len(clusters)), key=lambda i: (-len(clusters[i].spans), clusters[i].spans))
    seen: dict[EntityType, int] = {}
    ranks = [2] * len(clusters)
    for i in order:
        ranks[i] = min(2, seen.get(clusters[i].type, 0))
        seen[clusters[i].type] = seen.get(clusters[i].type, 0) + 1
    return ranks


def pronoun_spans(
    doc: Doc, clusters: Sequence[Cluster], block_of: Sequence[int], sentence_of: Sequence[int]
) -> list[list[tuple[int, int]]]:
    """Return for each cluster the tokens of the pronouns that mean it.

    "I" is whoever speaks. "He" and "she" are the last person
    named before, in the same sentence, the one before, or the block before; the field that names
    the author names nobody to them.
    """
    spans: list[list[tuple[int, int]]] = [[] for _ in clusters]
    persons = {i: c.spans for i, c in enumerate(clusters) if c.type is EntityType.PERSON}
    speaking = voices(doc, persons, [i for i, c in enumerate(clusters) if c.author])
    people = sorted(
        (start, i)
        for i, person in persons.items()
        for start, _ in person
        if doc._.layout[block_of[start]].kind is not BlockKind.AUTHOR
    )
    named = {t for c in clusters for start, end in c.spans for t in range(start, end)}
    last, position = None, 0
    pronouns = ((t, word) for t, word in enumerate(doc._.words) if word in PRONOUNS)
    for t, word in pronouns:
        while position < len(people) and people[position][0] <= t:
            last = people[position]
            position += 1
        if t in named:  # "He Xin" is a name
            continue
        speaker = speaking[t]
        if word in FIRST_PERSON and speaker is not None and doc[t].text != "i":
            spans[speaker].append((t, t + 1))
        elif (
            word in THIRD_PERSON
            and last is not None
            and (sentence_of[t] - sentence_of[last[0]] <= 1 or block_of[t] - block_of[last[0]] <= 1)
        ):
            spans[last[1]].append((t, t + 1))
    return spans
