"""Completes what has been found by what it and the form of a text imply."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from spacy.tokens import Doc

from bacd_graph.extraction.headings import Headings, of_editions, spoken_below
from bacd_graph.extraction.named_blocks import Named, named_in_blocks, of_types
from bacd_graph.extraction.programmes import programmes, same_event, told_alike
from bacd_graph.extraction.relations import Relation
from bacd_graph.extraction.within_names import said_by_names
from bacd_graph.model import SYMMETRIC, EntityType, Predicate, Status

if TYPE_CHECKING:
    from bacd_graph.extraction.nodes import Cluster
    from bacd_graph.extraction.pairs import Node

_TOLD_ALIKE: Final = {
    Predicate.SPOKE_ABOUT: EntityType.PERSON,
    Predicate.HIRES_FOR: EntityType.COMPANY,
}
_AND: Final = frozenset({"and", "or", "&"})
_IN: Final = 0.95  # how sure it is that "Austin, TX" is in TX, if both are places


def completed(
    doc: Doc, relations: Iterable[Relation], denied: Iterable[Relation] = ()
) -> tuple[Relation, ...]:
    """Return the relations, and those that they and the form of the text imply.

    What is said of a series below the heading of an edition of it, is said of that. Nothing of
    what is ``denied`` is implied.
    """
    named = named_in_blocks(doc._.nodes)
    by_name = tuple(said_by_names(doc))
    headings = Headings(doc._.nodes, doc._.layout, named)
    told = with_new((), of_editions(headings, without_reverse(relations, by_name), by_name))
    lists = {who: tuple(programmes(doc, named, who)) for who in _TOLD_ALIKE.values()}
    for predicate, who in _TOLD_ALIKE.items():
        told = with_new(told, told_alike(lists[who], told, predicate))
    told = with_new(told, spoken_below(headings, told))
    told = with_new(told, same_event(lists[EntityType.PERSON], told))
    told = with_new(told, (*by_name, *regions(doc, named)))
    against = {r.said for r in denied}
    return tuple(r for r in told if r.said not in against)


def without_reverse(
    relations: Iterable[Relation], by_name: Iterable[Relation]
) -> Iterator[Relation]:
    """Yield the relations but for those that names say the other way round.

    "Ghent Congress Centre" is in Ghent, and Ghent not in it.
    """
    reverse = {(r.object, r.predicate, r.subject) for r in by_name if r.predicate not in SYMMETRIC}
    for r in relations:
        if r.said not in reverse:
            yield r


def with_new(known: Sequence[Relation], implied: Iterable[Relation]) -> tuple[Relation, ...]:
    """Return the known relations and, once each, those of the implied ones that are new."""
    found = {r.said: r for r in known}
    for r in implied:
        found.setdefault(r.said, r)
    return tuple(found.values())


def regions(doc: Doc, named: Mapping[int, Sequence[Named]]) -> Iterator[Relation]:
    """Yield in what a place lies that stands before a comma and another place: "Austin, TX".

    Three of them in a row may be a list, and so are "Loire, Maine and Sarthe".
    """
    nodes: Sequence[Node] = doc._.nodes
    clusters: Sequence[Cluster] = doc._.clusters
    for names in named.values():
        places = sorted((p.start, p, i) for i, p in of_types(nodes, names, EntityType.PLACE))
        close = [
            list(doc._.words[a.end : b.start]) == [","] for (_, a, _), (_, b, _) in pairwise(places)
        ]
        for k, joined in enumerate(close):
            if joined and not any(close[max(k - 1, 0) : k] + close[k + 1 : k + 2]):
                (_, near, a), (_, far, b) = places[k : k + 2]
                if a != b and not goes_on(doc, far.end):
                    sure = _IN * clusters[a].confidence * clusters[b].confidence
                    yield Relation(a, Predicate.LOCATED_IN, b, sure, Status.ASSERTED, (near, far))


def goes_on(doc: Doc, end: int) -> bool:
    """Say whether a list goes on here: "and", a name, and no region of it behind a comma."""
    joint, name, sign, *_ = [*(token.text for token in doc[end : end + 3]), "", "", ""]
    return joint in _AND and name[:1].isupper() and sign != ","
