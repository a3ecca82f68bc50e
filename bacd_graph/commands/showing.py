"""Commands that show what is in a graph: as text, as tables, as pictures."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

import bacd_graph
from bacd_graph.commands.options import PATH, example, graph_option
from bacd_graph.terminal import print_lines, print_table
from bacd_graph.views import NETWORKS, OF_ONE, PICTURES

if TYPE_CHECKING:
    from bacd_graph.connection import Connection
    from bacd_graph.profile import Profile


@click.command(epilog=example('show "Wido den Hollander"', "show project/apache-cloudstack"))
@click.argument("name")
@graph_option
def show(name: str, folder: Path) -> None:
    """Show what texts say about NAME, with quotes.

    NAME is any name of an entity, whatever its case and accents, or its id.
    """
    with bacd_graph.open(folder) as graph:
        profile = graph.entity(name)
    print_lines(list(_profile(profile)))


def _profile(profile: "Profile") -> Iterable[tuple[str, str]]:
    """Return the lines of a profile's text, each with the style that its depth tells."""
    head = True
    for number, line in enumerate(str(profile).split("\n")):
        head = head and line != ""
        indent = len(line) - len(line.lstrip(" "))
        heading = "bold" if number == 0 else "dim" if head else "bold cyan"
        yield line, {0: heading, 2: "bold"}.get(indent, "" if "“" in line else "dim")


@click.command(epilog=example('path "Wido den Hollander" "Citrix"'))
@click.argument("one", metavar="A")
@click.argument("other", metavar="B")
@graph_option
def path(one: str, other: str, folder: Path) -> None:
    """Show how A and B are connected, with quotes."""
    with bacd_graph.open(folder) as graph:
        steps = graph.path(one, other)
    print_lines(list(_steps(steps)))


def _steps(steps: "Connection") -> Iterable[tuple[str, str]]:
    """Return the lines of a path's text: a claim, its quote, then where it comes from."""
    for number, line in enumerate(str(steps).split("\n")):
        yield line, ("bold", "", "dim")[number % 3]


@click.command(epilog=example("measures --view people-projects --limit 20"))
@click.option("--view", type=click.Choice(NETWORKS), default="ecosystem", show_default=True)
@click.option("--limit", type=click.IntRange(min=1), default=10, show_default=True, help="Rows.")
@graph_option
def measures(view: str, limit: int, folder: Path) -> None:
    """Show who is central, who brokers, and more.

    Tables of central entities, brokers, communities, cut points, and of projects and the people
    on whom they rest. docs/measures.md says what the figures mean.
    """
    with bacd_graph.open(folder) as graph:
        tables = graph.measures(view, limit).tables
    for number, table in enumerate(tables):
        title = f"{table.title}\n{table.note}"
        print_table(table.columns, table.rows, f"\n{title}" if number else title)


@click.command(
    epilog=example(
        "draw ecosystem --out ecosystem.svg",
        "draw timeline --figsize 4.5 8 --out timeline.png",
        'draw neighbourhood "Apache CloudStack" --out cloudstack.png',
    )
)
@click.argument("view", type=click.Choice(PICTURES))
@click.argument("name", required=False)
@click.option("--out", type=PATH, required=True, help="A file that ends in .png, .svg or .pdf.")
@click.option(
    "--figsize",
    type=(click.FloatRange(2, 100), click.FloatRange(2, 100)),
    metavar="WIDTH HEIGHT",
    help="In inches; by default those of a slide.  [default: 13.33 7.5]",
)
@click.option("--style", help="A style of matplotlib (dark_background), or a file of one.")
@graph_option
def draw(
    view: str,
    name: str | None,
    out: Path,
    figsize: tuple[float, float] | None,
    style: str | None,
    folder: Path,
) -> None:
    """Draw a picture of the graph, or the neighbourhood of NAME."""
    if (view in OF_ONE) != (name is not None):
        of_one = ", ".join(sorted(OF_ONE))
        raise click.UsageError(f"these need a NAME, and the other pictures take none: {of_one}")
    if out.suffix.lower() not in (".png", ".svg", ".pdf"):
        raise click.BadParameter(f"{out} does not end in .png, .svg or .pdf", param_hint="--out")
    from bacd_graph.drawing import save, styled

    with styled(style), bacd_graph.open(folder) as graph:
        save(graph.draw(view, name, figsize=figsize), out)
