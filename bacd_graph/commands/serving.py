"""The command that serves the graph over HTTP."""

from pathlib import Path

import click

from bacd_graph.commands.options import example, graph_option, timeout_option


@click.command(epilog=example("serve --port 8080", "serve --graph outputs --host 0.0.0.0"))
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    default=8000,
    show_default=True,
    help="The port; 0 takes any free one.",
)
@timeout_option(3_600)
@graph_option
def serve(host: str, port: int, timeout: float, folder: Path) -> None:
    """Serve pages, entities and a SPARQL endpoint.

    By default for this machine alone. What is served is only read, and a build into the same
    folder takes its place without a stop. docs/serving.md says how to open it to others.
    """
    from bacd_graph.serving import serve

    serve(folder, host, port, timeout=timeout)
