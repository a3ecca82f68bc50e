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
from bacd_graph.serving.access_log import LOGGING
from bacd_graph.serving.application import make_app
from bacd_graph.serving.asking import Asking
from bacd_graph.serving.connections import Connection
from bacd_graph.serving.editions import open_editions
from bacd_graph.serving.reach import LOCAL, Reach

_log: Final = logging.getLogger("uvicorn.error")
# In seconds: how long a request may go on when the server has to stop.
GRACE: Final = 10
_IDLE: Final = 15
MOST_CONNECTIONS: Final = 500
_BACKLOG: Final = 512


def run(folder: Path, port: int, timeout: float, reach: Reach) -> None:
    """Serve the graph in ``folder`` until SIGINT or SIGTERM; see `bacd_graph.serving.serve`."""
    with (
        serving(folder, timeout, reach) as app,
        closing(listen(reach.host, port)) as listening,
    ):
        server = make_server(app, reach)
        _log.info("The graph is served at %s", address_of(listening))
        server.run(sockets=[listening])


def address_of(listening: socket.socket) -> str:
    """Return the URL at which ``listening`` is reached."""
    host, port = listening.getsockname()[:2]
    return f"http://{f'[{host}]' if ':' in host else host}:{port}/"


@contextmanager
def serving(folder: Path, timeout: float, reach: Reach = LOCAL) -> Iterator[ASGIApp]:
    """Give the application that serves ``folder``; its queries end with the context."""
    editions = open_editions(folder)
    asking = Asking(editions, timeout)
    try:
        yield make_app(asking, reach)
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
        # Python adds the address to the reason.
        reason = (error.strerror or str(error)).partition(" (while ")[0]
        raise ServingError(
            f"{host}:{port} cannot be listened on ({reason}); "
            "choose another --port, or a --host of this machine"
        ) from error


def make_server(app: ASGIApp, reach: Reach = LOCAL) -> uvicorn.Server:
    """Return the web server for ``app``; its log goes to stderr, that of requests to stdout."""
    return uvicorn.Server(
        uvicorn.Config(
            app,
            http=Connection,
            ws="none",
            lifespan="off",
            access_log=False,
            log_config=LOGGING,
            forwarded_allow_ips=[*reach.proxies],
            server_header=False,
            limit_concurrency=MOST_CONNECTIONS,
            timeout_keep_alive=_IDLE,
            timeout_graceful_shutdown=GRACE,
        )
    )
