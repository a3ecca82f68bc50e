"""The command that asks a person what to decide."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bacd_graph.commands.options import PATH, example, graph_option
from bacd_graph.terminal import print_lines, printable
from bacd_graph.wording import count

if TYPE_CHECKING:
    from bacd_graph.outputs import Version
    from bacd_graph.reviewing.undecided import Undecided


@click.command(epilog=example("review --limit 5", "review --undo"))
@graph_option
@click.option(
    "--corrections",
    type=PATH,
    help="The file to write to; by default where the build of the graph looks for it.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=20,
    show_default=True,
    help="How many questions.",
)
@click.option("--by", metavar="NAME", help="Who answers, to stand in each row; nobody by default.")
@click.option("--undo", is_flag=True, help="Take the last answer out of the file, and ask nothing.")
def review(folder: Path, corrections: Path | None, limit: int, by: str | None, undo: bool) -> None:
    """Answer what the build could not decide.

    Questions come the worthiest first, with quotes. Each answer is a row of the corrections file
    at once, and the next build applies it. At any question s skips it, u takes back the last
    answer, and q ends.
    """
    from bacd_graph.outputs import current_version
    from bacd_graph.reviewing.undecided import read_undecided

    version = current_version(folder)
    undecided = read_undecided(version)
    path = corrections or _usual_path(undecided, folder)
    if undo:
        _undo(path)
        return
    written = _ask(version, undecided, path, limit, by)
    answers = count(written, "answer")
    todo = "; build again to apply them" if written else ""
    click.echo(printable(f"{answers} written to {path}{todo}"))


def _usual_path(undecided: "Undecided", folder: Path) -> Path:
    path = undecided.corrections_of(folder)
    if path is None:
        raise click.UsageError(
            f"the graph in {folder} was built of single files, beside which no corrections are "
            "looked for; name a file by --corrections, here and when you build"
        )
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def _ask(version: "Version", undecided: "Undecided", path: Path, limit: int, by: str | None) -> int:
    from bacd_graph.rdf import open_store
    from bacd_graph.reviewing.agenda import agenda
    from bacd_graph.reviewing.dialogue import Dialogue
    from bacd_graph.reviewing.quotes import Quotes
    from bacd_graph.reviewing.rows import Signature

    with open_store(version.graph) as store:
        items = agenda(undecided.questions, store.claims())
        quotes = Quotes(store.claims(), store.entities(), store.documents())
    for sentence in undecided.unmatched:
        click.echo(printable(f"a correction changed nothing: {sentence}"), err=True)
    signature = Signature(by, date.today())
    return Dialogue(items, quotes, path, signature, limit, _Terminal()).run()


def _undo(path: Path) -> None:
    from bacd_graph.reviewing.writing import take_back

    row = take_back(path)
    click.echo(printable(row), nl=False)
    click.echo(printable(f"taken out of {path}; build again to apply that"))


class _Terminal:
    """The person at the terminal, or whatever standard input holds."""

    def show(self, lines: Sequence[tuple[str, str]]) -> None:
        print_lines(lines)

    def choose(self, keys: Sequence[str]) -> str:
        from bacd_graph.reviewing.dialogue import QUIT

        try:
            choice: str = click.prompt("answer", type=click.Choice(keys, case_sensitive=False))
        except click.Abort:
            choice = QUIT
        if not sys.stdin.isatty():
            # Nobody pressed the key that ends the line.
            click.echo()
        return choice
