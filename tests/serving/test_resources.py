"""The IRIs of entities and documents: a page for a browser, RDF for a program."""

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


@pytest.mark.parametrize("accept", [BROWSER, "text/html", "*/*", None])
def test_a_browser_gets_a_page(server, accept):
    answer = server.get("entity/person/ada", accept)
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert '<html lang="en">' in answer.text
    assert "<title>Ada (Person)</title>" in answer.text


def test_a_profile_shows_what_is_said_with_quote_document_status_and_confidence(server):
    text = server.get("entity/person/bob").text
    for said in ("works for", "contributes to", "Bob worksFor Acme!", "A Day in Gent, 2014-02-01"):
        assert said in text
    assert re.search(r"</a>, negated, 0\.\d\d|</a>, negated, 1\.00", text)


def test_a_document_s_page_shows_what_it_says_and_whom_it_names(server):
    text = server.get("document/recap").text
    for said in (
        "<h1><bdi>A Day in Ghent</bdi></h1>",
        "2013-01-31",
        "Cloudy integratesWith Cephy.",
    ):
        assert said in text


@pytest.mark.parametrize("path", ["entity/person/ada", "document/recap"])
def test_a_page_has_landmarks_and_links_that_lead_on(server, path):
    links = Links(server.get(path, BROWSER).text)
    for element in ("header", "nav", "main", "footer", "title", "h1"):
        assert links.elements.count(element) == 1
    relative = [address for address in links.addresses if not address.startswith("#")]
    assert not any(re.match(r"https?:|/", address) for address in relative)
    for address in set(relative) - {"data:,"}:
        assert requests.get(urljoin(server.url + path, address), timeout=60).status_code == 200


def test_profiles_and_documents_lead_to_each_other(server):
    ada = Links(server.get("entity/person/ada").text).addresses
    assert {"../../entity/organization/acme", "../../document/recap", "../../sparql"} <= {*ada}
    assert "../entity/person/ada" in Links(server.get("document/recap").text).addresses


@pytest.mark.parametrize(
    "path", ["entity/person/nobody", "entity/person", "entity/", "document/none", "entity/a/b/c"]
)
@pytest.mark.parametrize("accept", ["text/html", "text/turtle"])
def test_what_is_not_in_the_graph_is_not_found(server, path, accept):
    answer = server.get(path, accept)
    assert answer.status_code == 404
    assert answer.text.startswith("this graph has no such")


@pytest.mark.parametrize("path", ["/entity/person/%61da", "/entity/per%73on/ada"])
def test_how_a_path_is_encoded_makes_no_difference(server, path):
    assert server.send("GET", path, Accept="text/html")[0] == 200
    status, text = server.send("GET", path, Accept="application/n-triples")
    assert status == 200
    assert f"<{BASE}entity/person/ada>" in text


def test_a_form_that_there_is_not_is_refused(server):
    assert server.get("entity/person/ada", "image/png").status_code == 406
