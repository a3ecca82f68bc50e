"""Resolution beside a hand-made list of pairs: ``python -m benchmarks.resolution OUT``.

OUT is the graph of an archive. A row of ``pairs.tsv`` has two names as two documents use them, and
whether a reader who knows the communities takes them for one thing, with the reason. The readers
judged by the texts, without having seen any graph. The list "drawn" pairs names that were drawn by
chance with one that looks alike elsewhere; the list "near" holds what is hard: first names and
handles beside full names, slips of the pen, acronyms, editions, names within names. Printed are
precision (of the pairs that the graph has as one entity, the share that is one thing) and recall
(of those that are one thing, the share that the graph has as one entity), for people and for
things; each mistake; and the rows that cannot be judged, since the graph lacks a name. Then the
time of resolution alone, of the kept facts of an eighth, a quarter, a half and all documents.
"""

import csv
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from time import process_time

import click

import bacd_graph
from bacd_graph.building.keeping import unpack
from bacd_graph.gazetteer import load_gazetteer
from bacd_graph.model import Entity, EntityType, Facts
from bacd_graph.names.folding import fold
from bacd_graph.outputs import store_folder
from bacd_graph.resolution import resolve
from bacd_graph.terminal import print_table

PAIRS = Path(__file__).with_name("pairs.tsv")


class Verdict(StrEnum):
    """How the graph has a pair, beside what it is."""

    MERGED = "rightly one"
    APART = "rightly two"
    WRONGLY_MERGED = "wrongly one"
    WRONGLY_APART = "wrongly two"
    MISSING = "not in the graph"


@dataclass(frozen=True)
class Name:
    """A name as one document uses it."""

    document: str
    text: str
    type: EntityType

    def __str__(self) -> str:
        return f"{self.text} ({self.type}, {self.document})"


@dataclass(frozen=True)
class Pair:
    """Two names, whether they are one thing's, and why."""

    one: Name
    other: Name
    same: bool
    reason: str
    list: str

    @property
    def of_people(self) -> bool:
        """Whether both name people."""
        return {self.one.type, self.other.type} == {EntityType.PERSON}


def hashed(document: str) -> str:
    """Return how the list calls a document: an id is made of a title, which is its author's."""
    return sha256(document.encode()).hexdigest()[:12]


class Finder:
    """Finds the entity that a name of a document became."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._found: defaultdict[tuple[str, str], list[Entity]] = defaultdict(list)
        for entity in entities:
            for form in {fold(name) for name in entity.names}:
                for document in entity.documents:
                    self._found[hashed(document), form].append(entity)

    def find(self, name: Name) -> Entity | None:
        """Return the entity, the one of the name's type first."""
        found = self._found[name.document, fold(name.text)]
        return min(found, key=lambda e: (e.type != name.type, -len(e.documents)), default=None)

    def judge(self, pair: Pair) -> Verdict:
        """Return how the graph has ``pair``."""
        one, other = self.find(pair.one), self.find(pair.other)
        if one is None or other is None:
            return Verdict.MISSING
        if one.id == other.id:
            return Verdict.MERGED if pair.same else Verdict.WRONGLY_MERGED
        return Verdict.WRONGLY_APART if pair.same else Verdict.APART


def read_pairs(path: Path) -> list[Pair]:
    """Return the rows of a list of pairs."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [
            Pair(
                Name(row["document_1"], row["name_1"], EntityType(row["type_1"])),
                Name(row["document_2"], row["name_2"], EntityType(row["type_2"])),
                row["verdict"] == "same",
                row["reason"],
                row["list"],
            )
            for row in rows
        ]


def kept_facts(out: Path) -> list[Facts]:
    """Return the facts that the build of ``out`` kept, by document."""
    with closing(sqlite3.connect(store_folder(out) / "facts.sqlite3")) as connection:
        rows = connection.execute("SELECT facts FROM kept WHERE facts IS NOT NULL ORDER BY id")
        return [unpack(facts) for (facts,) in rows if facts]


def growth(facts: Sequence[Facts]) -> Iterator[tuple[int, int, float]]:
    """Yield documents, entities and seconds of this process for parts of ``facts`` and for all."""
    entries = load_gazetteer().entries
    for share in (8, 4, 2, 1):
        some = facts[::share]
        start = process_time()
        entities = resolve(some, known=entries).entities
        yield len(some), len(entities), process_time() - start


@click.command()
@click.argument("out", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(out: Path) -> None:
    """Print how well the graph in OUT tells things apart and together."""
    with bacd_graph.open(out) as graph:
        finder = Finder(graph.entities)
        judged = [(pair, finder.judge(pair)) for pair in read_pairs(PAIRS)]
    for pair, verdict in sorted(judged, key=lambda item: item[1]):
        if verdict not in (Verdict.MERGED, Verdict.APART):
            click.echo(f"{verdict}: {pair.one} | {pair.other}: {pair.reason}")
    groups = {
        f"{list_}: {kind}": [
            verdict
            for pair, verdict in judged
            if pair.list == list_ and kind in ("all", "people" if pair.of_people else "things")
        ]
        for list_ in sorted({pair.list for pair, _ in judged})
        for kind in ("people", "things", "all")
    }
    print_table(
        ("of", "pairs", "precision", "recall", *Verdict),
        [(name, len(found), *_rates(found)) for name, found in groups.items()],
        " ",
    )
    _print_growth(out)


def _print_growth(out: Path) -> None:
    rows = [(d, e, f"{s:.2f}", f"{1000 * s / d:.1f}") for d, e, s in growth(kept_facts(out))]
    print_table(("documents", "entities", "CPU s", "ms a document"), rows, " ")


def _rates(found: list[Verdict]) -> tuple[str, str, *tuple[int, ...]]:
    right = found.count(Verdict.MERGED)
    precision = right / max(1, right + found.count(Verdict.WRONGLY_MERGED))
    recall = right / max(1, right + found.count(Verdict.WRONGLY_APART))
    return f"{precision:.3f}", f"{recall:.3f}", *(found.count(verdict) for verdict in Verdict)


if __name__ == "__main__":
    main()
