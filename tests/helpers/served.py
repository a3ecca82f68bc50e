"""A server of a graph on loopback, in a thread; and graphs put where it looks for them."""

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import requests
from pyoxigraph import Quad

from bacd_graph import outputs
from bacd_graph.rdf import create_store
from bacd_graph.serving.reach import LOCAL, Reach
from bacd_graph.serving.running import address_of, listen, make_server, serving

# The graphs of which the W3C's cases of the protocol speak.
DATA = "http://kasei.us/2009/09/sparql/data/data{}.rdf"


@dataclass(frozen=True)
class Served:
    """A server at work; ``url`` ends in "/"."""

    url: str

    def get(self, path: str, accept: str | None = None, **options: object) -> requests.Response:
        headers = {"Accept": accept} if accept else {}
        return requests.get(self.url + path, headers=headers, timeout=60, **options)  # type: ignore[arg-type]

    def ask(self, query: str, accept: str | None = None) -> requests.Response:
        return self.get("sparql", accept, params={"query": query})

    def connect(self) -> socket.socket:
        """Return a connection on which nothing was sent."""
        host, _, port = self.url.removeprefix("http://").rstrip("/").partition(":")
        return socket.create_connection((host, int(port)), timeout=60)

    def send(
        self, method: str, path: str, body: bytes | None = None, **headers: str
    ) -> tuple[int, str]:
        """Send just that: a path as it stands, and no header that is not named."""
        host, _, port = self.url.removeprefix("http://").rstrip("/").partition(":")
        with closing(HTTPConnection(host, int(port), timeout=60)) as connection:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, named)
            answer: HTTPResponse = connection.getresponse()
            return answer.status, answer.read().decode()


@contextmanager
def served(folder: Path, timeout: float = 30.0, reach: Reach = LOCAL) -> Iterator[Served]:
    with (
        serving(folder, timeout, reach) as app,
        closing(listen("127.0.0.1", 0)) as listening,
    ):
        server = make_server(app, reach)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            while not server.started and thread.is_alive():
                time.sleep(0.01)
            yield Served(address_of(listening))
        finally:
            server.should_exit = True
            thread.join()


def wait_until(condition: Callable[[], object]) -> None:
    """Wait until it is so; far longer than that takes on a busy machine is a failure."""
    until = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.01)


def publish(folder: Path, quads: Iterable[Quad]) -> Path:
    """Make a graph of ``quads`` the one that counts in ``folder``, as a build does."""
    with outputs.locked(folder):
        version = outputs.new_version(folder)
        create_store(version.graph, quads).close()
        outputs.commit(folder, version, str(version.path))
    return folder


def remove_old_versions(folder: Path) -> None:
    """Do what a build does before it makes a new version."""
    current = outputs.current_version(folder).path
    for path in outputs.store_folder(folder).glob("graph-*"):
        if path != current:
            shutil.rmtree(path)
