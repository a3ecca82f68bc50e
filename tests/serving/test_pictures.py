"""Answers as pictures, by Accept."""

import sys
from io import BytesIO
from xml.etree import ElementTree

import pytest
from PIL import Image

from bacd_graph.serving import pictures

TABLE = "# Who works where\nSELECT ?person ?company { ?person bacd:worksFor ?company }"
GRAPH = "CONSTRUCT WHERE { ?person bacd:worksFor ?company }"
NUMBERS = "SELECT ?name (1 AS ?n) { ?person a bacd:Person ; skos:prefLabel ?name }"


@pytest.mark.parametrize("query", [GRAPH, NUMBERS])
def test_an_answer_is_drawn_as_png(server, query):
    answer = server.ask(query, "image/png")
    assert answer.headers["Content-Type"] == "image/png"
    assert "Accept" in answer.headers["Vary"]
    assert len(Image.open(BytesIO(answer.content)).convert("RGB").getcolors(1_000_000)) > 2


def test_an_answer_is_drawn_as_svg_with_title_names_and_source(server):
    answer = server.ask(TABLE, "image/svg+xml")
    assert answer.headers["Content-Type"] == "image/svg+xml"
    said = " ".join(ElementTree.fromstring(answer.content).itertext())  # noqa: S314 - our own
    for words in ("Who works where", "Ada", "Acme", "2 documents, 2013-01-31 to 2014-02-01"):
        assert words in said


# Before anything is drawn, and by who draws; `tests/drawing/test_answer.py` has the others.
@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("ASK {}", "this cannot be had in a form that is accepted"),
        (f"SELECT * {{ VALUES (?x ?y) {{ ('a' {'9' * 400}) }} }}", "is no length of a bar"),
    ],
)
def test_what_cannot_be_drawn_is_refused(server, query, said):
    answer = server.ask(query, "image/png")
    assert answer.status_code == 406
    assert said in answer.text


MEMORY = "the picture needs too much memory; narrow the query\n"
FAILED = "the picture could not be drawn; the log says why\n"


@pytest.mark.parametrize(
    ("ends", "told", "logged"),
    [
        ("import os; os.abort()", MEMORY, ""),
        ("import os; os.kill(os.getpid(), 9)", MEMORY, ""),
        ("raise MemoryError", MEMORY, ""),
        ("raise OSError('\x1b[2J')", FAILED, "(status 1): Traceback"),
        ("print('nothing')", FAILED, "(status 0): "),
        ("import os; os.close(0)", FAILED, "(status 0): "),
    ],
)
def test_a_process_that_draws_nothing_is_told_of_as_it_ended(
    server, monkeypatch, caplog, ends, told, logged
):
    monkeypatch.setattr(pictures, "command", lambda _: [sys.executable, "-c", ends])
    answer = server.ask(TABLE, "image/png")
    assert (answer.status_code, answer.text) == (500, told)
    log = caplog.text
    assert ("could not be drawn" in log) == bool(logged)
    assert logged in log
    assert "\x1b" not in log


def test_a_picture_that_takes_too_long_is_given_up(server, monkeypatch):
    monkeypatch.setattr(pictures, "LONGEST", 0.01)
    answer = server.ask(TABLE, "image/png")
    assert answer.status_code == 504
    assert answer.text == "the picture took longer than 0.01 s to draw; narrow the query\n"


def test_more_pictures_than_there_is_room_for_are_put_off(server, monkeypatch):
    monkeypatch.setattr(pictures, "MOST_WAITING", 0)
    answer = server.ask(TABLE, "image/png")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "2"


def test_nothing_of_a_text_acts_in_a_picture(server):
    names = ("<script>alert(1)</script>", "javascript:x", "]]><img src=x>", "\\u202Eturned")
    rows = " ".join(f'(<javascript:alert({at})> "{name}")' for at, name in enumerate(names))
    query = (
        f"# {names[0]}\nSELECT ?thing ?other {{ VALUES (?thing ?name) {{ {rows} }} ?other a ?t }}"
    )
    drawn = server.ask(query, "image/svg+xml").content
    tree = ElementTree.fromstring(drawn)  # noqa: S314 - it is our own
    assert not [e for e in tree.iter() if e.tag.endswith(("script", "img", "foreignObject"))]
    addresses = [value for e in tree.iter() for name, value in e.items() if name.endswith("href")]
    assert not [address for address in addresses if address.startswith("javascript")]
