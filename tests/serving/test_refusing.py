"""Why there is no answer: a page to a browser, a sentence to all others."""

import logging

import pytest
import requests
from browsing import violations, watched
from served import wait_until

from bacd_graph.serving import endpoint

BROWSER = "text/html,application/xhtml+xml,*/*;q=0.8"
NOTHING = {
    "nothing": "there is nothing at this address; begin at the start page",
    "entity/person/nobody": "this graph has no such entity; search for its name",
    "document/a%2Fb": "this graph has no such document; search for its name",
    "type/Cat": "there is no such type",
    "x//..%2f/y": "there is nothing at this address",
}


@pytest.mark.parametrize(("path", "told"), NOTHING.items())
def test_a_browser_is_told_on_a_page_of_which_each_link_leads_on(server, browser, path, told):
    failed = "Failed to load resource"
    with watched(browser.new_context(), lambda url: url.startswith(server.url), failed) as page:
        assert page.goto(server.url + path).status == 404
        page.get_by_role("heading", name="Not found").wait_for()
        assert told[1:] in page.locator("main").inner_text()
        assert violations(page) == []
        page.get_by_role("combobox").fill("ada")
        page.get_by_role("combobox").press("Enter")
        page.get_by_role("heading", level=1, name="Ada").or_(
            page.get_by_role("heading", level=1, name="Search")
        ).wait_for()


@pytest.mark.parametrize("accept", [None, "*/*", "application/json", "text/turtle", "text/plain"])
@pytest.mark.parametrize("path", NOTHING)
def test_all_others_are_told_in_a_sentence(server, path, accept):
    answer = server.get(path, accept)
    assert answer.status_code == 404
    assert answer.headers["Content-Type"].startswith("text/plain")
    assert answer.headers["Vary"].startswith("Accept")
    assert answer.text.startswith(NOTHING[path])


@pytest.mark.parametrize(
    "path",
    [
        f"{path}page=99"
        for path in (
            "documents?",
            "type/Person?",
            "entity/person/ada?show=documents&",
            "entity/person/ada?show=worksFor-0&",
            "entity/person/ada?with=project/cloudy&",
        )
    ],
)
def test_a_page_behind_the_last_is_not_found(server, path):
    assert server.get(path.replace("99", "1")).status_code == 200
    answer = server.get(path)
    assert (answer.status_code, answer.text) == (
        404,
        "this list has 1 page and no page 99; take the last\n",
    )


@pytest.mark.parametrize("path", ["documents?page=x", f"search?q={'x' * 201}"])
def test_what_cannot_be_asked_is_told_on_a_page_too(server, path):
    assert server.get(path, BROWSER).status_code == 400
    assert server.get(path, BROWSER).headers["Content-Type"].startswith("text/html")
    assert server.get(path).headers["Content-Type"].startswith("text/plain")


def post(server, query):
    return requests.post(f"{server.url}sparql", data={"query": query}, timeout=60)


def test_an_answer_is_as_long_as_it_may_be_and_comes_whole(server, monkeypatch):
    rows = "SELECT * { VALUES ?x { " + " ".join(f'"{n}"' for n in range(40_000)) + " } }"
    whole = post(server, rows).json()["results"]["bindings"]
    assert [row["x"]["value"] for row in whole] == [str(n) for n in range(40_000)]
    monkeypatch.setattr(endpoint, "LARGEST", 1 << 20)
    answer = post(server, rows)
    assert answer.status_code == 500
    assert answer.text == "the answer is larger than 1 MiB; narrow it or add LIMIT\n"


def test_a_client_that_leaves_amid_its_query_is_no_failure(server, caplog):
    head = "Host: localhost\r\nContent-Type: application/sparql-query\r\nContent-Length: 50"
    with caplog.at_level(logging.INFO):
        requests_log = logging.getLogger("bacd_graph.requests")
        requests_log.addHandler(caplog.handler)
        try:
            with server.connect() as client:
                client.sendall(f"POST /sparql HTTP/1.1\r\n{head}\r\n\r\nASK".encode())
            wait_until(lambda: any("POST /sparql 499" in line for line in caplog.messages))
        finally:
            requests_log.removeHandler(caplog.handler)
    assert not any(record.exc_info for record in caplog.records)
