"""``python -m faults [NAME...]``: make faults, and print which were survived."""

import signal
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import click

from bacd_graph.terminal import print_table
from faults import damaged, interrupts, killed_builds, killed_others, memory, rooms, soak, together
from faults.graphs import Workshop
from faults.trying import Try, run_all

SOAK = "soak"
FAULTS: Mapping[str, Callable[[Workshop], Iterator[Try]]] = {
    "kill": killed_builds.tries,
    "review": killed_others.reviews,
    "export": killed_others.exports,
    "room": rooms.tries,
    "together": together.tries,
    "damage": damaged.tries,
    "interrupt": interrupts.tries,
    "memory": memory.tries,
    SOAK: soak.tries,
}


@click.command()
@click.argument("names", metavar="[NAME]...", type=click.Choice([*FAULTS]), nargs=-1)
@click.option(
    "--builds",
    type=click.IntRange(min=1),
    default=200,
    show_default=True,
    help="How many builds are killed.",
)
@click.option(
    "--minutes",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    help="How long the soak lasts.",
)
@click.option("--seed", default=8, show_default=True, help="Of what is drawn by chance.")
def main(names: tuple[str, ...], builds: int, minutes: int, seed: int) -> None:
    """Make the faults of these names, by default all but soak, and print a table.

    Exit status 1 if one was not survived.
    """
    # What a shell starts in the background ignores interrupts, and so would all commands.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with tempfile.TemporaryDirectory(prefix="bacd-graph-faults-") as home:
        workshop = Workshop(Path(home), builds, minutes, seed)
        chosen = names or [name for name in FAULTS if name != SOAK]
        rows = run_all(one for name in chosen for one in FAULTS[name](workshop))
        print_table(("fault", "tried", "survived", "seconds"), [row.cells() for row in rows])
    sys.exit(any(row.troubles for row in rows))


if __name__ == "__main__":
    main()
