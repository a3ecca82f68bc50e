"""What each command costs."""

import pytest

from bacd_graph.cli import cli
from benchmarks.commands import commands, slowest
from benchmarks.material import Material
from benchmarks.posts import make_posts

TOLD = """
import time: self [us] | cumulative | imported package
import time:       100 |        100 |   json
import time:      9000 |       9000 |       numpy.core
import time:     20000 |      29000 |     numpy
import time:      1000 |      30000 |   spacy.tokens
import time:     30000 |      60000 | spacy
import time:     12000 |      12000 |   numpy.random
import time:      5000 |      17000 | bacd_graph.cli
import time:      9999 |       9999 | click
"""


def test_a_library_is_charged_with_what_it_imports_and_nothing_of_anothers():
    assert slowest(TOLD) == {"spacy": 60.0, "numpy": 12.0}


@pytest.fixture
def material(tmp_path, corpus_graph):
    make_posts(tmp_path / "posts", 2)
    (tmp_path / "graph").symlink_to(corpus_graph)
    return Material(tmp_path)


def test_every_command_is_measured(material):
    assert {str(given[0]) for given in commands(material).values()} == {"--help", *cli.commands}
