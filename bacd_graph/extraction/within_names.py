"""What the name of a thing says of another whose name it holds, by ``within_names.tsv``.

"Ceph Days New York" is part of "Ceph Days", in New York and about Ceph, and Red Hat develops "Red
Hat Ceph Storage", where a text names these as well.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final, TypeAlias

from spacy.tokens import Doc

from bacd_graph.errors import DataFileError
from bacd_graph.extraction.relations import Relation
from bacd_graph.model import EntityType, Predicate, Status, allowed
from bacd_graph.names.folding import words

if TYPE_CHECKING:
    from bacd_graph.extraction.nodes import Cluster
    from bacd_graph.extraction.pairs import Node

Types: TypeAlias = tuple[EntityType, EntityType]
Words: TypeAlias = tuple[str, ...]

_CONFIDENCE: Final = 0.95  # so many, and more, hold in annotated texts
_WORDS: Final = 8  # that a name within another may have
_WHOLE, _PART = "whole", "part"
_START, _ANYWHERE = "start", "anywhere"


@dataclass(frozen=True, slots=True)
class Reading:
    """What holds between a thing and what its name holds: at its start alone, or anywhere.

    The whole is the subject, or else the object. ``last`` are words of which the whole ends with
    one; none, if it may end with any.
    """

    at_start: bool
    of_whole: bool
    predicate: Predicate
    last: frozenset[str]

    def fits(self, start: int, whole: Words) -> bool:
        """Say whether this holds of a name with a part that begins at its word ``start``."""
        return (start == 0 or not self.at_start) and (not self.last or whole[-1] in self.last)


@lru_cache(maxsize=1)
def readings() -> Mapping[Types, Sequence[Reading]]:
    """Return what the name of a whole may say of a part, by their types.

    Raises:
        DataFileError: if a line is not two types, a place, a statement and words; it names file
            and line.
    """
    text = (files("bacd_graph") / "data" / "patterns" / "within_names.tsv").read_text("utf-8")
    found: Mapping[Types, list[Reading]] = defaultdict(list)
    for number, line in enumerate(text.split("\n"), start=1):
        if line and not line.startswith("#"):
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
    whole, part, where, said, *last = line.split("\t")
    subject, predicate, object_ = said.split(" ")
    if where not in (_START, _ANYWHERE) or {subject, object_} != {_WHOLE, _PART}:
        raise ValueError(f"{where!r} or {said!r} is not known")
    types = (EntityType(whole), EntityType(part))
    reading = Reading(
        where == _START,
        subject == _WHOLE,
        Predicate(predicate),
        frozenset(word for words in last for word in words.split()),
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
        held = [(start, i) for start, run in runs_of(name) for i in sorted(named.get(run, ()))]
        for start, part in held:
            for reading in readings().get((cluster.type, clusters[part].type), ()):
                if part != whole and reading.fits(start, name):
                    a, b = (whole, part) if reading.of_whole else (part, whole)
                    shown = (nodes[a].places[0], nodes[b].places[0])
                    yield Relation(a, reading.predicate, b, _CONFIDENCE, Status.ASSERTED, shown)


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


def runs_of(name: Words) -> Iterator[tuple[int, Words]]:
    """Yield the shorter runs of words in a name, each with where it begins."""
    for a in range(len(name)):
        for b in range(a + 1, min(a + _WORDS, len(name)) + 1):
            if b - a < len(name):
                yield a, name[a:b]


def spelt(name: str) -> Words:
    """Return the words of a name, plural or not."""
    return tuple(word.removesuffix("s") for word in words(name))
