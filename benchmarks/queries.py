"""The named queries beside the bare store: ``python -m benchmarks.queries OUT``.

OUT is a built graph. Each query is asked with all parameters open, and with the value that most of
its answers have, through ours (a process that can be stopped, the rows as terms) and through the
bare engine in this process (the rows as its terms). Both take turns, five times; shown are the
fastest of each, and the ratio of their sums.
"""

import signal
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from time import perf_counter
from types import FrameType

import click
import rdflib
from pyoxigraph import Store

import bacd_graph
from bacd_graph.rdf import NamedQuery, bind, named_queries
from bacd_graph.rdf.store import GraphStore
from bacd_graph.terminal import print_table
from benchmarks.material import Material
from benchmarks.results import Pair
from benchmarks.rounds import in_turns, seconds

ROUNDS = 5
# How many seconds of the processor rdflib may think about a query for it to count.
PATIENCE = 1.0


@dataclass(frozen=True)
class Asked:
    """A named query with values for some of its parameters."""

    name: str
    values: Mapping[str, str]
    sparql: str


Engine = Callable[[Asked], int]


def mix(store: GraphStore) -> Iterator[Asked]:
    """Yield each named query with open parameters, and with one value."""
    for query in named_queries().values():
        for values in _values(query, store):
            yield Asked(query.name, values, bind(query, values, store.find))


def _values(query: NamedQuery, store: GraphStore) -> list[dict[str, str]]:
    """Return no values, and a value for the first parameter that a column of the answers shows."""
    answers = store.ask(query.name)
    for parameter in query.parameters:
        for column in (f"{parameter.name}Name", parameter.name):
            if column in answers.columns:
                at = answers.columns.index(column)
                most = Counter(str(row[at]) for row in answers).most_common(1)
                return [{}, *({parameter.name: value} for value, _ in most)]
    return [{}]


def ours(store: GraphStore) -> Engine:
    """Return what asks as anybody would, and says how many rows came."""
    store.query("ASK {}")  # starts the process that answers
    return lambda asked: len(store.ask(asked.name, asked.values))


def bare(store: GraphStore) -> Engine:
    """Return what asks Oxigraph itself."""
    engine = Store.read_only(str(store.path))

    def ask(asked: Asked) -> int:
        found = engine.query(asked.sparql, prefixes=store.prefixes, use_default_graph_as_union=True)
        return len([tuple(row) for row in found])  # type: ignore[union-attr]

    return ask


def by_rdflib(store: GraphStore, path: Path) -> Engine:
    """Return what asks rdflib, which holds the graph of a TriG file in memory."""
    dataset = rdflib.Dataset(default_union=True).parse(path, format="trig")

    def ask(asked: Asked) -> int:
        found = dataset.query(asked.sparql, initNs=dict(store.prefixes), base=store.base)
        return len([tuple(row) for row in found])  # type: ignore[arg-type]

    return ask


def in_time(ask: Engine, asked: Asked) -> bool:
    """Say whether a query is answered within `PATIENCE`."""
    try:
        with _limit(PATIENCE):
            ask(asked)
    except TimeoutError:
        return False
    return True


@contextmanager
def _limit(patience: float) -> Iterator[None]:
    """Raise TimeoutError in what takes more seconds of the processor."""

    def stop(signal_: int, frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, patience)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def pairs(material: Material, rounds: int) -> list[Pair]:
    """Return what the mix takes through ours, the bare engine and rdflib, by the clock."""
    with bacd_graph.open(material.graph) as graph:
        everything = list(mix(graph.store))
        we, oxigraph = ours(graph.store), bare(graph.store)
        other = by_rdflib(graph.store, material.graph / "graph.trig")
        some = [asked for asked in everything if in_time(other, asked)]
        asks = {"ours": (we, everything), "Oxigraph": (oxigraph, everything)}
        asks |= {"ours, some": (we, some), "rdflib": (other, some)}
        taken = in_turns(
            rounds,
            {
                name: seconds(partial(_each, engine, queries), perf_counter)
                for name, (engine, queries) in asks.items()
            },
        )
    fewer = f"those {len(some)} that rdflib answers in {PATIENCE:.0f} s"
    return [
        Pair(
            *("SPARQL", f"{len(everything)} named queries", "bare Oxigraph", "s"),
            *(taken["ours"], taken["Oxigraph"]),
        ),
        Pair("SPARQL", fewer, "rdflib", "s", taken["ours, some"], taken["rdflib"]),
    ]


def _each(ask: Engine, queries: list[Asked]) -> None:
    for asked in queries:
        ask(asked)


@click.command()
@click.argument("out", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(out: Path) -> None:
    """Print how long each named query takes, and the ratio of the mix."""
    rows: list[tuple[str, ...]] = []
    times: list[tuple[float, float]] = []
    with bacd_graph.open(out) as graph:
        engines = {"ours": ours(graph.store), "bare": bare(graph.store)}
        for asked in mix(graph.store):
            calls = {n: seconds(partial(e, asked), perf_counter) for n, e in engines.items()}
            fastest = [1000 * min(taken) for taken in in_turns(ROUNDS, calls).values()]
            times.append((fastest[0], fastest[1]))
            shown = ", ".join(asked.values.values()) or "-"
            count = str(engines["bare"](asked))
            rows.append((asked.name, shown, count, *(f"{ms:.1f}" for ms in fastest)))
    print_table(("query", "values", "rows", "ours, ms", "bare, ms"), rows)
    total, engine = map(sum, zip(*times, strict=True))
    click.echo(f"\nthe mix: {total:.0f} ms, bare {engine:.0f} ms, ratio {total / engine:.2f}")


if __name__ == "__main__":
    main()
