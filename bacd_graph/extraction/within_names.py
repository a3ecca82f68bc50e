"""What the name of a thing says of another whose name it holds, by ``within_names.tsv``.

"Ceph Days New York" is part of "Ceph Days", in New York and about Ceph, and Red Hat develops "Red
Hat Ceph Storage", where a text names these as well.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeAlias

from spacy.tokens import Doc

from bacd_graph.errors import DataFileError
from bacd_graph.extraction.patterns import packaged_lines
from bacd_graph.extraction.relations import Relation
from bacd_graph.model import EntityType, Predicate, Status, allowed
from bacd_graph.names.folding import words

if TYPE_CHECKING:
    from bacd_graph.extraction.nodes import Cluster
    from bacd_graph.extraction.pairs import Node

Types: TypeAlias = tuple[EntityType, EntityType]
Words: TypeAlias = tuple[str, ...]

_HOLDS: Final = 0.95  # so many, and more, hold in annotated texts, if both are entities
_WORDS: Final = 8  # that a name within another may have
_WHOLE, _PART = "whole", "part"
_START, _ANYWHERE = "start", "anywhere"


@dataclass(frozen=True, slots=True)
class Reading:
    """What holds between a thing and what its name holds: at its start alone, or anywhere.

    The whole is the subject, or else the object. ``last`` are words of which the whole ends with
    one, any if there are none; with one of ``never`` it does not end.
    """

    at_start: bool
    of_whole: bool
    predicate: Predicate
    last: frozenset[str]
    never: frozenset[str]

    def fits(self, start: int, whole: Words) -> bool:
        """Say whether this holds of a name with a part that begins at its word ``start``."""
        ends = whole[-1] not in self.never and (not self.last or whole[-1] in self.last)
        return ends and (start == 0 or not self.at_start)


@lru_cache(maxsize=1)
def readings() -> Mapping[Types, Sequence[Reading]]:
    """Return what the name of a whole may say of a part, by their types.

    Raises:
        DataFileError: if a line is not two types, a place, a statement and words; it names file
            and line.
    """
    found: Mapping[Types, list[Reading]] = defaultdict(list)
    for number, line in packaged_lines("within_names.tsv"):
        try:
            types, reading = parse(line)
        except ValueError as error:
            raise DataFileError(
                f"within_names.tsv:{number}: {error}; write the types of whole and part, "
                f"{_START} or {_ANYWHERE}, and what holds, as in 'whole partOf part'"
            ) from error
        found[types].append(reading)
    return found


def parse(line: str) -> tuple[Types, Reading]:
    """Return what one line says.

    Raises:
        ValueError: if that is not known or not allowed.
    """
    whole, part, where, said, *rest = line.split("\t")
    subject, predicate, object_ = said.split(" ")
    ends = rest[0].split() if rest else []
    if len(rest) > 1:
        raise ValueError(f"{rest[1]!r} is one column too many")
    if where not in (_START, _ANYWHERE) or {subject, object_} != {_WHOLE, _PART}:
        raise ValueError(f"{where!r} or {said!r} is not known")
    types = (EntityType(whole), EntityType(part))
    reading = Reading(
        where == _START,
        subject == _WHOLE,
        Predicate(predicate),
        frozenset(w for word in ends if not word.startswith("-") for w in spelt(word)),
        frozenset(w for word in ends if word.startswith("-") for w in spelt(word)),
    )
    if not allowed(reading.predicate, *(types if reading.of_whole else types[::-1])):
        raise ValueError(f"the vocabulary does not allow {said!r} of a {whole} and a {part}")
    return types, reading


def said_by_names(doc: Doc) -> Iterator[Relation]:
    """Yield what the names of a document say of the others that it names."""
    nodes: Sequence[Node] = doc._.nodes
    clusters: Sequence[Cluster] = doc._.clusters
    named = named_by(doc)
    for whole, cluster in enumerate(clusters):
        name = spelt(cluster.name)
        for start, part in parts_of(name, named, clusters):
            for reading in readings().get((cluster.type, clusters[part].type), ()):
                if part != whole and reading.fits(start, name):
                    a, b = (whole, part) if reading.of_whole else (part, whole)
                    shown = (nodes[a].places[0], nodes[b].places[0])
                    sure = _HOLDS * cluster.confidence * clusters[part].confidence
                    yield Relation(a, reading.predicate, b, sure, Status.ASSERTED, shown)


def named_by(doc: Doc) -> Mapping[Words, set[int]]:
    """Return the clusters of each name; by another form of its own an event may be any."""
    named: Mapping[Words, set[int]] = defaultdict(set)
    clusters: Sequence[Cluster] = doc._.clusters
    for i, cluster in enumerate(clusters):
        named[spelt(cluster.name)].add(i)
        if cluster.type is not EntityType.EVENT:
            for a, b in cluster.spans:
                named[spelt(doc[a:b].text)].add(i)
    return named


def parts_of(
    name: Words, named: Mapping[Words, set[int]], clusters: Sequence["Cluster"]
) -> Iterator[tuple[int, int]]:
    """Yield at which words of a name others stand, and which.

    Of one within another of its type only the longer counts: what is in New York is not in York.
    """
    taken: Mapping[EntityType, set[int]] = defaultdict(set)
    for length in range(min(_WORDS, len(name) - 1), 0, -1):
        for start in range(len(name) - length + 1):
            run = range(start, start + length)
            parts = sorted(named.get(name[start : start + length], ()))
            free = [part for part in parts if not taken[clusters[part].type].issuperset(run)]
            yield from ((start, part) for part in free)
            for part in free:
                taken[clusters[part].type].update(run)


def spelt(name: str) -> Words:
    """Return the words of a name, plural or not."""
    return tuple(word.removesuffix("s") for word in words(name))
