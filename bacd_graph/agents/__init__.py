"""The graph for agents: tools of the Model Context Protocol that only read."""

from pathlib import Path

from bacd_graph.errors import ExtraMissingError


def serve_agents(folder: Path, *, timeout: float = 30.0) -> None:
    """Answer an agent on stdin and stdout about the graph in ``folder``, until stdin ends.

    A query is stopped after ``timeout`` seconds. Nothing but the protocol goes to stdout.

    Raises:
        ExtraMissingError: if the protocol's library is not installed.
        GraphMissingError: if there is no graph.
    """
    try:
        from bacd_graph.agents.running import run
    except ModuleNotFoundError as error:
        library = (error.name or "").partition(".")[0]
        if library == "bacd_graph":
            raise
        raise ExtraMissingError(
            f"the server for agents needs {library}, which is not installed; "
            "run pip install 'bacd-graph[agents]'"
        ) from error
    run(folder, timeout)
