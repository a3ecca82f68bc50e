"""The command that serves the graph over HTTP."""

from pathlib import Path

import click

from bacd_graph.commands.options import example, graph_option, timeout_option


@click.command(
    epilog=example("serve --port 8080", "serve --url https://example.org/graph/ --cors '*'")
)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    default=8000,
    show_default=True,
    help="The port; 0 takes any free one.",
)
@click.option(
    "--url",
    help="The address at which others reach it through a proxy (https://example.org/graph/).",
)
@click.option(
    "--proxy",
    "proxies",
    metavar="ADDRESS",
    multiple=True,
    help="The address or network of a proxy that is believed who the client is; may be repeated.  "
    "[default: this machine]",
)
@click.option(
    "--cors",
    "origins",
    metavar="ORIGIN",
    multiple=True,
    help="An origin whose pages may read the graph (https://example.org), or * for any; "
    "may be repeated.  [default: none]",
)
@timeout_option(3_600)
@graph_option
def serve(
    host: str,
    port: int,
    url: str | None,
    proxies: tuple[str, ...],
    origins: tuple[str, ...],
    timeout: float,
    folder: Path,
) -> None:
    """Serve pages, entities and a SPARQL endpoint.

    By default for this machine alone. What is served is only read, and a build into the same
    folder takes its place without a stop. docs/serving.md says how to open it to others.
    """
    from bacd_graph.serving import serve
    from bacd_graph.serving.reach import LOOPBACK, Reach

    serve(folder, port, Reach(host, url, origins, proxies or LOOPBACK), timeout=timeout)
