"""Build posts with two processes and with two workers: ``python -m benchmarks.cluster POSTS``.

Each round builds three times, cold, on this machine: with two processes; on a Dask cluster of two
workers; and on one of which a worker is killed at a third of the documents and another at two
thirds. Printed are the seconds of each, its ratio to the processes of the same round, and whether
all files hold the same bytes. Starting scheduler and workers does not count; loading the model
does.
"""

import json
import os
import platform
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import click
from distributed import Client
from rich.console import Console
from rich.table import Table

from bacd_graph import outputs
from bacd_graph.building.cluster import Cluster
from bacd_graph.building.engine import Pipeline
from bacd_graph.building.making import make
from bacd_graph.extraction import open_domain
from bacd_graph.progress import Progress, silent

WORKERS = 2
KINDS = ("two processes", "two workers", "two workers, two killed")
_PATIENCE = 120.0  # seconds that a process may take to start
# As docs/scale.md says, lest workers hand back memory that they are about to ask for.
_MEMORY = {"MALLOC_TRIM_THRESHOLD_": 128 * 1024**2, "MALLOC_MMAP_THRESHOLD_": 32 * 1024**2}


@contextmanager
def cluster(folder: Path) -> Iterator[str]:
    """Give the address of a scheduler on loopback with workers that do nothing yet."""
    told = folder / "scheduler.json"
    common = ("--host", "127.0.0.1", "--no-dashboard")
    scheduler = dask("scheduler", "--port", "0", "--scheduler-file", str(told), *common)
    processes = [scheduler]
    try:
        wait_until(lambda: told.exists() and told.read_text().endswith("}"))
        address: str = json.loads(told.read_text())["address"]
        each = ("--nworkers", str(WORKERS), "--nthreads", "1", "--local-directory", str(folder))
        processes.append(dask("worker", address, *each, *common))
        with Client(address, set_as_default=False) as client:
            client.wait_for_workers(WORKERS, timeout=_PATIENCE)
        yield address
    finally:
        for process in processes:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def dask(*command: str) -> "subprocess.Popen[bytes]":
    """Start a command of Dask, in a group of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "dask", *command],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        env=os.environ | {"DASK_DISTRIBUTED__NANNY__PRE_SPAWN_ENVIRON": str(_MEMORY)},
    )


def wait_until(holds: Callable[[], bool]) -> None:
    """Wait until it is so."""
    until = time.monotonic() + _PATIENCE
    while not holds():
        if time.monotonic() > until:
            raise RuntimeError("it takes too long")
        time.sleep(0.05)


def killer(address: str) -> Progress:
    """Return what kills a worker at a third of the documents, and one at two thirds."""
    shares = [1 / 3, 2 / 3]

    def progress(stage: str, done: int, total: int) -> None:
        if stage == "reading" and shares and done >= shares[0] * total:
            shares.pop(0)
            with Client(address, set_as_default=False) as client:
                pids = client.run(os.getpid)
            os.kill(pids[min(pids)], signal.SIGKILL)

    return progress


def build(posts: Path, out: Path, kind: str, fast: bool) -> float:
    """Return the seconds of one cold build."""
    engine = Pipeline(open_domain(None, fast=fast))
    if kind == KINDS[0]:
        start = time.perf_counter()
        make([posts], out, engine, jobs=WORKERS).graph.close()
        return time.perf_counter() - start
    with tempfile.TemporaryDirectory() as folder, cluster(Path(folder)) as address:
        progress = killer(address) if kind == KINDS[2] else silent
        workers = Cluster(address)
        start = time.perf_counter()
        make([posts], out, engine, jobs=WORKERS, cluster=workers, progress=progress).graph.close()
        seconds = time.perf_counter() - start
    for worker, share in sorted(workers.shares.items()):
        print(f"{kind}: {worker}: {share}", file=sys.stderr)
    return seconds


def contents(out: Path) -> list[bytes]:
    """Return the bytes of all files of a graph."""
    return [(out / name).read_bytes() for name in outputs.FILES]


@click.command()
@click.argument("posts", type=click.Path(exists=True, path_type=Path))
@click.option("--rounds", type=click.IntRange(min=1), default=1, show_default=True)
@click.option("--fast", is_flag=True, help="Read with the student.")
def main(posts: Path, rounds: int, fast: bool) -> None:
    """Build the graph of POSTS by processes and by workers, and print the figures."""
    seconds: dict[str, list[float]] = {kind: [] for kind in KINDS}
    same = True
    for number in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            outs = {kind: Path(folder, str(at)) for at, kind in enumerate(KINDS)}
            # In turns, so that no kind always finds the machine in the same state.
            for kind in KINDS if number % 2 == 0 else KINDS[::-1]:
                seconds[kind].append(build(posts, outs[kind], kind, fast))
            first, *others = (contents(out) for out in outs.values())
            same &= all(other == first for other in others)
    title = f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores"
    table = Table("what", "seconds", "range", "ratio", title=title)
    for kind, taken in seconds.items():
        ratios = [one / two for one, two in zip(taken, seconds[KINDS[0]], strict=True)]
        spread = f"{min(taken):.1f} to {max(taken):.1f}"
        table.add_row(kind, f"{median(taken):.1f}", spread, f"{median(ratios):.2f}")
    Console().print(table)
    print("all files: the same bytes" if same else "the files DIFFER")


if __name__ == "__main__":
    main()
