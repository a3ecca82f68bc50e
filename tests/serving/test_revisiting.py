"""Clients that have what they ask for."""

import pytest
import requests
from pyoxigraph import NamedNode, Quad
from served import publish, served

PATHS = ["", "entity/person/ada", "document/recap", "graph/run", "dataset", "vocab"]
KINDS = ["text/html", "text/turtle", "application/ld+json"]


def ask(server, path, kind, tag=None, method="GET"):
    headers = {"Accept": kind} | ({"If-None-Match": tag} if tag else {})
    return requests.request(method, server.url + path, headers=headers, timeout=60)


def names(header):
    return {name.strip().lower() for name in header.split(",")}


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("path", [*PATHS, "graph.json"])
@pytest.mark.parametrize("kind", KINDS)
def test_who_has_an_answer_gets_none_again(server, path, kind, method):
    first = ask(server, path, kind, method=method)
    tag = first.headers["ETag"]
    assert (first.status_code, tag[:3]) == (200, 'W/"')
    for known in (tag, tag.removeprefix("W/"), f'"other", {tag}'):
        again = ask(server, path, kind, known, method)
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["ETag"] == tag
        assert (
            names(again.headers["Vary"])
            == names(first.headers["Vary"])
            == {
                "accept",
                "accept-encoding",
            }
        )
        # A browser would put it in the place of the page's own.
        assert "Content-Security-Policy" not in again.headers
        assert again.headers["Cache-Control"] == first.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_head_has_the_head_of_the_answer(server, path, kind):
    got, head = ask(server, path, kind), ask(server, path, kind, method="HEAD")
    assert head.content == b""
    for name in ("Content-Type", "Content-Length", "ETag", "Vary"):
        assert head.headers[name] == got.headers[name]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("entity/person/ada", "text/turtle"),
        ("entity/person/bob", "text/html"),
        ("entity/person/ada?x=1", "text/html"),
    ],
)
def test_who_has_another_answer_gets_this_one(server, path, kind):
    tag = ask(server, "entity/person/ada", "text/html").headers["ETag"]
    assert ask(server, path, kind, tag).status_code == 200


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_who_has_any_answer_of_what_is_there_gets_none(server, method):
    assert ask(server, "entity/person/ada", "text/html", "*", method).status_code == 304
    assert ask(server, "entity/person/nobody", "text/html", "*", method).status_code == 404


def test_what_is_not_there_has_no_tag(server):
    tag = ask(server, "entity/person/ada", "text/html").headers["ETag"]
    missing = ask(server, "entity/person/nobody", "text/html", tag)
    assert missing.status_code == 404
    assert "ETag" not in missing.headers


def test_a_new_graph_is_another_answer(tmp_path):
    node = NamedNode("https://w3id.org/bacd-graph/graph/run")
    folder = publish(tmp_path / "out", [Quad(node, node, node, node)])
    with served(folder) as server:
        tag = ask(server, "graph/run", "text/turtle").headers["ETag"]
        assert ask(server, "graph/run", "text/turtle", tag).status_code == 304
        publish(folder, [Quad(node, node, node, node)])
        assert ask(server, "graph/run", "text/turtle", tag).status_code == 200


def test_a_server_that_begins_anew_answers_anew(folder, server):
    tag = ask(server, "entity/person/ada", "text/html").headers["ETag"]
    with served(folder) as other:
        assert ask(other, "entity/person/ada", "text/html", tag).status_code == 200
