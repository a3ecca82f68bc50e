"""Servers of the SPARQL 1.1 Graph Store HTTP Protocol: two real ones, and one that does as told."""

import shutil
import socket
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from rdflib import Graph
from rdflib.term import Node

_PATIENCE = 60.0  # seconds that a server may take to start


@dataclass
class RealServer:
    """A server in a process of its own, with its data in ``folder``."""

    command: list[str]
    folder: Path
    ready: str
    store: str
    sparql: str
    process: "subprocess.Popen[bytes] | None" = None

    def start(self) -> None:
        log = self.folder / "log"
        with log.open("wb") as file:
            self.process = subprocess.Popen(
                self.command, cwd=self.folder, stdout=file, stderr=subprocess.STDOUT
            )
        until = time.monotonic() + _PATIENCE
        while self.ready not in log.read_text("utf-8", "replace"):
            if self.process.poll() is not None or time.monotonic() > until:
                self.kill()
                raise RuntimeError(f"{self.command[0]} does not start: {log.read_text()}")
            time.sleep(0.05)

    def kill(self) -> None:
        """End it at once, as a failure of power would."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()

    def graphs(self, base: str) -> dict[str, set[tuple[Node, ...]]]:
        """What the server says, by SPARQL, of each graph under ``base``."""
        query = (
            f'SELECT DISTINCT ?g {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), "{base}")) }}'
        )
        answer = self._ask(query, "application/sparql-results+json")
        rows = answer.json()["results"]["bindings"]
        return {row["g"]["value"]: self._content(row["g"]["value"]) for row in rows}

    def _content(self, graph: str) -> set[tuple[Node, ...]]:
        query = f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}"
        answer = self._ask(query, "application/n-triples")
        return set(Graph().parse(data=answer.text, format="nt"))

    def _ask(self, query: str, accept: str) -> requests.Response:
        answer = requests.get(
            self.sparql, params={"query": query}, headers={"Accept": accept}, timeout=30
        )
        answer.raise_for_status()
        return answer


def oxigraph(folder: Path) -> RealServer:
    """Oxigraph's own server, or a skip where it is not installed."""
    binary = shutil.which("oxigraph", path=Path(sys.executable).parent) or shutil.which("oxigraph")
    if binary is None:
        pytest.skip("no oxigraph: pip install oxigraph")
    place = f"127.0.0.1:{free_port()}"
    return RealServer(
        [binary, "serve", "--location", str(folder / "data"), "--bind", place],
        folder,
        "Listening for requests",
        f"http://{place}/store",
        f"http://{place}/query",
    )


_INI = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = temp.db
TransactionFile = temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
ServerThreads = 10
NumberOfBuffers = 2000
MaxDirtyBuffers = 1200
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 5
"""


def virtuoso(folder: Path) -> RealServer:
    """Virtuoso, which asks for a password by digest, or a skip where it is not installed."""
    binary = shutil.which("virtuoso-t")
    if binary is None:
        pytest.skip("no virtuoso-t: apt-get install virtuoso-opensource-7-bin")
    http = free_port()
    (folder / "virtuoso.ini").write_text(_INI.format(sql=free_port(), http=http))
    return RealServer(
        [binary, "+foreground", "+configfile", "virtuoso.ini"],
        folder,
        "Server online at",
        f"http://dba:dba@127.0.0.1:{http}/sparql-graph-crud-auth",
        f"http://127.0.0.1:{http}/sparql",
    )


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


@dataclass(frozen=True)
class Answer:
    """What the server is told to answer: a status and headers, or to hang up with 0.

    It takes so many ``seconds`` for it.
    """

    status: int
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""
    seconds: float = 0.0


@dataclass
class ToldServer:
    """A graph store in memory; ``answers`` come first, and ``asked`` keeps each request."""

    url: str = ""
    graphs: dict[str, bytes] = field(default_factory=dict)
    answers: "deque[Answer | None]" = field(default_factory=deque)
    asked: list[tuple[str, str]] = field(default_factory=list)
    signed: list[str | None] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    before_put: Callable[[str], None] = lambda graph: None

    def answer(self, method: str, graph: str, body: bytes) -> Answer:
        told = self.answers.popleft() if self.answers else None
        if told is not None:
            return told
        if method == "PUT":
            self.before_put(graph)
            self.graphs[graph] = body
            return Answer(204)
        if method == "POST":
            self.graphs[graph] = self.graphs.get(graph, b"") + body
            return Answer(204)
        if graph not in self.graphs:
            return Answer(404)
        if method == "DELETE":
            del self.graphs[graph]
            return Answer(204)
        return Answer(200, {"Content-Type": "application/n-triples"}, self.graphs[graph])


class _Quiet(ThreadingHTTPServer):
    """Says nothing of clients that are gone: some are killed while they ask."""

    def handle_error(self, request: object, client_address: object) -> None:
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def told_server() -> Iterator[ToldServer]:
    told = ToldServer()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            graph = parse_qs(urlsplit(self.path).query).get("graph", [""])[0]
            told.asked.append((self.command, graph))
            told.bodies.append(body)
            told.signed.append(self.headers.get("Authorization"))
            answer = told.answer(self.command, graph, body)
            time.sleep(answer.seconds)
            if answer.status == 0:
                self.close_connection = True
                return
            self.send_response(answer.status)
            for name, value in ({"Content-Length": str(len(answer.body))} | answer.headers).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(answer.body)

        do_PUT = do_DELETE = do_POST = do_GET  # noqa: N815 - the names that http.server looks for

        def log_message(self, *_: object) -> None:
            pass

    with _Quiet(("127.0.0.1", 0), Handler) as server:
        told.url = f"http://127.0.0.1:{server.server_port}/store"
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield told
        finally:
            server.shutdown()
            thread.join()
