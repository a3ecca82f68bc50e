"""A day in Ghent to look at, as the one file and on a server, and a browser to look at it."""

import pytest
from browsing import watched
from explored import HOSTILE, a_day_in_ghent, file_of, server_of

from bacd_graph.explorer import Whole
from bacd_graph.knowledge_graph import open as open_graph


@pytest.fixture(scope="session")
def hostile():
    """Return a name that would run a script if it were taken as markup."""
    return HOSTILE


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """Return the folder of the graph of a day in Ghent."""
    return a_day_in_ghent().put(tmp_path_factory.mktemp("ghent") / "out")


@pytest.fixture(scope="session")
def graph(folder):
    """Return the graph of a day in Ghent."""
    with open_graph(folder) as graph:
        yield graph


@pytest.fixture(scope="session")
def whole(graph):
    """Return all of it."""
    return Whole.of(graph.store)


@pytest.fixture(scope="session")
def server(folder):
    """Return the server of the graph, as a site and as what answers requests."""
    with server_of(folder) as found:
        yield found


@pytest.fixture
def form():
    """Return in which form a page is looked at where its test does not ask for both.

    What is shown is made by the same code in both: what differs is how things are addressed and
    found, and whence texts and quotes come. A server sends a page no more than it needs.
    """
    return "server"


@pytest.fixture
def site(form, request, folder):
    """Return where the graph is looked at: the one file, or a server."""
    return file_of(folder) if form == "file" else request.getfixturevalue("server")[0]


@pytest.fixture(scope="session")
def offline(browser):
    """Return a browser without a network."""
    return browser.new_context(offline=True)


@pytest.fixture(scope="session")
def online(browser):
    """Return a browser that reaches loopback."""
    return browser.new_context()


@pytest.fixture
def page(site, request):
    """Return an empty tab that may ask for what its site has alone.

    Opened by ``page.goto``, a view stands when the call returns; a view that is reached from
    another one has to be waited for.
    """
    context = request.getfixturevalue("offline" if site.is_file else "online")
    with watched(context, site.may_ask) as page:
        yield page


@pytest.fixture
def start(page, site):
    """Return the tab with the start page in it."""
    page.goto(site.to())
    return page
