"""The IRIs of entities and documents: a page for a browser, RDF for a program."""

import json
import re
from html.parser import HTMLParser
from urllib.parse import urljoin

import pytest
import requests
from pyoxigraph import RdfFormat, parse

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
BASE = "https://w3id.org/bacd-graph/"
FORMATS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/rdf+xml": RdfFormat.RDF_XML,
}


class Links(HTMLParser):
    """Where the links of a page lead, and which elements it has."""

    def __init__(self, html):
        super().__init__()
        self.addresses, self.elements = [], []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.elements.append(tag)
        self.addresses += [value for name, value in attrs if name == "href"]


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("path", ["entity/person/ada", "document/recap"])
def test_a_program_gets_a_description(server, path, kind):
    answer = server.get(path, kind)
    assert answer.headers["Content-Type"].partition(";")[0] == kind
    assert "Accept" in answer.headers["Vary"]
    subjects = {quad.subject.value for quad in parse(answer.content, format=FORMATS[kind])}
    assert BASE + path in subjects


def test_an_entity_s_description_holds_its_statements_and_their_passages(server):
    quads = list(parse(server.get("entity/person/ada", "text/turtle").content, RdfFormat.TURTLE))
    texts = {quad.object.value for quad in quads}
    assert {"Ada", "Ada worksFor Acme.", "Ada spokeAt Ghentday."} <= texts


def data_of(answer):
    """Return the data that a page is made of."""
    return json.loads(answer.text.split('id="data">')[1].split("</script>")[0])


@pytest.mark.parametrize("accept", [BROWSER, "text/html", "*/*", None])
def test_a_browser_gets_a_page(server, accept):
    answer = server.get("entity/person/ada", accept)
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert "Accept" in answer.headers["Vary"]
    assert '<html lang="en">' in answer.text
    assert "<title>Ada – Explorer</title>" in answer.text


def test_a_profile_has_what_is_said_with_quote_document_status_and_confidence(server):
    data = data_of(server.get("entity/person/bob"))
    claim = next(c for c in data["claims"] if c.get("status") == "negated")
    assert claim["predicate"] == "worksFor"
    assert claim["confidence"] == 0.9
    assert data["documents"][claim["document"]] == {
        "id": "later",
        "title": "A Day in Gent",
        "date": "2014-02-01",
    }
    assert data["passages"][claim["passages"][0]]["text"] == "Bob worksFor Acme!"


def test_a_document_s_page_has_its_text_what_it_says_and_whom_it_names(server):
    data = data_of(server.get("document/recap"))
    [info] = data["documents"]
    assert (info["title"], info["date"], info["authors"]) == (
        "A Day in Ghent",
        "2013-01-31",
        ["Ada"],
    )
    assert "Cloudy integratesWith Cephy." in info["text"]["text"]
    assert len(data["claims"]) == 7
    assert {entity["name"] for entity in data["entities"]} >= {"Ada", "Bob", "Ghentday"}


@pytest.mark.parametrize(
    "path",
    ["", "entity/person/ada", "document/recap", "type/Person", "vocab", "search?q=a", "sparql"],
)
def test_a_page_has_landmarks_and_links_that_lead_on(server, path):
    links = Links(server.get(path, BROWSER).text)
    for element in ("header", "nav", "main", "footer", "title"):
        assert links.elements.count(element) == 1
    relative = [address for address in links.addresses if not address.startswith("#")]
    assert not any(re.match(r"https?:|/", address) for address in relative)
    for address in set(relative) - {"data:,"}:
        assert requests.get(urljoin(server.url + path, address), timeout=60).status_code == 200


@pytest.mark.parametrize("path", ["entity/person/ada", "document/recap"])
def test_a_page_names_its_other_forms(server, path):
    html = server.get(path, BROWSER).text
    forms = dict(re.findall(r'<link rel="alternate" type="([^"]+)" href="([^"]+)">', html))
    assert set(forms) == {"text/turtle", "application/ld+json"}
    for kind, address in forms.items():
        answer = requests.get(
            urljoin(server.url + path, address), headers={"Accept": kind}, timeout=60
        )
        assert answer.headers["Content-Type"].partition(";")[0] == kind


@pytest.mark.parametrize(
    "path",
    [
        *("entity/person/nobody", "entity/person", "entity/", "document/none", "entity/a/b/c"),
        *("entity/person/%FF", "document/%FF"),
    ],
)
@pytest.mark.parametrize("accept", ["text/html", "text/turtle"])
def test_what_is_not_in_the_graph_is_not_found(server, path, accept):
    answer = server.get(path, accept)
    assert answer.status_code == 404
    # To a browser on a page, to all others as the only words.
    assert "this graph has no such" in answer.text
    assert answer.text.startswith("<!doctype html>") == (accept == "text/html")


@pytest.mark.parametrize("path", ["/entity/person/%61da", "/entity/per%73on/ada"])
def test_how_a_path_is_encoded_makes_no_difference(server, path):
    assert server.send("GET", path, Accept="text/html")[0] == 200
    status, text = server.send("GET", path, Accept="application/n-triples")
    assert status == 200
    assert f"<{BASE}entity/person/ada>" in text


def test_a_form_that_there_is_not_is_refused(server):
    assert server.get("entity/person/ada", "image/png").status_code == 406
