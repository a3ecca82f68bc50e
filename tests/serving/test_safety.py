"""A server that is open to strangers, with texts of strangers in its graph."""

import re

import pytest
import requests
from corpora import make_graph, sketched, write_corpus
from served import served

PATHS = (
    "",
    "sparql",
    "sparql?query=ASK%20%7B%7D",
    "sparql?query=broken",
    "queries/employers?person=Ada",
    "queries/nothing",
    "entity/person/ada",
    "entity/person/nobody",
    "document/recap",
    "search?q=ada",
    "type/Person",
    "documents",
    "vocab",
    "style.css",
    "health",
    "ready",
    "nothing",
)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("accept", ["text/html", "text/turtle", "*/*"])
def test_every_answer_tells_a_browser_what_not_to_do(server, path, accept):
    headers = server.get(path, accept).headers
    policy = dict(
        rule.partition(" ")[::2] for rule in headers["Content-Security-Policy"].split("; ")
    )
    assert policy["default-src"] == "'none'"
    assert policy["base-uri"] == "'none'"
    assert policy["frame-ancestors"] == "'none'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "Server" not in headers


def test_a_page_runs_the_server_s_own_scripts_alone_and_makes_no_markup(server):
    policy = server.get("").headers["Content-Security-Policy"]
    assert "script-src 'self'; " in policy
    assert "require-trusted-types-for 'script'; trusted-types 'none'" in policy


@pytest.mark.parametrize(("path", "allowed"), [("", "GET, HEAD"), ("sparql", "GET, HEAD, POST")])
def test_a_method_that_would_change_something_is_refused(server, path, allowed):
    answer = requests.delete(server.url + path, timeout=60)
    assert answer.status_code == 405
    assert sorted(answer.headers["Allow"].split(", ")) == allowed.split(", ")
    assert answer.text == "this address takes no such method; the header Allow says which\n"


def test_what_is_at_no_address_is_told(server):
    answer = server.get("sparql/")
    assert answer.status_code == 404
    assert answer.text == "there is nothing at this address; begin at the start page\n"


def test_health_and_readiness_are_told(server):
    assert server.get("health").text == "ok\n"
    assert server.get("ready").text == "ready\n"


SCRIPT = "<script>document.title='broken'</script>"
IMAGE = '"><img/src=x/onerror=alert(1)>'
TURNED = "\u202eevil\u2066"
LONG = "x" * 100_000
HOSTILE = {
    "names.txt": (
        f"{SCRIPT} worksFor {IMAGE}.\n\n{TURNED} spokeAt {SCRIPT}.\n\n{LONG} worksFor Acme.\n"
    ),
    'a"><b>.md': f"""---
title: "</title>{SCRIPT}"
author: "{SCRIPT}"
url: "javascript:alert(1)"
---

Ada worksFor Acme.
""",
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """Return a server of texts that try to break out of a page, and the paths of what they name."""
    home = tmp_path_factory.mktemp("hostile")
    corpus = write_corpus(home / "corpus", HOSTILE)
    with sketched(), make_graph(corpus, home / "out").graph as graph:
        terms = graph.store.terms
        nodes = [terms.entity(e.id) for e in graph.entities] + [
            terms.document(info.id) for info in graph.documents
        ]
    with served(home / "out") as server:
        yield server, [node.value.removeprefix(terms.base) for node in nodes]


def test_nothing_of_a_text_is_markup_of_a_page(hostile):
    server, paths = hostile
    pages = {path: server.send("GET", f"/{path}", Accept="text/html") for path in paths}
    assert {status for status, _ in pages.values()} == {200}
    for _, text in pages.values():
        # Two script elements of our own: the data, and the address of the script.
        assert text.count("<script") == text.count("</script>") == 2
        for markup in ("<img", "<b>", "\u202e", "\u2066"):
            assert markup not in text


def test_nothing_of_a_query_acts_on_the_page_that_asks_it(hostile):
    server, _ = hostile
    page = server.ask(f"ASK {{}} # </script>{SCRIPT}\u202e<!--", "text/html")
    assert page.status_code == 200
    assert page.text.count("<script") == 2
    assert not re.search(r"\u202e|<!--|<script>", page.text)


def test_nothing_of_a_text_breaks_a_form_of_rdf(hostile):
    server, paths = hostile
    for path in paths:
        for kind in ("text/turtle", "application/ld+json", "application/rdf+xml"):
            assert server.send("GET", f"/{path}", Accept=kind)[0] == 200


def test_nothing_of_a_query_breaks_an_answer_s_head(server):
    answer = server.ask("ASK { \r\nX-Broken: 1\r\n\r\n<script> ")
    assert answer.status_code == 400
    assert "X-Broken" not in answer.headers
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.text.count("\n") == 1
