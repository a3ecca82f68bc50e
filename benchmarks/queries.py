"""The named queries beside the bare store: ``python -m benchmarks.queries OUT``.

OUT is a built graph. Each query is asked with all parameters open, and with the value that most of
its answers have, through ours (a process that can be stopped, the rows as terms) and through the
bare engine in this process (the rows as its terms). Both take turns, five times; shown are the
fastest of each, and the ratio of their sums.
"""

from collections import Counter
from collections.abc import Callable, Sized
from pathlib import Path
from time import perf_counter

import click
from pyoxigraph import Store

import bacd_graph
from bacd_graph.rdf import NamedQuery, bind, named_queries
from bacd_graph.rdf.store import GraphStore
from bacd_graph.terminal import print_table

ROUNDS = 5


@click.command()
@click.argument("out", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(out: Path) -> None:
    """Print how long each named query takes, and the ratio of the mix."""
    rows: list[tuple[str, str, int]] = []
    times: list[tuple[float, float]] = []
    with bacd_graph.open(out) as graph:
        store = graph.store
        bare = Store.read_only(str(store.path))
        store.query("ASK {}")
        for query in named_queries().values():
            for values in _values(query, store):
                shown = ", ".join(values.values()) or "-"
                count, *pair = _times(query, values, store, bare)
                rows.append((query.name, shown, count))
                times.append((pair[0], pair[1]))
    lines = [(*row, f"{a:.1f}", f"{b:.1f}") for row, (a, b) in zip(rows, times, strict=True)]
    print_table(("query", "values", "rows", "ours, ms", "bare, ms"), lines)
    ours, engine = map(sum, zip(*times, strict=True))
    click.echo(f"\nthe mix: {ours:.0f} ms, bare {engine:.0f} ms, ratio {ours / engine:.2f}")


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


def _times(
    query: NamedQuery, values: dict[str, str], store: GraphStore, bare: Store
) -> tuple[int, float, float]:
    sparql = bind(query, values, store.find)

    def engine() -> list[object]:
        found = bare.query(sparql, prefixes=store.prefixes, use_default_graph_as_union=True)
        return [tuple(row) for row in found]  # type: ignore[union-attr]

    rows = 0
    times: dict[str, list[float]] = {"ours": [], "engine": []}
    for _ in range(ROUNDS):
        times["ours"].append(_timed(lambda: store.ask(query.name, values))[0])
        taken, rows = _timed(engine)
        times["engine"].append(taken)
    return rows, min(times["ours"]), min(times["engine"])


def _timed(call: Callable[[], Sized]) -> tuple[float, int]:
    """Return the milliseconds of ``call``, and how much it gave."""
    start = perf_counter()
    found = call()
    return 1000 * (perf_counter() - start), len(found)


if __name__ == "__main__":
    main()
