"""What a finished graph costs: ``python -m benchmarks.graph OUT``.

OUT is a built graph. Each step runs in a process of its own: its seconds, imports included, and its
peak memory; then the size of the store and how much of the graph is evidence.
"""

import multiprocessing
import resource
import tempfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from time import perf_counter

import click

from bacd_graph.terminal import print_table


def open_(out: Path) -> None:
    """Open the graph and ask whether it holds anything."""
    import bacd_graph

    with bacd_graph.open(out) as graph:
        graph.query("ASK { ?s ?p ?o }")


def read_(out: Path) -> None:
    """Open the graph and read every statement with its passages as values."""
    import bacd_graph

    with bacd_graph.open(out) as graph:
        graph.store.claims()


def validate_(out: Path) -> None:
    """Check all shapes."""
    import bacd_graph

    with bacd_graph.open(out) as graph:
        graph.validate()


def save_(out: Path) -> None:
    """Write the store anew from all its quads."""
    import bacd_graph
    from bacd_graph.rdf import create_store

    with bacd_graph.open(out) as graph, tempfile.TemporaryDirectory() as folder:
        create_store(Path(folder, "store"), graph.store.quads()).close()


def export_(out: Path) -> None:
    """Write everything as TriG."""
    import bacd_graph
    from bacd_graph.rdf import write

    with bacd_graph.open(out) as graph, tempfile.TemporaryDirectory() as folder:
        write(graph.store, Path(folder, "graph.trig"), "trig")


STEPS: dict[str, Callable[[Path], None]] = {
    "open, and one query": open_,
    "open, and all statements": read_,
    "validate": validate_,
    "save the store": save_,
    "write TriG": export_,
}


def measure(step: str, out: Path) -> tuple[float, float]:
    """Return the seconds of a step and the peak memory of this process and its child, in MB.

    A query runs in a child.
    """
    from bacd_graph.rdf import processes

    start = perf_counter()
    STEPS[step](out)
    seconds = perf_counter() - start
    processes.SHARED.stop()
    peaks = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return seconds, sum(peak.ru_maxrss for peak in peaks) / 1024


@click.command()
@click.argument("out", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(out: Path) -> None:
    """Print what the graph in OUT costs."""
    import bacd_graph
    from bacd_graph.rdf import count_triples

    spawn = multiprocessing.get_context("spawn")
    rows = []
    for step in STEPS:
        with ProcessPoolExecutor(1, mp_context=spawn) as pool:
            seconds, memory = pool.submit(measure, step, out).result()
        rows.append((step, f"{seconds:.2f}", f"{memory:.0f}"))
    print_table(("step", "s", "MB"), rows)
    with bacd_graph.open(out) as graph:
        counts, path = count_triples(graph.store), graph.store.path
        assert path is not None
        size = sum(file.stat().st_size for file in path.rglob("*")) / 1e6
        click.echo(
            f"\n{len(graph.store):,} quads, {size:.1f} MB on disk; {counts.evidence:,} of evidence "
            f"for {counts.knowledge:,} of knowledge: {counts.ratio:.2f} to one"
        )


if __name__ == "__main__":
    main()
