"""Fuzz all targets, or some: ``python -m fuzzing [TARGET ...] --minutes 5``."""

import sys
from importlib.util import find_spec
from pathlib import Path

import click

from fuzzing.sessions import Tally, fuzz
from fuzzing.target import HOUSE
from fuzzing.targets import TARGETS

_HEAD = f"{'target':<14} {'inputs':>10} {'a second':>9} {'errors':>7} {'hangs':>6} {'memory':>7}"


@click.command()
@click.argument("names", nargs=-1, metavar="[TARGET]...", type=click.Choice(list(TARGETS)))
@click.option("--minutes", type=click.FloatRange(0.1), default=5.0, show_default=True)
@click.option(
    "--work",
    type=click.Path(file_okay=False, path_type=Path),
    default=HOUSE / "build" / "fuzzing",
    help="Keeps what a run learns for the next one; build/fuzzing by default.",
)
def main(names: tuple[str, ...], minutes: float, work: Path) -> None:
    """Try hostile inputs on each TARGET, by default on all, which share the MINUTES.

    Inputs that show a mistake are written to fuzzing/found/TARGET; then the exit status is 1.
    """
    if find_spec("atheris") is None:
        raise click.ClickException(
            "atheris is not installed; run make fuzz, or pip install -r requirements/fuzz.txt "
            "(Linux, Python 3.11 to 3.13)"
        )
    chosen = [TARGETS[name] for name in names or TARGETS]
    click.echo(_HEAD)
    tallies = []
    for target in chosen:
        tally = fuzz(target, 60 * minutes / len(chosen), work)
        click.echo(_row(tally))
        tallies.append(tally)
    click.echo(_row(_sum(tallies)))
    for tally in tallies:
        for path in tally.found:
            click.echo(f"found: {path.relative_to(HOUSE)}; {work / tally.target / 'log'} tells why")
        if tally.broken:
            click.echo(f"{tally.target} could not be fuzzed:\n{tally.broken}", err=True)
    if any(tally.found or tally.broken for tally in tallies):
        sys.exit(1)


def _row(tally: Tally) -> str:
    hangs, memory = tally.count("hang"), tally.count("memory")
    errors = len(tally.found) - hangs - memory
    return (
        f"{tally.target:<14} {tally.tried:>10,} {tally.rate:>9,.0f} "
        f"{errors:>7} {hangs:>6} {memory:>7}"
    )


def _sum(tallies: list[Tally]) -> Tally:
    return Tally(
        "all",
        sum(tally.tried for tally in tallies),
        sum(tally.seconds for tally in tallies),
        [path for tally in tallies for path in tally.found],
    )


if __name__ == "__main__":
    main()
