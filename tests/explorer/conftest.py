"""A small graph, with names that try to break out of the page, and a browser to look at it."""

from dataclasses import dataclass
from datetime import date

import pytest
from browsing import watched

from bacd_graph.explorer import write_page
from bacd_graph.model import (
    Claim,
    DocumentInfo,
    Entity,
    EntityType,
    Passage,
    Predicate,
    Status,
)

HOSTILE = "</script><script>document.title='broken'</script><!-- <img src=x onerror=alert(1)>"


@dataclass(frozen=True)
class Graph:
    entities: tuple[Entity, ...]
    claims: tuple[Claim, ...]
    documents: tuple[DocumentInfo, ...]


@pytest.fixture(scope="session")
def hostile():
    """Return a name that would run a script if it were taken as markup."""
    return HOSTILE


@pytest.fixture(scope="session")
def graph():
    """Return four entities, six claims and two documents."""
    recap = DocumentInfo(
        id="recap",
        path="2013/recap.md",
        sha256="1",
        title="A day in Ghent",
        date=date(2013, 2, 1),
        authors=("Ada Byron",),
        url="https://example.org/recap",
    )
    news = DocumentInfo(id="news", path="news.md", sha256="2", url="javascript:alert(1)")
    both = ("news", "recap")
    ada = Entity("person/ada", "Ada Byron", EntityType.PERSON, ("Ada", "Ada Byron"), both)
    zoe = Entity("company/zoe", "Zoë's Cloud", EntityType.COMPANY, ("Zoë's Cloud",), ("recap",))
    ceph = Entity("project/ceph", "Ceph", EntityType.PROJECT, ("Ceph",), both)
    odd = Entity("project/odd", HOSTILE, EntityType.PROJECT, (HOSTILE,), ("news",))

    def claim(subject, predicate, object_, document, text, start, status=Status.ASSERTED):
        passage = Passage(document.id, start, start + len(text), text)
        return Claim(subject, predicate, object_, status, 0.875, document, (passage,))

    works = "Ada Byron from Zoë's Cloud spoke."
    return Graph(
        entities=(ada, zoe, ceph, odd),
        claims=(
            claim(ada, Predicate.WORKS_FOR, zoe, recap, works, 10),
            claim(ada, Predicate.CONTRIBUTES_TO, ceph, recap, "Ada, who commits to Ceph.", 50),
            claim(ada, Predicate.CONTRIBUTES_TO, ceph, news, "Ceph's Ada is back.", 0),
            claim(zoe, Predicate.USES, ceph, recap, "They want Ceph.", 90, Status.PLANNED),
            claim(ceph, Predicate.INTEGRATES_WITH, odd, news, HOSTILE, 30),
            claim(odd, Predicate.INTEGRATES_WITH, ceph, news, "Both.", 200),
        ),
        documents=(recap, news),
    )


@pytest.fixture(scope="session")
def address(graph, tmp_path_factory):
    """Return the file: URL of the page of ``graph``."""
    path = tmp_path_factory.mktemp("explorer") / "explorer.html"
    write_page(graph.entities, graph.claims, graph.documents, path)
    return path.as_uri()


@pytest.fixture(scope="session")
def offline(browser):
    """Return a browser without a network."""
    return browser.new_context(offline=True)


@pytest.fixture
def page(offline):
    """Return an empty tab that may open files alone.

    Opened by ``page.goto``, a view stands when the call returns; a view that is reached from
    another one has to be waited for.
    """
    with watched(offline, lambda url: url.startswith(("file:", "data:"))) as page:
        yield page


@pytest.fixture
def start(page, address):
    """Return the tab with the start page in it."""
    page.goto(address)
    return page
