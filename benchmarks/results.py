"""The figures of a run, kept as a dated file: ``python -m benchmarks.results [PATH]`` prints them.

Without PATH these are the newest of ``results/``.
"""

import os
import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from itertools import groupby
from pathlib import Path
from statistics import median

import click
import msgspec
import psutil

from bacd_graph.files import write_whole
from bacd_graph.terminal import print_table

FOLDER = Path(__file__).with_name("results")
LIBRARIES = (
    *("bacd-graph", "spacy", "onnxruntime", "pyoxigraph", "rdflib", "networkx", "igraph"),
    *("numpy", "matplotlib", "adjustText", "scipy"),
)
COLUMNS = ("ours", "unit", "takes", "beside", "takes", "ratio", "")


@dataclass(frozen=True)
class Pair:
    """What ours took and what the other took, round by round.

    ``unit`` is "s" (by the clock), "CPU s" (of the processor) or "MB" (the most that a process
    of it had). ``note`` is what else there is to say of ours.
    """

    part: str
    ours: str
    theirs: str
    unit: str
    our_values: Sequence[float]
    their_values: Sequence[float]
    note: str = ""

    @property
    def ratios(self) -> list[float]:
        """How many times what the other took ours took, in each round."""
        return [a / b for a, b in zip(self.our_values, self.their_values, strict=True)]


@dataclass(frozen=True)
class Machine:
    """Where a run was made; ``load`` is how many processes were at work a minute before it."""

    system: str
    processor: str
    cores: int
    memory_gb: float
    python: str
    versions: Mapping[str, str]
    load: float

    @property
    def quiet(self) -> bool:
        """Whether next to nothing else was at work."""
        return self.load < self.cores / 4


@dataclass
class Run:
    """A run: when, where, with what; and its figures, as far as it went.

    ``left_out`` says why a part has no figures.
    """

    date: datetime
    machine: Machine
    posts: str
    rounds: int
    pairs: list[Pair] = field(default_factory=list)
    left_out: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name of its file."""
        return f"{self.date:%Y-%m-%d}-{'quiet' if self.machine.quiet else 'busy'}.json"


def this_machine() -> Machine:
    """Return what there is to say of this machine, now."""
    return Machine(
        system=f"{platform.system()} {platform.machine()}",
        processor=_processor(),
        cores=psutil.cpu_count() or 1,
        memory_gb=round(psutil.virtual_memory().total / 1e9, 1),
        python=platform.python_version(),
        versions=dict(_versions()),
        load=round(os.getloadavg()[0], 2),
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor()
    named = (line.partition(": ")[2] for line in lines if line.startswith("model name"))
    return next(named, platform.processor())


def _versions() -> Iterator[tuple[str, str]]:
    for library in LIBRARIES:
        try:
            yield library, version(library)
        except PackageNotFoundError:
            continue


def keep(run: Run, path: Path) -> None:
    """Write a run, in the place of what was there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, msgspec.json.format(msgspec.json.encode(run), indent=1) + b"\n")


def read_run(path: Path) -> Run:
    """Return a run that was kept."""
    return msgspec.json.decode(path.read_bytes(), type=Run)


def newest() -> Path:
    """Return the file of the newest run.

    Raises:
        click.UsageError: if there is none.
    """
    runs = {path: read_run(path).date for path in FOLDER.glob("*.json")}
    if not runs:
        raise click.UsageError(f"{FOLDER} holds no runs; python -m benchmarks makes one")
    return max(runs, key=lambda path: runs[path])


def show(run: Run) -> None:
    """Print a run."""
    machine = run.machine
    click.echo(f"{run.date:%Y-%m-%d %H:%M} UTC, {run.rounds} rounds, {run.posts}")
    click.echo(
        f"{machine.processor}, {machine.cores} cores, {machine.memory_gb} GB, {machine.system}; "
        f"load {machine.load} at the start: {'quiet' if machine.quiet else 'busy'}"
    )
    libraries = ", ".join(f"{name} {number}" for name, number in machine.versions.items())
    click.echo(f"Python {machine.python}, {libraries}")
    for part, pairs in groupby(run.pairs, key=lambda pair: pair.part):
        click.echo()
        print_table(COLUMNS, list(map(_row, pairs)), part)
    for part, why in run.left_out.items():
        click.echo(f"\n{part} is left out: {why}")


def _row(pair: Pair) -> tuple[str, ...]:
    return (
        *(pair.ours, pair.unit, spread(pair.our_values)),
        *(pair.theirs, spread(pair.their_values), spread(pair.ratios), pair.note),
    )


def spread(values: Sequence[float]) -> str:
    """Return the median, then in brackets the least and the greatest."""
    least, middle, most = map(_short, (min(values), median(values), max(values)))
    return f"{middle} ({least} to {most})"


def _short(value: float) -> str:
    digits = 0 if value >= 100 else 1 if value >= 10 else 2 if value >= 0.1 else 4
    return f"{value:,.{digits}f}"


@click.command()
@click.argument("path", required=False, type=click.Path(exists=True, path_type=Path))
def main(path: Path | None) -> None:
    """Print the figures in the file PATH, or those of the newest run."""
    show(read_run(path or newest()))


if __name__ == "__main__":
    main()
