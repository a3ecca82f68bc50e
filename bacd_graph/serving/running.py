"""The server at work: an address, a web server on it, and how it stops."""

import logging
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

import uvicorn
from starlette.types import ASGIApp

from bacd_graph.errors import ServingError
from bacd_graph.serving.application import make_app
from bacd_graph.serving.asking import Asking
from bacd_graph.serving.editions import open_editions

_log: Final = logging.getLogger("uvicorn.error")
# In seconds: how long a request may go on when the server has to stop.
GRACE: Final = 10
_IDLE: Final = 15
_MOST_CONNECTIONS: Final = 500
_BACKLOG: Final = 512


def run(folder: Path, host: str, port: int, timeout: float) -> None:
    """Serve the graph in ``folder`` until SIGINT or SIGTERM; see `bacd_graph.serving.serve`."""
    with serving(folder, timeout) as app, closing(listen(host, port)) as listening:
        server = make_server(app)
        _log.info("The graph is served at %s", address_of(listening))
        server.run(sockets=[listening])


def address_of(listening: socket.socket) -> str:
    """Return the URL at which ``listening`` is reached."""
    host, port = listening.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


@contextmanager
def serving(folder: Path, timeout: float) -> Iterator[ASGIApp]:
    """Give the application that serves ``folder``; its queries end with the context."""
    editions = open_editions(folder)
    asking = Asking(editions, timeout)
    try:
        yield make_app(asking)
    finally:
        asking.pool.stop()
        editions.close()


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens there; on any free port if ``port`` is 0.

    Raises:
        ServingError: if the address is taken, or not this machine's.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=_BACKLOG)
    except OSError as error:
        raise ServingError(
            f"{host}:{port} cannot be listened on ({error.strerror or error}); "
            "choose another --port, or a --host of this machine"
        ) from error


def make_server(app: ASGIApp) -> uvicorn.Server:
    """Return the web server for ``app``; its log goes to stderr, that of requests to stdout."""
    return uvicorn.Server(
        uvicorn.Config(
            app,
            http="h11",
            ws="none",
            lifespan="off",
            server_header=False,
            limit_concurrency=_MOST_CONNECTIONS,
            timeout_keep_alive=_IDLE,
            timeout_graceful_shutdown=GRACE,
        )
    )
