import pytest

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
    matrix = block_nearness(parse(TEXT, rules_only)._.layout)
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
    assert block_nearness(()).shape == (0, 0)
