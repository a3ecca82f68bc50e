"""A graph on a server: real ones of two makes, and one that answers as it is told."""

import base64
import socket
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from itertools import count
from threading import Barrier, Thread
from types import SimpleNamespace

import graph_servers
import hostile
import pytest
import requests
from graph_servers import Answer
from pyoxigraph import Quad
from rdflib_terms import triples

from bacd_graph.errors import UploadError
from bacd_graph.model import DocumentInfo
from bacd_graph.rdf import GraphStore, Run, create_store, describe, remote, uploading
from bacd_graph.rdf.names import bacd, dcterms
from bacd_graph.rdf.terms import Terms
from bacd_graph.rdf.uploading import Uploaded, upload

RUN = Run.made_with("0.1.0", "no model", "no gazetteer")


_NUMBERS = count()


def silent(stage, done, total):
    """Show no progress."""


@pytest.fixture(autouse=True)
def own_surroundings(monkeypatch, tmp_path):
    """No proxy and no ~/.netrc of whoever runs the tests."""
    monkeypatch.setenv("NO_PROXY", "*")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))


@pytest.fixture
def waits(monkeypatch):
    """The seconds for which a busy server is left alone; nobody waits here."""
    waited: list[float] = []
    clock = SimpleNamespace(sleep=waited.append, time=time.time)
    monkeypatch.setattr("urllib3.util.retry.time", clock)
    return waited


@pytest.fixture
def base():
    """A base for each test, so that all can share a server."""
    return f"http://example.org/{next(_NUMBERS)}/"


@pytest.fixture
def store_of(world, base):
    """The graph of these documents out of the small world."""

    def make(infos: Iterable[DocumentInfo]) -> GraphStore:
        infos = list(infos)
        ids = {info.id for info in infos}
        entities = [
            replace(e, documents=tuple(i for i in e.documents if i in ids)) for e in world.entities
        ]
        statements = [s for s in world.statements if s.document_id in ids]
        return create_store(None, describe(infos, entities, statements, RUN, base))

    return make


def content(store: GraphStore):
    by_graph: dict[str, list[Quad]] = {}
    for quad in store.quads():
        by_graph.setdefault(quad.graph_name.value, []).append(quad)
    return {graph: triples(quads) for graph, quads in by_graph.items()}


# Real servers


@pytest.fixture(scope="session", params=["oxigraph", "virtuoso"])
def make(request):
    return getattr(graph_servers, request.param)


@pytest.fixture(scope="session")
def server(make, tmp_path_factory):
    server = make(tmp_path_factory.mktemp("server"))
    server.start()
    yield server
    server.kill()


def test_a_server_gets_each_graph_as_it_is(server, store_of, world, base):
    store = store_of(world.infos)
    assert upload(store, server.store, silent) == Uploaded(5, 0)
    assert server.graphs(base) == content(store)


def test_hostile_names_reach_the_server_whole(server, base):
    quads = describe([hostile.INFO], hostile.ENTITIES, hostile.STATEMENTS, RUN, base)
    store = create_store(None, quads)
    upload(store, server.store, silent)
    assert server.graphs(base) == content(store)


def test_sending_again_changes_nothing(server, store_of, world, base):
    store = store_of(world.infos)
    for _ in range(2):
        assert upload(store, server.store, silent) == Uploaded(5, 0)
        assert server.graphs(base) == content(store)


def test_a_changed_document_takes_the_place_of_the_old_one(server, store_of, world, base):
    upload(store_of(world.infos), server.store, silent)
    changed = store_of([replace(world.infos[0], title="Another title"), *world.infos[1:]])
    assert upload(changed, server.store, silent) == Uploaded(5, 0)
    assert server.graphs(base) == content(changed)


def test_a_document_that_is_gone_goes_and_nothing_else(server, store_of, world, base):
    stranger = f"{base}document/of-a-stranger"
    put(server, stranger, b"<http://example.org/s> <http://example.org/p> <http://example.org/o> .")
    upload(store_of(world.infos), server.store, silent)
    fewer = store_of(world.infos[1:])
    assert upload(fewer, server.store, silent) == Uploaded(4, 1)
    left = server.graphs(base)
    assert len(left.pop(stranger)) == 1
    assert left == content(fewer)


def put(server, graph, body):
    user, _, address = server.store.removeprefix("http://").rpartition("@")
    auth = requests.auth.HTTPDigestAuth(*user.split(":")) if user else None
    requests.put(
        f"http://{address}",
        params={"graph": graph},
        data=body,
        headers={"Content-Type": "text/turtle"},
        auth=auth,
        timeout=30,
    ).raise_for_status()


class StoppedError(Exception):
    pass


def stop_after(graphs, how):
    def progress(stage, done, total):
        if done == graphs:
            how()

    return progress


def stopped():
    raise StoppedError


@pytest.mark.parametrize("graphs", [0, 2, 4])
def test_an_export_that_was_stopped_is_mended_by_the_next(server, store_of, world, base, graphs):
    with pytest.raises(StoppedError):
        upload(store_of(world.infos), server.store, stop_after(graphs, stopped))
    store = store_of(world.infos)
    upload(store, server.store, silent)
    assert server.graphs(base) == content(store)


def test_what_a_stopped_export_sent_is_removed_when_it_is_gone(server, store_of, world, base):
    upload(store_of(world.infos[:1]), server.store, silent)
    with pytest.raises(StoppedError):
        upload(store_of(world.infos), server.store, stop_after(3, stopped))
    first = store_of(world.infos[:1])
    upload(first, server.store, silent)
    assert server.graphs(base) == content(first)


def test_a_server_that_is_killed_midway_holds_all_after_the_next(
    make, tmp_path, store_of, world, base, waits
):
    server = make(tmp_path)
    server.start()
    try:
        with pytest.raises(UploadError, match="no answer"):
            upload(store_of(world.infos), server.store, stop_after(2, server.kill))
        (tmp_path / "virtuoso.lck").unlink(missing_ok=True)
        server.start()
        store = store_of(world.infos)
        upload(store, server.store, silent)
        assert server.graphs(base) == content(store)
    finally:
        server.kill()


@pytest.mark.parametrize("make", ["virtuoso"], indirect=True)
def test_a_wrong_password_is_told_in_one_sentence(server, store_of):
    with pytest.raises(UploadError, match="it answers 401") as caught:
        upload(store_of([]), server.store.replace(":dba@", ":secret@"), silent)
    assert "secret" not in str(caught.value)


# A server that answers as it is told


@pytest.fixture
def told():
    with graph_servers.told_server() as server:
        yield server


def test_the_run_s_graph_is_read_first_and_written_last(told, store_of, world, base):
    upload(store_of(world.infos), told.url, silent)
    upload(store_of(world.infos[1:]), told.url, silent)
    run, entities = f"{base}graph/run", f"{base}graph/entities"
    documents = [f"{base}document/{id_}" for id_ in ("announcement", "job%20page", "recap")]
    # What goes between the first and the last comes in any order.
    for at in (slice(2, 6), slice(10, 13)):
        told.asked[at] = sorted(told.asked[at])
    assert told.asked == [
        ("GET", run),
        *(("PUT", graph) for graph in (run, *documents, entities, run)),
        ("GET", run),
        ("GET", f"{base}graph/register"),
        *(("PUT", graph) for graph in (run, *documents[1:], entities)),
        ("DELETE", documents[0]),
        ("PUT", run),
    ]


@pytest.fixture
def often(monkeypatch):
    """Tell the server after each two graphs which have arrived."""
    monkeypatch.setattr(uploading, "_NOTED", 2)


def test_an_export_that_was_stopped_goes_on_where_it_was(server, store_of, world, base, often):
    store = store_of(world.infos)
    with pytest.raises(StoppedError):
        upload(store, server.store, stop_after(3, stopped))
    assert upload(store, server.store, silent) == Uploaded(3, 0, there=2)
    assert server.graphs(base) == content(store)
    assert upload(store, server.store, silent) == Uploaded(5, 0)


def test_what_changed_since_an_export_was_stopped_is_sent_again(
    server, store_of, world, base, often
):
    with pytest.raises(StoppedError):
        upload(store_of(world.infos), server.store, stop_after(4, stopped))
    infos = [replace(info, title="Another title") for info in world.infos]
    with pytest.raises(StoppedError):
        upload(store_of(infos), server.store, stop_after(1, stopped))
    # Neither what the first nor what the second had noted holds of all graphs any more.
    store = store_of(world.infos)
    upload(store, server.store, silent)
    assert server.graphs(base) == content(store)


def test_four_graphs_are_on_their_way_at_once(told, store_of, world, base):
    together = Barrier(4)
    run = f"{base}graph/run"
    told.before_put = lambda graph: None if graph == run else together.wait(timeout=30)
    assert upload(store_of(world.infos), told.url, silent) == Uploaded(5, 0)


def test_what_a_register_said_goes_with_the_register(told, store_of, world, base):
    plain, terms = store_of(world.infos), Terms(base)
    mark = Quad(terms.statement(world.statements[0]), bacd.checked, bacd.unknown)
    marked = Quad(mark.subject, mark.predicate, mark.object, terms.register_graph)
    upload(create_store(None, [*plain.quads(), marked]), told.url, silent)
    assert terms.register_graph.value in told.graphs
    assert upload(plain, told.url, silent) == Uploaded(5, 1)
    assert terms.register_graph.value not in told.graphs


def test_no_graph_goes_that_is_no_document_of_ours(told, store_of, base):
    others = ("http://example.org/document/x", f"{base}graph/x", f"{base}document/x#char=0,1")
    parts = (f"<{base}dataset> {dcterms.hasPart} <{other}> ." for other in others)
    told.graphs[f"{base}graph/run"] = "\n".join(parts).encode()
    assert upload(store_of([]), told.url, silent) == Uploaded(2, 0)


def test_progress_tells_how_many_graphs_of_how_many(told, store_of, world):
    seen = []
    upload(store_of(world.infos), told.url, lambda *step: seen.append(step))
    assert [done for _, done, _ in seen] == [0, 1, 2, 3, 4, 5]
    assert {total for *_, total in seen} == {5}


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer(400), "answers 400 (Bad Request); see what it takes"),
        (Answer(401), "answers 401 (Unauthorized); give the right user and password"),
        (Answer(403), "answers 403 (Forbidden); give a user that may write there"),
        (Answer(404), "answers 404 (Not Found); give the address of a graph store"),
        (Answer(405), "answers 405 (Method Not Allowed); give the address of a graph store"),
        (Answer(413), "let the server take more at once"),
        (Answer(500), "answers 500 (Internal Server Error); look into its log, and export again"),
        (Answer(501), "answers 501 (Not Implemented); give the address of a graph store"),
        (Answer(503), "answers 503 (Service Unavailable); look into its log, and export again"),
        (Answer(307, {"Location": "http://x/y?graph=z"}), "it sends on to http://x/y; export"),
        (Answer(302, {"Location": "http://[x"}), "no answer (Invalid IPv6 URL)"),
        (Answer(304), "answers 304 (Not Modified); see what it takes"),
        (Answer(0), "no answer (Remote end closed connection without response)"),
        (Answer(503, {"Retry-After": "tomorrow"}), "no answer (Invalid Retry-After header"),
    ],
    ids=lambda value: str(value.status) if isinstance(value, Answer) else "",
)
def test_a_refusal_is_one_sentence_with_address_graph_and_remedy(
    told, store_of, base, waits, answer, words
):
    told.answers.extend([None, *[answer] * 9])
    with pytest.raises(UploadError) as caught:
        upload(store_of([]), told.url.replace("://", "://ada:secret@"), silent)
    said = str(caught.value)
    assert said.startswith(f"{told.url}, graph {base}graph/run: ")
    assert words in said
    assert "secret" not in said
    assert "\n" not in said


@pytest.mark.parametrize("status", [204, 404])
def test_a_server_that_has_no_such_graph_is_a_new_one(told, store_of, status):
    told.answers.append(Answer(status))
    assert upload(store_of([]), told.url, silent) == Uploaded(2, 0)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/html", b"<html>"),
        ("application/rdf+xml", b"<RDF xmlns='http://www.w3.org/1999/02/22-rdf-syntax-ns#'/>"),
        ("text/turtle", b"<a:b> <a:b> 1,1,1,1 ."),
        ("application/n-triples", b"<<<"),
        ("application/n-triples", b"<<( <a:b> <a:b> " * 200),
        ("", b""),
    ],
)
def test_an_address_where_no_graph_store_is_is_told(told, store_of, kind, body):
    told.answers.append(Answer(200, {"Content-Type": kind}, body))
    with pytest.raises(UploadError, match=r"is no RDF .* give the address of a graph store"):
        upload(store_of([]), told.url, silent)


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504, 0])
def test_a_busy_server_is_asked_again_after_a_while(told, store_of, waits, status):
    told.answers.extend([Answer(status)] * 2)
    assert upload(store_of([]), told.url, silent) == Uploaded(2, 0)
    assert waits == [1.0]  # at once, then after a second


def test_a_busy_server_says_how_long_but_for_a_minute_at_most(told, store_of, waits):
    told.answers.extend(Answer(503, {"Retry-After": wait}) for wait in ("7", "86400"))
    upload(store_of([]), told.url, silent)
    assert waits == [7, 60]


def test_where_no_server_runs_is_told(told, store_of, waits):
    url = f"http://ada:secret@127.0.0.1:{graph_servers.free_port()}/store"
    with pytest.raises(UploadError, match=r"no answer \(Connection refused\); see that") as caught:
        upload(store_of([]), url, silent)
    assert "secret" not in str(caught.value)
    assert waits == [1.0, 2.0]


@pytest.mark.parametrize(
    "url",
    [
        *("nonsense", "ftp://ada:secret@x/y", "http://", "http://ada:secret/y", "file:///x"),
        *("http://ada:secret@x:port/", "http://[ada:secret@x"),
    ],
)
def test_what_is_no_address_is_told_without_the_password(store_of, url):
    with pytest.raises(UploadError, match="no http") as caught:
        upload(store_of([]), url, silent)
    assert "secret" not in str(caught.value)


BASIC = Answer(401, {"WWW-Authenticate": 'Basic realm="digest of x"'})
DIGEST = Answer(401, {"WWW-Authenticate": 'Basic realm="x", Digest realm="x", nonce="1"'})
ADA = "Basic " + base64.b64encode(b"ada:s:e@cret").decode()


@pytest.mark.parametrize("place", ["url", "netrc"])
def test_the_password_is_sent_when_it_is_asked_for_and_not_before(told, store_of, place, tmp_path):
    url = told.url
    if place == "url":
        url = url.replace("://", "://ada:s%3Ae%40cret@")
    else:
        (tmp_path / "netrc").write_text("machine 127.0.0.1 login ada password s:e@cret\n")
    told.answers.extend([None, BASIC])
    upload(store_of([]), url, silent)
    assert told.signed == [None, None, ADA, ADA, ADA]


def test_digest_is_taken_where_it_is_offered(told, store_of):
    told.answers.extend([DIGEST, DIGEST])
    upload(store_of([]), told.url.replace("://", "://ada:secret@"), silent)
    assert told.signed[0] is None
    assert all(sign.startswith('Digest username="ada"') for sign in told.signed[2:])


@pytest.mark.parametrize("word", [b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 200 OK\r\nX: y\r\n"])
def test_a_server_that_talks_without_end_is_given_up(store_of, word, monkeypatch):
    def talk(listener):
        with listener.accept()[0] as connection, suppress(OSError):
            while True:
                connection.sendall(word)

    monkeypatch.setattr(remote, "_LONGEST", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        Thread(target=talk, args=(listener,), daemon=True).start()
        url = f"http://127.0.0.1:{listener.getsockname()[1]}/store"
        with pytest.raises(UploadError, match=r"no answer \((it takes over|got more than)"):
            upload(store_of([]), url, silent)


def test_no_password_goes_where_a_server_sends_on_to(told, store_of):
    with graph_servers.told_server() as other:
        told.answers.extend([BASIC, Answer(307, {"Location": other.url})])
        with pytest.raises(UploadError, match="it sends on to"):
            upload(store_of([]), told.url.replace("://", "://ada:secret@"), silent)
        assert other.asked == []
