"""What HTTP lets a client spell in several ways."""

import gzip
import json

import pytest


@pytest.mark.parametrize(
    ("target", "host", "expected"),
    [
        ("/health", "localhost", (200, "ok\n")),
        ("http://localhost/health", "localhost", (200, "ok\n")),
        ("HTTP://127.0.0.1:8000/health?x", "localhost", (200, "ok\n")),
        ("https://localhost//health", "localhost", (404, "there is nothing at this address")),
        ("http://localhost/vocab?http://x/", "localhost", (200, "# The v")),
        # The host of the address is the one that counts.
        ("http://localhost/health", "rebound.example.com", (200, "ok\n")),
        ("http://rebound.example.com/health", "localhost", (421, "this server does not go by")),
    ],
)
def test_an_address_is_its_path_at_its_host(server, target, host, expected):
    status, text = server.send("GET", target, Host=host, Accept="text/turtle")
    assert (status, text[: len(expected[1])]) == expected


@pytest.mark.parametrize("target", ["http://localhost", "http://localhost?q=a"])
def test_an_address_without_a_path_is_the_start_page(server, target):
    assert server.send("GET", target, Accept="text/html")[0] == 200


@pytest.mark.parametrize(
    ("accepted", "packed"),
    [
        ([], False),
        ([""], False),
        (["gzip"], True),
        (["deflate, GZIP;q=0.5"], True),
        (["br", "gzip"], True),
        (["*"], True),
        (["gzip;q=0"], False),
        (["gzip; q=0.000, br"], False),
        (["*;q=0"], False),
        (["gzip;;"], False),
        (["identity"], False),
        (["gzip".ljust(2_001, ",")], False),
    ],
)
@pytest.mark.parametrize("path", ["graph.json", "documents"])
def test_an_answer_is_compressed_for_who_takes_that_alone(server, path, accepted, packed):
    lines = "".join(f"Accept-Encoding: {value}\r\n" for value in accepted)
    with server.connect() as client, client.makefile("rb") as answer:
        client.sendall(
            f"GET /{path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{lines}\r\n".encode()
        )
        head, _, body = answer.read().partition(b"\r\n\r\n")
    assert (b"content-encoding: gzip" in head.lower()) == packed
    text = gzip.decompress(body) if packed else body
    assert json.loads(text) if path == "graph.json" else b"<!doctype html>" in text.lower()
