"""The one file: what its addresses say, what it refuses, what it leaves out."""

from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from browsing import watched
from explored import a_day_in_ghent, file_of


@pytest.fixture
def file(folder):
    return file_of(folder)


@pytest.fixture
def tab(offline, file):
    """Return an empty tab that may open files alone."""
    with watched(offline, file.may_ask) as tab:
        yield tab


@pytest.mark.parametrize(
    "hash_", ["#entity=no/such", "#document=%", "#type=Robot", "#other=x", "#other", "#%", "#&"]
)
def test_an_address_that_leads_nowhere_is_told(hash_, tab, file):
    tab.goto(file.root + hash_)
    assert tab.get_by_role("heading", level=1).inner_text() in {
        "Not on this page",
        "What the documents say",
    }


def test_another_place_in_the_same_document_leaves_what_is_open(tab, file):
    tab.goto(file.to("document", "news", "char=7,32"))
    tab.evaluate("document.querySelector('article').id = 'same'")
    tab.goto(file.to("document", "news", "char=33,34"))
    assert tab.locator("article#same").count() == 1
    assert tab.locator("mark.lit-up").count() == 1


def test_markup_and_scripts_are_refused_even_to_the_page_itself(browser, file):
    # Not the fixture's tab: the browser tells each refusal on the console.
    page = browser.new_page()
    page.goto(file.to())
    for insertion in (
        "document.body.innerHTML = '<b>x</b>'",
        "document.createElement('script').text = 'x'",
    ):
        with pytest.raises(Exception, match="requires 'Trusted"):
            page.evaluate(insertion)
    page.close()


def test_entities_that_are_left_out_are_told(tab, tmp_path):
    file = file_of(a_day_in_ghent().put(tmp_path / "out", limit=3))
    tab.goto(file.to())
    told = tab.locator("#omitted").inner_text()
    assert "shows the 3 entities that most documents name; 5 entities and 9 statements" in told
    tab.goto(file.to("document", "2013/recap"))
    assert tab.locator("article a.name").all_inner_texts() == ["Ada Byron", "Ceph", "Ceph", "Acme"]


def test_texts_that_are_left_out_are_told_and_their_quotes_are_there(tab, tmp_path):
    file = file_of(a_day_in_ghent().put(tmp_path / "out", room=400))
    tab.goto(file.to())
    told = tab.locator("#omitted").inner_text()
    assert "1 text of an older document is left out; its quotes are here" in told
    tab.goto(file.to("document", "news"))
    assert tab.get_by_role("article").count() == 1
    tab.goto(file.to("document", "2013/recap", "statement=0"))
    tab.get_by_text("The text of this document is not here").wait_for()
    assert "Bob came. Bob at Ghent Day: all of Ceph" in tab.locator(".said").inner_text()


def test_the_header_says_which_page_is_shown_also_on_a_web_server(browser, file):
    page = browser.new_page()
    address = "http://example.org/explorer.html"
    text = Path(unquote(urlsplit(file.root).path)).read_text("utf-8")
    page.route("**", lambda route: route.fulfill(body=text, content_type="text/html"))
    for hash_, name in (("", "Explorer"), ("#vocab", "Vocabulary"), ("#graph?select=x", "Graph")):
        page.goto("about:blank")
        page.goto(address + hash_)
        page.get_by_role("heading", level=1).wait_for()
        assert page.locator("header nav [aria-current=page]").all_inner_texts() == [name]
    page.close()
