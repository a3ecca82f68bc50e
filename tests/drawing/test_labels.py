"""Names beside nodes: which find room, and where they lead."""

import numpy as np
import pytest

from bacd_graph.drawing.box import Box
from bacd_graph.drawing.frame import open_axes, use_points
from bacd_graph.drawing.layout.labels import Label, boxes_of, measure, place_labels
from bacd_graph.drawing.layout.places import Node
from bacd_graph.drawing.layout.rectangles import overlap, within
from bacd_graph.drawing.lettering import Pen

PEN = Pen(10, "#222222")


@pytest.fixture
def ax():
    _, ax = open_axes(None, (5, 5))
    use_points(ax)
    return ax


def labels(*places, text="A Name"):
    return [Label(text, x, y, 4, PEN, f"urn:{n}") for n, (x, y) in enumerate(places)]


@pytest.mark.parametrize(
    ("places", "box", "homeless"),
    [
        ([(100, 100)], Box(0, 0, 300, 300), 0),
        ([(100, 100), (112, 100), (124, 100)], Box(0, 0, 300, 300), 0),
        ([(100, 100)], Box(80, 90, 20, 20), 1),
        ([(100, 100), (130, 100), (160, 100)], Box(60, 92, 110, 34), 1),
    ],
)
def test_names_stand_apart_within_the_paper_or_are_left_out(places, box, homeless, ax):
    wanted = labels(*places)
    nodes = [Node(one.x, one.y, one.radius) for one in wanted]
    assert place_labels(ax, wanted, nodes, box) == homeless
    found = boxes_of(ax, ax.texts)
    assert len(found) == len(places) - homeless
    assert overlap(found, found).sum() == len(found), "each with itself"
    assert within(found, box).all()


def test_the_first_names_come_first(ax):
    tight = Box(60, 92, 110, 34)
    wanted = labels((100, 100), (130, 100), (160, 100))
    nodes = [Node(one.x, one.y, one.radius) for one in wanted]
    assert place_labels(ax, wanted, nodes, tight) == 1
    assert [text.get_url() for text in ax.texts] == ["urn:0", "urn:1"]


def test_a_name_is_as_large_as_it_is_measured(ax):
    (one,) = labels((100, 100), text="Two\nLines")
    size = measure(ax, one)
    assert not ax.texts
    place_labels(ax, [one], [], Box(0, 0, 300, 300))
    (box,) = boxes_of(ax, ax.texts)
    assert np.allclose(box[2:] - box[:2], size)


def test_a_name_that_stands_far_from_its_node_has_a_line_to_it(ax):
    (one,) = labels((100, 100))
    ring = [(88, 88, 112, 88), (88, 112, 112, 112), (88, 88, 88, 112), (112, 88, 112, 112)]
    for lines, leaders in ([], 0), (ring * 50, 1):
        drawn = np.array(lines, float).reshape(-1, 4)
        assert place_labels(ax, [one], [Node(100, 100, 4)], Box(0, 0, 300, 300), drawn) == 0
        assert len(ax.lines) == leaders


def test_names_one_behind_the_other_are_a_letter_apart(ax):
    wanted = labels((60, 100), (98, 100), (136, 100))
    nodes = [Node(one.x, one.y, one.radius) for one in wanted]
    assert place_labels(ax, wanted, nodes, Box(0, 0, 300, 300)) == 0
    wider = boxes_of(ax, ax.texts) + np.array([-5.0, 0, 5, 0])
    assert overlap(wider, wider).sum() == len(wider)
