"""What has been found, and the form of a text, imply: the rest of a talk, the series of an event.

The judge sees each candidate beside its rivals, and may lose the second of two speakers.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, pairwise, product
from typing import TYPE_CHECKING, Final, TypeAlias

from spacy.tokens import Doc

from bacd_graph.extraction.pairs import Node, Place
from bacd_graph.extraction.relations import Relation
from bacd_graph.model import EntityType, Predicate, Status
from bacd_graph.names.folding import words

if TYPE_CHECKING:
    from bacd_graph.extraction.layout import Section
    from bacd_graph.extraction.nodes import Cluster

# A name in a block: the index of its node, and where it stands.
Named: TypeAlias = tuple[int, Place]

_SUBJECTS: Final = frozenset({EntityType.PROJECT, EntityType.TECHNOLOGY})
_TALK: Final = 45  # tokens that a line which tells of one talk may have
_LESS: Final = 0.8  # of the confidence of what implies something
# What an event is to what its name begins with, or names. Of 576 such pairs in annotated texts all
# but one hold.
_IN_NAMES: Final[Mapping[EntityType, Predicate]] = {
    EntityType.EVENT: Predicate.PART_OF,
    EntityType.PLACE: Predicate.LOCATED_IN,
    EntityType.PROJECT: Predicate.ABOUT,
}
_NAMED: Final = 0.95


def completed(doc: Doc, relations: Sequence[Relation]) -> Iterator[Relation]:
    """Yield the relations, and those that they and the form of the text imply."""
    known = {(r.subject, r.predicate, r.object) for r in relations}
    yield from relations
    for implied in (
        *talks(doc._.nodes, doc._.layout, relations),
        *names_of_events(doc),
        *regions(doc),
    ):
        key = (implied.subject, implied.predicate, implied.object)
        if key not in known:
            known.add(key)
            yield implied


def talks(
    nodes: Sequence[Node], layout: Sequence["Section"], relations: Sequence[Relation]
) -> Iterator[Relation]:
    """Yield what each speaker of a talk speaks about, where one line has all speakers and subjects.

    "Ceph and CloudStack at scale - Ada Zimt, Hugo Cole": the ones stand before the others, and
    that one speaks about one has been found. In a row of a table the speakers share a cell: who
    stands in another may have another part.
    """
    said = {(r.subject, r.object): r for r in relations if r.predicate is Predicate.SPOKE_ABOUT}
    for block, names in named_in_blocks(nodes).items():
        section = layout[block]
        if section.end - section.start > _TALK:
            continue
        speakers = [n for n in names if nodes[n[0]].type is EntityType.PERSON]
        subjects = [n for n in names if nodes[n[0]].type in _SUBJECTS]
        pairs = [*product(speakers, subjects)]
        here = [r for (a, _), (b, _) in pairs if (r := said.get((a, b))) and stands_in(r, block)]
        if here and are_apart(speakers, subjects) and len(cells_of(section, speakers)) == 1:
            best = max(here, key=lambda r: r.confidence)
            for (a, speaker), (b, subject) in pairs:
                yield replace(
                    best,
                    subject=a,
                    object=b,
                    confidence=_LESS * best.confidence,
                    at=(speaker, subject),
                )


def are_apart(some: Sequence[Named], others: Sequence[Named]) -> bool:
    """Say whether all of the ones stand before the others, or behind them."""
    kinds = sorted([(p.start, 0) for _, p in some] + [(p.start, 1) for _, p in others])
    return sum(a != b for (_, a), (_, b) in pairwise(kinds)) == 1


def cells_of(section: "Section", names: Sequence[Named]) -> set[tuple[int, int]]:
    """Return the cells of a row that hold some of the names; a block that is none is one cell."""
    cells = section.cells or ((section.start, section.end),)
    return {(a, b) for a, b in cells if any(a <= place.start < b for _, place in names)}


def stands_in(relation: Relation, block: int) -> bool:
    """Say whether a block shows a relation."""
    return any(place.block == block for place in relation.at)


def names_of_events(doc: Doc) -> Iterator[Relation]:
    """Yield what the name of an event says: its series, its place, the project it is about.

    "Ceph Days New York" is part of "Ceph Days", in New York and about Ceph, where the text names
    these as well.
    """
    nodes: Sequence[Node] = doc._.nodes
    clusters: Sequence[Cluster] = doc._.clusters
    named: Mapping[tuple[str, ...], set[int]] = defaultdict(set)
    for i, cluster in enumerate(clusters):
        if cluster.type in _IN_NAMES:
            named[spelt(cluster.name)].add(i)
            # By another form of its name an event may be any.
            spans = () if cluster.type is EntityType.EVENT else cluster.spans
            for a, b in spans:
                named[spelt(doc[a:b].text)].add(i)
    for event, cluster in enumerate(clusters):
        if cluster.type is not EntityType.EVENT:
            continue
        name = spelt(cluster.name)
        runs = combinations(range(len(name) + 1), 2)
        for start, part in ((a, name[a:b]) for a, b in runs if b - a < len(name)):
            for i in sorted(named.get(part, ())):
                # A series stands at the beginning.
                if start == 0 or clusters[i].type is not EntityType.EVENT:
                    shown = (nodes[event].places[0], nodes[i].places[0])
                    predicate = _IN_NAMES[clusters[i].type]
                    yield Relation(event, predicate, i, _NAMED, Status.ASSERTED, shown)


def spelt(name: str) -> tuple[str, ...]:
    """Return the words of a name, plural or not."""
    return tuple(word.removesuffix("s") for word in words(name))


def regions(doc: Doc) -> Iterator[Relation]:
    """Yield in what a place lies that stands before a comma and another place: "Austin, TX".

    Three of them in a row may be a list.
    """
    nodes: Sequence[Node] = doc._.nodes
    for names in named_in_blocks(nodes).values():
        places = sorted((p.start, p, i) for i, p in names if nodes[i].type is EntityType.PLACE)
        close = [
            list(doc._.words[a.end : b.start]) == [","] for (_, a, _), (_, b, _) in pairwise(places)
        ]
        for k, joined in enumerate(close):
            if joined and not any(close[max(k - 1, 0) : k] + close[k + 1 : k + 2]):
                (_, near, a), (_, far, b) = places[k : k + 2]
                if a != b:
                    yield Relation(a, Predicate.LOCATED_IN, b, _NAMED, Status.ASSERTED, (near, far))


def named_in_blocks(nodes: Sequence[Node]) -> Mapping[int, Sequence[Named]]:
    """Return the names in each block, pronouns left out."""
    found: Mapping[int, list[Named]] = defaultdict(list)
    for i, node in enumerate(nodes):
        for place in node.places:
            if not place.pronoun:
                found[place.block].append((i, place))
    return found
