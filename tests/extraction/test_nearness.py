import numpy as np
import pytest

from bacd_graph.extraction.layout import Section
from bacd_graph.extraction.nearness import (
    APART,
    FAR,
    HEADING,
    INTRO,
    NEXT_BLOCK,
    SAME_BLOCK,
    TITLE,
    block_nearness,
)
from bacd_graph.model import BlockKind

TEXT = """\
---
title: A Day
---

## Talks

These spoke:

- Ada
- Bob

They left.

It rained.

We went home.
"""
BLOCKS = ("title", "heading", "lead", "Ada", "Bob", "left", "rained", "home")


@pytest.fixture
def near(parse, rules_only):
    """Return how two of BLOCKS stand to each other."""
    every = np.arange(len(BLOCKS))
    matrix = block_nearness(parse(TEXT, rules_only)._.layout).between(every, every)
    return lambda a, b: int(matrix[BLOCKS.index(a), BLOCKS.index(b)])


@pytest.mark.parametrize(
    ("first", "second", "how"),
    [
        ("Ada", "Ada", SAME_BLOCK),
        ("heading", "home", HEADING),
        ("heading", "lead", HEADING),  # it is the block before as well
        ("lead", "Ada", INTRO),
        ("lead", "Bob", INTRO),
        ("Ada", "Bob", NEXT_BLOCK),
        ("title", "home", TITLE),
        ("title", "heading", NEXT_BLOCK),
        ("Ada", "rained", FAR),
        ("Ada", "home", APART),
        ("lead", "home", APART),
    ],
)
def test_how_two_blocks_stand_to_each_other(first, second, how, near):
    assert near(first, second) == near(second, first) == how


def test_without_blocks_nothing_is_near():
    nothing = np.arange(0)
    assert block_nearness(()).between(nothing, nothing).shape == (0, 0)


def test_blocks_of_a_long_text_are_compared_when_they_are_asked_for():
    many = [Section(BlockKind.PARAGRAPH, n, n + 1, 0, (0,)) for n in range(100_000)]
    found = block_nearness(many).between(np.array([1, 5]), np.array([2, 5, 99_999]))
    assert found.tolist() == [[NEXT_BLOCK, APART, APART], [FAR, SAME_BLOCK, APART]]
