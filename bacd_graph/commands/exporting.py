"""The command that takes a graph elsewhere: to a file, to two tables, to a server."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

import bacd_graph
from bacd_graph.commands.options import PATH, example, graph_option
from bacd_graph.progress import progress_bar
from bacd_graph.wording import count

if TYPE_CHECKING:
    from bacd_graph.knowledge_graph import KnowledgeGraph

EXPORTS: Final = ("csv", "gexf", "graphml", "jsonld", "nquads", "trig", "turtle")


@click.command(
    epilog=example(
        "export --format jsonld --out graph.jsonld",
        "export --to http://localhost:7878/store",
    )
)
@click.option("--format", "format_", type=click.Choice(EXPORTS), help="The form of the file.")
@click.option(
    "--out",
    type=PATH,
    help="The file to write; of csv the folder, which gets nodes.csv and edges.csv.",
)
@click.option(
    "--to", "url", metavar="URL", help="The graph store of a server, in the place of a file."
)
@graph_option
def export(format_: str | None, out: Path | None, url: str | None, folder: Path) -> None:
    """Write the graph to a file, or send it to a server.

    jsonld, nquads and trig hold everything, with its evidence; turtle the plain triples of what
    is asserted. gexf (Gephi) and graphml hold the network of what is asserted, csv two tables of
    all that is stated. In csv a cell that a spreadsheet could take for a formula, or that begins
    with "'", has a "'" before it: drop the first "'" of a cell to read it.

    --to sends each document as a named graph to a server that speaks the SPARQL 1.1 Graph Store
    HTTP Protocol, four at once. Repeating it replaces what was sent before, removes documents
    that are gone, and goes on with an export that was stopped; other graphs there are left alone.
    User and password are taken from ~/.netrc, or from the URL.
    """
    if url is not None and format_ is None and out is None:
        _send(url, folder)
    elif url is None and format_ is not None and out is not None:
        with bacd_graph.open(folder) as graph:
            _write(graph, format_, out)
    else:
        raise click.UsageError("give --format and --out for a file, or --to alone for a server")


def _write(graph: "KnowledgeGraph", format_: str, out: Path) -> None:
    match format_:
        case "csv":
            from bacd_graph.network import write_csv

            write_csv(graph.entities, graph.claims, out)
        case "gexf":
            from bacd_graph.network import write_gexf

            write_gexf(graph.claims, out)
        case "graphml":
            from bacd_graph.network import write_graphml

            write_graphml(graph.claims, out)
        case _:
            from bacd_graph.rdf import write

            write(graph.store, out, format_)


def _send(url: str, folder: Path) -> None:
    from bacd_graph.rdf.uploading import upload

    with bacd_graph.open(folder) as graph, progress_bar() as progress:
        done = upload(graph.store, url, progress)
    there = f", {done.there:,} were there already" if done.there else ""
    click.echo(f"{count(done.sent, 'graph')} sent, {done.removed:,} removed{there}")
