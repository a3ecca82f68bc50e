"""A server of two recaps, and an agent that asks it."""

import pytest
from agents import agent_of


@pytest.fixture(scope="session")
def folder(two_graph):
    """Return the folder of the graph of two recaps."""
    return two_graph


@pytest.fixture(scope="package")
def agent(folder):
    """Return an agent that asks the graph of two recaps."""
    with agent_of(folder) as agent:
        yield agent
