"""Run a command in a process of its own, and say what it cost."""

import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from benchmarks.results import Pair

# A new process is said to have had the memory of the one that started it, so a small one does.
LAUNCHER = Path(__file__).with_name("launcher.py")


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds until a command ended, the most MB that a process of it took, and what it said."""

    seconds: float
    memory: float
    said: str


def launch(*command: object) -> Cost:
    """Return what a command of Python's cost, with nothing to read and its output in a file.

    Raises:
        click.ClickException: if it failed.
    """
    python = [sys.executable, *map(str, command)]
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder, "output")
        figures = subprocess.run(
            [sys.executable, "-S", LAUNCHER, output, *python],
            check=True,
            capture_output=True,
            text=True,
        ).stdout.split()
        said = output.read_text("utf-8", errors="replace")
    seconds, memory, status = map(float, figures)
    if status:
        shown = " ".join(map(str, command))
        raise click.ClickException(f"{shown}: exit status {status:.0f}: {said[-500:].strip()}")
    return Cost(seconds, memory, said)


def run_command(*arguments: object) -> Cost:
    """Return what ``bacd-graph`` cost."""
    return launch("-m", "bacd_graph", *arguments)


def cost_pair(
    part: str,
    unit: str,
    ours: str,
    theirs: str,
    costs: Mapping[str, Sequence[Cost]],
    note: str = "",
) -> Pair:
    """Return the pair of two commands, by the clock ("s") or in memory ("MB")."""
    our_values, their_values = (
        [cost.seconds if unit == "s" else cost.memory for cost in costs[name]]
        for name in (ours, theirs)
    )
    return Pair(part, ours, theirs, unit, our_values, their_values, note)
