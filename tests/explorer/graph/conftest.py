"""A small graph on the graph page, as the one file and on a server."""

import pytest
from claims import make_claim
from explored import Explored
from graph_page import sites_of, tab

from bacd_graph.model import Statement

FIRST = {"document": "first", "day": "2013-01-31"}
SECOND = {"document": "second", "day": "2014-02-01"}
CLAIMS = [
    make_claim("person/ada", "worksFor", "company/acme", confidence=0.9, **FIRST),
    make_claim("person/ada", "contributesTo", "project/cloudy", **FIRST),
    make_claim("person/ada", "contributesTo", "project/cloudy", **SECOND),
    make_claim("person/bob", "contributesTo", "project/cloudy", confidence=0.6, **SECOND),
    make_claim("project/cloudy", "integratesWith", "project/cephy", **SECOND),
    make_claim("company/acme", "uses", "project/cephy", status="planned", **SECOND),
    make_claim("person/bob", "worksFor", "company/initech", status="negated", **SECOND),
    make_claim("person/cy", "attends", "event/fest", confidence=0.3, document="undated"),
]
ALONE = make_claim("place/ghent", "partOf", "place/ghent").subject


@pytest.fixture(scope="session")
def small(tmp_path_factory):
    """Return the folder of a graph of nine entities, one of which nothing is said of."""
    ends = {end.id: end for claim in CLAIMS for end in (claim.subject, claim.object)}
    infos = {claim.document.id: claim.document for claim in CLAIMS}
    statements = tuple(
        Statement(
            c.document.id,
            c.subject.id,
            c.predicate,
            c.object.id,
            c.status,
            c.confidence,
            c.passages,
        )
        for c in CLAIMS
    )
    graph = Explored(tuple(infos.values()), (*ends.values(), ALONE), statements, {})
    return graph.put(tmp_path_factory.mktemp("small") / "out")


@pytest.fixture(scope="session")
def sites(small):
    """Return where the small graph is, in each form."""
    with sites_of(small) as sites:
        yield sites


@pytest.fixture
def site(form, sites):
    """Return where the small graph is."""
    return sites[form]


@pytest.fixture(scope="session")
def context(chromium):
    """Return a browser with WebGL in which nothing moves by itself."""
    browser = chromium(webgl=True)
    viewport = {"width": 1280, "height": 800}
    yield browser.new_context(viewport=viewport, reduced_motion="reduce")
    browser.close()


@pytest.fixture
def page(context, site):
    """Return an empty tab."""
    with tab(context, site) as page:
        yield page
