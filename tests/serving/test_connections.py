"""Clients that keep a connection and make the server wait, on real sockets."""

import socket
import threading
from contextlib import ExitStack, suppress
from time import monotonic
from urllib.parse import urlsplit

import psutil
import pytest
from pyoxigraph import Literal, NamedNode, Quad
from served import publish, served, wait_until

from bacd_graph.serving import connections
from bacd_graph.serving.reach import Reach
from bacd_graph.serving.running import listen

HEAD = b"GET /health HTTP/1.1\r\nHost: localhost\r\n"
NODE = NamedNode("http://example.org/n")
# More than the system keeps for a client that does not read.
LONG = 128 * 1024
TEXTS = [Literal(f"{number}" + "x" * LONG) for number in range(128)]
ALL = b"GET /sparql?query=SELECT*%7B?a+?b+?c%7D HTTP/1.1\r\nHost: localhost\r\n\r\n"


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """A server of a graph with large texts in it."""
    quads = [Quad(NODE, NODE, text, NODE) for text in TEXTS]
    with served(publish(tmp_path_factory.mktemp("large"), quads)) as server:
        yield server


def rest(client):
    """Everything that still comes, until the server closes."""
    received = b""
    with suppress(ConnectionResetError):
        while piece := client.recv(1 << 20):
            received += piece
    return received


def answer(client):
    """The answer of /health."""
    received = b""
    with suppress(ConnectionError):
        while not received.endswith(b"ok\n") and (piece := client.recv(1 << 16)):
            received += piece
    return received


def is_open_after(client, sent):
    """Whether the server has not closed, after that was sent."""
    try:
        client.sendall(sent)
        return client.recv(1) != b""
    except TimeoutError:
        return True
    except ConnectionError:
        return False


@pytest.mark.parametrize("sent", [b"", b"GET /hea", HEAD, HEAD + b"X-Slow: 1\r\n"])
def test_who_does_not_send_a_whole_head_in_time_is_cut(server, monkeypatch, sent):
    monkeypatch.setattr(connections, "HEAD", 0.2)
    with server.connect() as client:
        client.sendall(sent)
        assert rest(client) == b""


def test_a_byte_now_and_then_gives_no_more_time(server, monkeypatch):
    monkeypatch.setattr(connections, "HEAD", 0.5)
    with server.connect() as client:
        client.settimeout(0.01)
        client.sendall(HEAD)
        wait_until(lambda: not is_open_after(client, b"X-Slow: 1\r\n"))


@pytest.mark.parametrize(
    "late", [HEAD, b"x"], ids=["half of a second request", "a body that nobody asked for"]
)
def test_that_holds_for_a_connection_that_had_its_answer(server, monkeypatch, late):
    monkeypatch.setattr(connections, "HEAD", 0.5)
    length = b"Content-Length: 9\r\n" if late == b"x" else b""
    with server.connect() as client:
        client.sendall(HEAD + length + b"\r\n")
        assert answer(client).endswith(b"ok\n")
        client.sendall(late)
        assert rest(client) == b""


def test_a_request_after_another_has_its_own_time(server, monkeypatch):
    monkeypatch.setattr(connections, "HEAD", 1.0)
    until = monotonic() + 2
    with server.connect() as client:
        while monotonic() < until:
            client.sendall(HEAD + b"\r\n")
            assert answer(client).endswith(b"ok\n")


def test_a_query_may_take_longer_than_a_head(large, monkeypatch):
    monkeypatch.setattr(connections, "HEAD", 0.01)
    with large.connect() as client:
        client.sendall(ALL)
        assert client.recv(16).startswith(b"HTTP/1.1 200")


def test_who_does_not_read_an_answer_is_cut(large, monkeypatch):
    monkeypatch.setattr(connections, "READING", 0.2)
    with large.connect() as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 16)
        client.sendall(ALL)
        assert client.recv(1) == b"H"
        own = client.getsockname()
        # The server is in this process: its end of the connection is one of ours.
        process = psutil.Process()
        wait_until(lambda: all(c.raddr != own for c in process.net_connections("tcp4")))
        assert len(rest(client)) < len(TEXTS) * LONG


def test_a_little_that_is_not_read_is_enough(folder, monkeypatch):
    monkeypatch.setattr(connections, "READING", 0.2)

    def listen_narrowly(host, port):
        listening = listen(host, port)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1)
        return listening

    monkeypatch.setattr("served.listen", listen_narrowly)
    with served(folder) as server, socket.socket() as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)
        client.connect(("127.0.0.1", urlsplit(server.url).port))
        client.sendall(b"GET /vocab HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        assert client.recv(1) == b"H"
        own, process = client.getsockname(), psutil.Process()
        wait_until(lambda: all(c.raddr != own for c in process.net_connections("tcp4")))
        # Less than the usual 64 KiB at which a web server begins to mind.
        assert len(rest(client)) < len(server.get("vocab").content) < 65_536


def test_who_reads_slowly_gets_the_whole_answer(large, monkeypatch):
    monkeypatch.setattr(connections, "READING", 1.0)
    slow, received = threading.Event(), 0
    with large.connect() as client:
        client.sendall(ALL.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
        while piece := client.recv(1 << 20):
            received += len(piece)
            slow.wait(0.05)
    assert received > len(TEXTS) * LONG


@pytest.mark.parametrize(
    ("local", "proxies", "answered"),
    [(False, ("10.0.0.0/8",), 2), (False, ("127.0.0.0/8",), 4), (True, ("10.0.0.0/8",), 4)],
    ids=["a stranger", "a proxy", "this machine"],
)
def test_a_client_has_no_more_connections_than_one_may(
    folder, monkeypatch, local, proxies, answered
):
    monkeypatch.setattr(connections, "MOST_OF_ONE", 2)
    monkeypatch.setattr(connections, "is_loopback", lambda _: local)
    with served(folder, reach=Reach(proxies=proxies)) as server, ExitStack() as stack:
        clients = [stack.enter_context(server.connect()) for _ in range(4)]
        for client in clients:
            with suppress(ConnectionError):
                client.sendall(HEAD + b"\r\n")
        assert sum(answer(client).endswith(b"ok\n") for client in clients) == answered


def test_who_closes_a_connection_may_have_another(folder, monkeypatch):
    monkeypatch.setattr(connections, "MOST_OF_ONE", 1)
    monkeypatch.setattr(connections, "is_loopback", lambda _: False)
    with served(folder, reach=Reach(proxies=("10.0.0.0/8",))) as server:
        for _ in range(5):
            with server.connect() as client:
                client.sendall(HEAD + b"Connection: close\r\n\r\n")
                assert rest(client).endswith(b"ok\n")
