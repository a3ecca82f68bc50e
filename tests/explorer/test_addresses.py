"""The addresses of documents whose ids look like steps of a path, or like more than one piece."""

import pytest
from browsing import watched
from explored import Explored, entity, file_of, server_of
from pyoxigraph import NamedNode, RdfFormat, parse

from bacd_graph.model import DocumentInfo, Passage, Predicate, Statement, Status
from bacd_graph.rdf import BASE, Terms

# What is shown of each: an id may look like the address of another one.
TITLES = {
    ".": "one dot",
    "..": "two dots",
    "...": "three dots",
    "=..": "a sign and two dots",
    "%2E%2E": "two encoded dots",
    "a/../b": "steps within",
    "..#x?y&z": "dots and more",
}


def said_by(id_):
    passage = Passage(id_, 0, 9, f"It is said by {TITLES[id_]}.")
    ends = ("person/ada", Predicate.WORKS_FOR, "company/acme")
    return Statement(id_, *ends, Status.ASSERTED, 0.9, (passage,))


def document_path(id_):
    return Terms().document(id_).value.removeprefix(BASE)


def statement_path(id_):
    return Terms().statement(said_by(id_)).value.removeprefix(BASE)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    infos = tuple(
        DocumentInfo(id_, f"{at}.md", str(at), title)
        for at, (id_, title) in enumerate(TITLES.items())
    )
    ada, acme = (
        entity(id_, name, TITLES) for id_, name in (("person/ada", "Ada"), ("company/acme", "Acme"))
    )
    statements = tuple(said_by(id_) for id_ in TITLES)
    graph = Explored(infos, (ada, acme), statements, {})
    return graph.put(tmp_path_factory.mktemp("dots") / "out")


@pytest.fixture(scope="module")
def dotted_server(folder):
    with server_of(folder) as found:
        yield found


@pytest.fixture(params=["file", "server"])
def dotted(request, folder):
    """Return where these documents are looked at."""
    return (
        file_of(folder) if request.param == "file" else request.getfixturevalue("dotted_server")[0]
    )


def test_every_document_is_reached_by_the_links_of_a_page(dotted, browser):
    with browser.new_context() as context, watched(context, dotted.may_ask) as page:
        for title in TITLES.values():
            page.goto(dotted.to("documents"))
            page.get_by_role("link", name=title, exact=True).click()
            page.get_by_role("heading", level=1, name=title, exact=True).wait_for()
            page.reload()
            page.get_by_role("heading", level=1, name=title, exact=True).wait_for()
            assert page.locator("blockquote").inner_text() == f"It is said by {title}."


@pytest.mark.parametrize(("id_", "title"), TITLES.items())
@pytest.mark.parametrize("path_of", [document_path, statement_path])
def test_the_iris_of_a_document_and_of_its_statement_answer(id_, title, path_of, dotted_server):
    _, server = dotted_server
    path = path_of(id_)
    assert f"<title>{title} – Explorer</title>" in server.get(path, "text/html").text
    described = parse(server.get(path, "text/turtle").content, RdfFormat.TURTLE)
    assert NamedNode(BASE + path) in {quad.subject for quad in described}
