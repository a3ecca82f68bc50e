"""A server of two recaps, and an agent that asks it."""

import pytest
from agents import agent_of
from corpora import TWO, make_graph, write_corpus


@pytest.fixture(scope="package")
def folder(tmp_path_factory):
    """Return the folder of the graph of two recaps."""
    home = tmp_path_factory.mktemp("agents")
    make_graph(write_corpus(home / "corpus", TWO), home / "out").graph.close()
    return home / "out"


@pytest.fixture(scope="package")
def agent(folder):
    """Return an agent that asks the graph of two recaps."""
    with agent_of(folder) as agent:
        yield agent
