"""Where a name may stand beside its node."""

import numpy as np
import pytest

from bacd_graph.drawing.box import Box
from bacd_graph.drawing.layout.places import Node, places
from bacd_graph.drawing.layout.rectangles import hulls, overlap, squares, within

PAPER = Box(0, 0, 200, 200)
NODE = Node(100, 100, 5)
WIDE, HIGH = 40.0, 10.0


def around(others=(), lines=(), box=PAPER, node=NODE):
    circles = [(one.x, one.y, one.radius) for one in (node, *others)]
    drawn = np.array(lines, float).reshape(-1, 4)
    return places(node, WIDE, HIGH, squares(circles), drawn, hulls(drawn), box)


def side(found):
    """Where the best place is, seen from the node: -1, 0 or 1 across and upwards."""
    left, bottom, right, top = found.boxes[found.costs.argmin()]
    across = 0 if left < NODE.x < right else int(np.sign(left - NODE.x))
    return across, 0 if bottom < NODE.y < top else int(np.sign(bottom - NODE.y))


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ({}, (0, -1)),
        ({"box": Box(0, 92, 200, 200)}, (1, 0)),
        ({"others": [Node(100, 86, 4)]}, (1, 0)),
        ({"others": [Node(100, 86, 4), Node(125, 100, 4)]}, (-1, 0)),
        ({"lines": [(100, 100, 100, 0)]}, (1, 0)),
        ({"lines": [(100, 100, 100, 0), (100, 100, 200, 100)]}, (0, 1)),
    ],
)
def test_the_best_place_is_below_or_where_nothing_is_in_the_way(case, expected):
    assert side(around(**case)) == expected


@pytest.mark.parametrize("others", [[], [Node(120, 112, 8), Node(80, 85, 3)]])
def test_no_place_lies_on_a_node_or_leaves_the_paper(others):
    found = around(others, box=Box(60, 60, 80, 80))
    assert len(found.boxes)
    nodes = squares((one.x, one.y, one.radius) for one in (NODE, *others))
    assert not overlap(found.boxes, nodes).any()
    assert within(found.boxes, Box(60, 60, 80, 80)).all()


def test_a_far_place_is_not_taken_where_another_node_is_nearer():
    stranger = Node(100, 70, 4)
    found = around([stranger])
    far = found.gaps > 2
    low = found.boxes[far][:, 3] < stranger.y + 8
    assert not low.any(), "it would be read as the name of the other"


@pytest.mark.parametrize("stranger", [Node(125, 88, 4), Node(100, 76, 6), Node(80, 114, 4)])
def test_no_place_is_nearer_to_another_node(stranger):
    found = around([stranger])
    own, other = (
        np.hypot(
            *np.maximum([found.boxes[:, 0] - n.x, found.boxes[:, 1] - n.y], 0)
            + np.maximum([n.x - found.boxes[:, 2], n.y - found.boxes[:, 3]], 0)
        )
        - n.radius
        for n in (NODE, stranger)
    )
    assert len(own) > 5
    assert (own <= other + 0.1).all()


def test_there_is_no_place_where_the_paper_is_too_small():
    assert len(around(box=Box(90, 90, 20, 20)).boxes) == 0
