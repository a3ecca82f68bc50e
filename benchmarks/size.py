"""The store at size: ``python -m benchmarks.size OUT [--triples 10000000] [--folder FOLDER]``.

OUT is a built graph. All it says is said again and again under other names, of documents and of
entities, until there are so many triples; and at a third, a tenth and a thirtieth of that. At each
size a process of its own makes the store, and others write TriG and Turtle; then each named query
is asked, with all parameters open and with the value that most of its answers have at the smallest
size. Printed are seconds of the processor, peak memory and room on disk, and in the last column how
each grows with the triples: the exponent between its two largest sizes, 1 where it is linear and 0
where it stays as it is. A query that is cut at one size is not asked at a larger one.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from math import log
from pathlib import Path
from time import perf_counter
from typing import Final

import click
import psutil

import bacd_graph
from bacd_graph.errors import QueryError
from bacd_graph.model import Entity, Statement
from bacd_graph.rdf import (
    GraphStore,
    NamedQuery,
    Result,
    Run,
    create_store,
    describe,
    named_queries,
    named_query,
    open_store,
    write_trig,
    write_turtle,
)
from bacd_graph.rdf.processes import Pool
from bacd_graph.terminal import print_table
from benchmarks.peak import peak

SHARES: Final = (0.03, 0.1, 0.3, 1.0)
RUN: Final = Run("size", "benchmark", "none", "none")
CUT: Final = float("inf")

Row = dict[str, float]


def load(out: Path, store: Path, times: int) -> None:
    """Make a store of all that the graph in ``out`` says, so many times."""
    with bacd_graph.open(out) as graph:
        infos, entities, claims = graph.documents, graph.entities, graph.store.claims()
    copies = range(times)
    more_infos = (replace(info, id=_again(info.id, n)) for n in copies for info in infos)
    more_entities = (_entity_again(entity, n) for n in copies for entity in entities)
    statements = (
        Statement(
            _again(claim.document.id, n),
            _again(claim.subject.id, n),
            claim.predicate,
            _again(claim.object.id, n),
            claim.status,
            claim.confidence,
            tuple(replace(p, document_id=_again(p.document_id, n)) for p in claim.passages),
        )
        for n in copies
        for claim in claims
    )
    create_store(store, describe(more_infos, more_entities, statements, RUN)).close()


def _again(name: str, copy: int) -> str:
    # No id or name ends so already.
    return f"{name}~{copy}" if copy else name


def _entity_again(entity: Entity, copy: int) -> Entity:
    return replace(
        entity,
        id=_again(entity.id, copy),
        name=_again(entity.name, copy),
        names=tuple(_again(name, copy) for name in entity.names),
        documents=tuple(_again(document, copy) for document in entity.documents),
    )


STEPS: Final[dict[str, Callable[..., object]]] = {
    "load": lambda out, store, times: load(Path(out), Path(store), int(times)),
    "trig": lambda store, file: write_trig(open_store(Path(store)), Path(file)),
    "turtle": lambda store, file: write_turtle(open_store(Path(store)), Path(file)),
}


def step(name: str, *arguments: str | int | Path) -> tuple[float, float]:
    """Return the seconds and the peak memory (MB) of one of `STEPS` in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.size", "--step", name, *map(str, arguments)]
    told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
    seconds, memory = json.loads(told)
    return seconds, memory


def taken(process: psutil.Process) -> tuple[float, float]:
    """Return the seconds of the processor and the peak memory (MB) of a process, as Linux tells."""
    times = process.cpu_times()
    return times.user + times.system, peak(process.pid)


def measured(
    out: Path, folder: Path, times: int, questions: "Questions"
) -> Iterator[tuple[str, float]]:
    """Yield each measure of a store that says all of ``out`` so many times."""
    store, file = folder / f"store-{times}", folder / "file"
    yield from _of("load", step("load", out, store, times))
    yield "disk, MB", sum(f.stat().st_size for f in store.iterdir()) / 1e6
    for name in ("trig", "turtle"):
        yield from _of(name, step(name, store, file))
        yield f"{name}, MB of file", file.stat().st_size / 1e6
        file.unlink()
    start = perf_counter()
    opened = open_store(store)
    yield "open, s", perf_counter() - start
    yield "triples", len(opened)
    for name in named_queries():
        yield from questions.ask(name, opened)


def _of(name: str, took: tuple[float, float]) -> Iterator[tuple[str, float]]:
    yield f"{name}, s", took[0]
    yield f"{name}, MB of memory", took[1]


@dataclass(slots=True)
class Questions:
    """Asks the named queries of one store after the other, the smallest first."""

    timeout: float
    values: dict[str, dict[str, str]] = field(default_factory=dict)
    cut: set[str] = field(default_factory=set)

    def ask(self, name: str, store: GraphStore) -> Iterator[tuple[str, float]]:
        """Yield the measures of a named query."""
        answers, seconds, memory = self._ask(name, {}, store)
        yield f"{name}, s", seconds
        yield f"{name}, MB of memory", memory
        if answers and name not in self.values:
            self.values[name] = most_frequent(named_query(name), answers)
        for parameter, value in self.values.get(name, {}).items():
            yield f"{name} {parameter}, s", self._ask(name, {parameter: value}, store)[1]

    def _ask(
        self, name: str, values: dict[str, str], store: GraphStore
    ) -> tuple[Result | None, float, float]:
        """Return the answer, if there is one in time, and what its process took for it alone."""
        if (called := " ".join((name, *values))) in self.cut:
            return None, CUT, CUT
        pool = Pool(1)
        store.query("ASK {}", pool=pool)
        (child,) = psutil.Process().children()
        before = taken(child)
        try:
            answers = store.ask(name, values, timeout=self.timeout, pool=pool)
            after = taken(child)
            return answers, after[0] - before[0], after[1]
        except QueryError as error:
            self.cut.add(called)
            click.echo(f"{called}: {error}", err=True)
            return None, CUT, CUT
        finally:
            pool.stop()


def most_frequent(query: NamedQuery, answers: Result) -> dict[str, str]:
    """Return the most frequent value of the first parameter that a column of the answers shows."""
    for parameter in query.parameters:
        for column in (f"{parameter.name}Name", parameter.name):
            if column in answers.columns:
                at = answers.columns.index(column)
                counted = Counter(str(row[at]) for row in answers)
                return {parameter.name: counted.most_common(1)[0][0]}
    return {}


def growth(rows: list[Row], name: str) -> str:
    """Return the exponent with which a measure grows between its two largest sizes."""
    found = [(row["triples"], row[name]) for row in rows if 0 < row.get(name, CUT) < CUT]
    if len(found) < 2:
        return ""
    (few, a), (many, b) = found[-2:]
    return f"{log(b / a) / log(many / few):.2f}"


def shown(value: float | None) -> str:
    """Return a measure with three digits."""
    if value is None:
        return ""
    return "cut" if value == CUT else f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


@click.command()
@click.argument("out", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--triples", type=click.IntRange(1), default=10_000_000, show_default=True)
@click.option("--timeout", default=30.0, show_default=True, help="Seconds that a query may take.")
@click.option(
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Where the stores lie meanwhile: some 200 bytes a triple, twice that while one is made.",
)
def main(out: Path, triples: int, timeout: float, folder: Path | None) -> None:
    """Print what stores of up to so many triples take, and how that grows."""
    with bacd_graph.open(out) as graph:
        times = sorted({max(1, round(triples * share / len(graph.store))) for share in SHARES})
    rows: list[Row] = []
    questions = Questions(timeout)
    with tempfile.TemporaryDirectory(prefix="bacd-graph-size-", dir=folder) as made:
        for number in times:
            rows.append(dict(measured(out, Path(made), number, questions)))
            click.echo(json.dumps(rows[-1]), err=True)
            shutil.rmtree(Path(made, f"store-{number}"))
    names = dict.fromkeys(name for row in rows for name in row)
    lines = [(n, *(shown(row.get(n)) for row in rows), growth(rows, n)) for n in names]
    print_table(("", *(f"{row['triples']:,.0f}" for row in rows), "exponent"), lines)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--step"]:
        STEPS[sys.argv[2]](*sys.argv[3:])
        print(json.dumps(taken(psutil.Process())))
    else:
        main()
