"""What several rooms' tests need: the helpers can be imported here and in worker processes."""

import os
import signal
import sys
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

import bacd_graph

HELPERS = Path(__file__).parent / "helpers"

if str(HELPERS) not in sys.path:
    # Workers are started with this path too; they know a class by its module's name.
    sys.path.insert(0, str(HELPERS))

# A shell lets what it starts in the background ignore Ctrl-C, and so would all that tests start.
signal.signal(signal.SIGINT, signal.default_int_handler)

# Time is measured in benchmarks/: on a busy machine a test that waits is no failure.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# Begun first, so that no process is left with one of them when the others have no more to do. The
# notebooks come before the rest, since many files wait for the graph of all recaps.
LONGEST = (
    "test_notebooks.py",
    "test_build.py",
    "explorer/graph/test_looking.py",
    "serving/test_sparql_page.py",
    "building/test_cluster.py",
    "explorer/graph/test_asking.py",
    "explorer/test_pages.py",
    "test_cli.py",
    "test_knowledge_graph.py",
    "drawing/test_map.py",
    "rdf/test_uploading.py",
    "reviewing/test_review_and_build.py",
    "serving/test_endpoint.py",
)


def pytest_xdist_auto_num_workers(config):
    """One process more than cores: many tests wait for a browser, a server or a clock."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items):
    places = {Path(__file__).parent / name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path, len(places)))


@pytest.fixture(scope="session")
def shared(tmp_path_factory) -> Path:
    """The folder of what is made once for all processes that run tests."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session")
def corpus_graph(shared) -> Path:
    """The folder of the graph of all recaps, built once for all processes that run tests."""
    graph = shared / "corpus-graph"
    with FileLock(shared / "corpus.lock"):
        if not graph.exists():
            bacd_graph.build(Path(__file__).parent.parent / "corpus", out=graph).close()
    return graph


@pytest.fixture(scope="session")
def two_graph(shared) -> Path:
    """The folder of the graph of `corpora.TWO`, built once too: to read, or to copy and change."""
    from corpora import graph_of_two

    with FileLock(shared / "two.lock"):
        graph = shared / "two" / "out"
        return graph if graph.exists() else graph_of_two(shared / "two")


@pytest.fixture
def quick():
    """Let builds make a sketch instead of pictures."""
    from corpora import sketched

    with sketched():
        yield


@pytest.fixture(scope="session")
def nlp():
    """The usual pipeline; it takes seconds to load."""
    # Here: most tests do without spaCy.
    from bacd_graph.extraction import load_pipeline

    return load_pipeline()


@pytest.fixture(scope="session")
def fast():
    """The pipeline whose encoder is a student."""
    from bacd_graph.extraction import load_pipeline, open_domain

    return load_pipeline(domain=open_domain(None, fast=True))


@pytest.fixture(scope="session")
def chromium():
    """Return what starts a headless Chromium, or skip where there is none."""
    # Here: most tests do without Playwright.
    from browsing import chromium

    with chromium() as launch:
        yield launch


@pytest.fixture(scope="session")
def browser(chromium):
    """Return a browser for pages that do without WebGL."""
    browser = chromium()
    yield browser
    browser.close()
