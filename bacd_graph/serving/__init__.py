"""The graph over HTTP: pages, entities' IRIs, and a SPARQL endpoint; read-only."""

from pathlib import Path

from bacd_graph.errors import ExtraMissingError
from bacd_graph.serving.reach import Reach


def serve(folder: Path, port: int, reach: Reach, *, timeout: float = 30.0) -> None:
    """Serve the graph in ``folder`` until the process is told to stop (SIGINT, SIGTERM).

    ``reach`` says on which address, and who may read it from where. A query is stopped after
    ``timeout`` seconds. Port 0 takes any free one; the log on stderr says which.

    Raises:
        ExtraMissingError: if the web server is not installed.
        GraphMissingError: if there is no graph.
        ServingError: if the address is taken, or not this machine's.
    """
    try:
        from bacd_graph.serving.running import run
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("bacd_graph"):
            raise
        raise ExtraMissingError(
            f"serving needs {error.name}, which is not installed; "
            "run pip install 'bacd-graph[explorer]'"
        ) from error
    run(folder, port, timeout, reach)
