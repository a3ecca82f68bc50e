"""The command that tells what changed."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import click

import bacd_graph
from bacd_graph.commands.options import example, graph_option
from bacd_graph.days import first_day, last_day
from bacd_graph.errors import QueryError
from bacd_graph.terminal import print_table


def _day(
    read: Callable[[str], date],
) -> Callable[[click.Context, click.Parameter, str], date]:
    """Return a callback that reads an option's text by ``read``."""

    def convert(ctx: click.Context, param: click.Parameter, text: str) -> date:
        try:
            return read(text)
        except QueryError as error:
            raise click.BadParameter(str(error)) from error

    return convert


@click.command(
    epilog=example("changes --from 2013 --to 2013", "changes --from 2013-02 --to 2013-06-15")
)
@click.option(
    "--from",
    "since",
    metavar="DATE",
    required=True,
    callback=_day(first_day),
    help="The first day.",
)
@click.option(
    "--to",
    "until",
    metavar="DATE",
    required=True,
    callback=_day(last_day),
    help="The last day.",
)
@graph_option
def changes(since: date, until: date, folder: Path) -> None:
    """Show who and what is new, who moved, and what fell silent.

    The days are those of documents. A year or a month stands for its first day after --from,
    and for its last day after --to.
    """
    if since > until:
        raise click.UsageError(f"--from {since} is after --to {until}; swap them")
    with bacd_graph.open(folder) as graph:
        found = graph.changes(since, until)
    click.echo(f"{since} to {until}")
    for title, table in found.tables.items():
        heading = f"\n{title}: {len(table)}"
        if table:
            print_table(table.columns, list(table), heading)
        else:
            click.echo(heading)
