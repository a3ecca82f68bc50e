"""The command that takes a graph elsewhere."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

import bacd_graph
from bacd_graph.commands.options import PATH, example, graph_option

if TYPE_CHECKING:
    from bacd_graph.knowledge_graph import KnowledgeGraph

EXPORTS: Final = ("graphml", "jsonld", "nquads", "trig", "turtle")


@click.command(epilog=example("export --format jsonld --out graph.jsonld"))
@click.option("--format", "format_", type=click.Choice(EXPORTS), required=True)
@click.option("--out", type=PATH, required=True, help="The file to write.")
@graph_option
def export(format_: str, out: Path, folder: Path) -> None:
    """Write the graph to a file."""
    with bacd_graph.open(folder) as graph:
        _export(graph, format_, out)


def _export(graph: "KnowledgeGraph", format_: str, out: Path) -> None:
    if format_ == "graphml":
        from bacd_graph.network import write_graphml

        write_graphml(graph.claims, out)
    else:
        from bacd_graph.rdf import write

        write(graph.store, out, format_)
