"""A server of two recaps, and an agent that asks it."""

import pytest
from agents import agent_of
from corpora import graph_of_two


@pytest.fixture(scope="package")
def folder(tmp_path_factory):
    """Return the folder of the graph of two recaps."""
    return graph_of_two(tmp_path_factory.mktemp("agents"))


@pytest.fixture(scope="package")
def agent(folder):
    """Return an agent that asks the graph of two recaps."""
    with agent_of(folder) as agent:
        yield agent
