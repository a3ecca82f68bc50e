"""``python -m faults [NAME...]``: make faults, and print which were survived."""

import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import click

from bacd_graph.terminal import print_table
from faults import killed_builds
from faults.graphs import Workshop
from faults.trying import Try, run_all

FAULTS: Mapping[str, Callable[[Workshop], Iterator[Try]]] = {
    "kill": killed_builds.tries,
}


@click.command()
@click.argument("names", metavar="[NAME]...", type=click.Choice([*FAULTS, "soak"]), nargs=-1)
@click.option("--builds", type=click.IntRange(1), default=200, show_default=True, help="How many builds kill kills.")  # fmt: skip
@click.option("--minutes", type=click.IntRange(1), default=20, show_default=True, help="How long soak serves.")  # fmt: skip
@click.option("--seed", type=int, default=8, show_default=True, help="Of all that is drawn by chance.")  # fmt: skip
def main(names: tuple[str, ...], builds: int, minutes: int, seed: int) -> None:
    """Make the faults of these names, by default all but soak, and print a table.

    Exit status 1 if one was not survived.
    """
    with tempfile.TemporaryDirectory(prefix="bacd-graph-faults-") as home:
        workshop = Workshop(Path(home), builds, seed)
        rows = run_all(
            one for name in names or FAULTS if name != "soak" for one in FAULTS[name](workshop)
        )
        print_table(("fault", "tried", "survived", "seconds"), [row.cells() for row in rows])
    sys.exit(any(row.troubles for row in rows))


if __name__ == "__main__":
    main()
