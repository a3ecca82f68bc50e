"""What is written of each request."""

import logging
import re

import pytest
from served import served, wait_until

from bacd_graph.serving.access_log import _log


class Lines(logging.Handler):
    """Keeps what is logged."""

    def __init__(self):
        super().__init__()
        self.lines = []

    def emit(self, record):
        self.lines.append(record.getMessage())


@pytest.fixture(scope="module")
def listened(folder):
    """A server, and who keeps its log."""
    lines = Lines()
    with served(folder) as server:
        # Here: a server that starts sets up the log anew.
        _log.addHandler(lines)
        yield server, lines
    _log.removeHandler(lines)


@pytest.fixture
def logged(listened):
    """The server, and the lines of its log, of which there are none yet."""
    server, lines = listened
    lines.lines.clear()
    return server, lines.lines


def written(lines):
    """The lines, once there is one: it comes after the answer."""
    wait_until(lambda: lines)
    return lines


@pytest.mark.parametrize(
    ("method", "path", "expected"),
    [
        ("GET", "/health", "127.0.0.1 GET /health 200 3 B"),
        ("HEAD", "/health", "127.0.0.1 HEAD /health 200 0 B"),
        ("GET", "/nothing", "127.0.0.1 GET /nothing 404 58 B"),
        ("GET", "/health?secret=1", "127.0.0.1 GET /health? 200 3 B"),
        ("GET", "/sparql?query=ASK%7B%7D", "127.0.0.1 GET /sparql? 200 26 B"),
        ("GET", "/%0a%1b[2J", "127.0.0.1 GET /%0a%1b[2J 404 58 B"),
        ("GET", "/a\\nb", r"127.0.0.1 GET /a\x5cnb 404 58 B"),
        ("GET", "/" + "x" * 9_999, f"127.0.0.1 GET /{'x' * 499}... 404 58 B"),
    ],
)
def test_a_request_is_one_line_without_its_query(logged, method, path, expected):
    server, lines = logged
    server.send(method, path)
    (line,) = written(lines)
    assert re.fullmatch(rf"{re.escape(expected)} \d+ ms", line)


@pytest.mark.parametrize(
    ("client", "shown"),
    [("192.0.2.1", "192.0.2.1"), ("a\tb\x7f\x9b", r"a\x09b\x7f\x9b"), ("x" * 9_999, "x" * 500)],
)
def test_the_client_is_the_one_that_a_trusted_proxy_names(logged, client, shown):
    server, lines = logged
    server.send("GET", "/health", X_Forwarded_For=client)
    (line,) = written(lines)
    assert line.startswith(shown)
    assert line.isprintable()


def test_a_request_that_is_refused_has_its_line_too(logged):
    server, lines = logged
    server.send("GET", "/health", Host="rebound.example.com")
    assert written(lines)[0].startswith("127.0.0.1 GET /health 421 ")
