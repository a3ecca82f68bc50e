"""docs/vocabulary.html is made of vocabulary.ttl, tells of every term, and fetches nothing."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

import bacd_graph
from bacd_graph.rdf import VOCABULARY, bacd

ROOT = Path(bacd_graph.__file__).parent.parent
PAGE = (ROOT / "docs" / "vocabulary.html").read_text("utf-8")


class Elements(HTMLParser):
    """The elements of a page, as (name, attributes)."""

    def __init__(self, text):
        super().__init__()
        self.found = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


ELEMENTS = Elements(PAGE).found
IDS = [attributes["id"] for _, attributes in ELEMENTS if "id" in attributes]


def test_the_page_is_that_of_the_vocabulary():
    pytest.importorskip("pylode", reason="pyLODE makes the page; it comes with make test")
    from docs.vocabulary_page import page

    assert page() == PAGE, "run make pages"


def test_the_address_of_a_term_leads_to_its_place_in_the_page():
    terms = list(bacd)
    assert terms
    assert [(term, IDS.count(term)) for term in terms if IDS.count(term) != 1] == []
    shown = {t for t in terms if f"{VOCABULARY}{t}<" in PAGE or f'<code id="{t}">' in PAGE}
    assert [term for term in terms if term not in shown] == []


def test_every_link_within_the_page_leads_somewhere():
    links = {attributes.get("href", "") for tag, attributes in ELEMENTS if tag == "a"}
    assert {link[1:] for link in links if link.startswith("#")} <= {*IDS}


@pytest.mark.parametrize(
    "tie", ["schema:SoftwareApplication", "org:memberOf", "schema:contributor"]
)
def test_ties_are_shown_matches_and_inverses_too(tie):
    assert f">{tie}</a>" in PAGE


def test_nothing_is_fetched_to_show_it():
    def fetched(tag, attributes):
        kept = attributes.get("href" if tag == "link" else "src", "data:")
        return tag not in {"a", "html", "meta"} and not kept.startswith("data:")

    assert [element for element in ELEMENTS if fetched(*element)] == []
    assert {tag for tag, _ in ELEMENTS} & {"iframe", "object", "embed", "img", "base"} == set()
    scripts = [attributes for tag, attributes in ELEMENTS if tag == "script"]
    assert [script["type"] for script in scripts] == ["application/ld+json"]
    assert not re.search(r"@import|url\(", PAGE)
