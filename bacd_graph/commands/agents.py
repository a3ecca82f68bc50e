"""The command that answers agents."""

from pathlib import Path

import click

from bacd_graph.commands.options import example, graph_option, timeout_option


@click.command(epilog=example("mcp --graph outputs"))
@timeout_option(3_600)
@graph_option
def mcp(timeout: float, folder: Path) -> None:
    """Answer agents by the Model Context Protocol.

    A client starts it and speaks to it on stdin and stdout. Its tools search, show profiles,
    paths, documents and changes, and ask queries, with quotes; they only read. A build into the
    same folder takes its place without a stop. docs/agents.md says how to tell a client of it.
    """
    from bacd_graph.agents import serve_agents

    serve_agents(folder, timeout=timeout)
