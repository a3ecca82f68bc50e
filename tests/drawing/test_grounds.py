import numpy as np
import pytest

from bacd_graph.drawing.box import Box
from bacd_graph.drawing.layout.grounds import grounds

BOX = Box(10, 20, 300, 200)


def found(groups, positions, reach=30.0):
    return list(grounds(groups, positions, reach, BOX))


def at(ground, x, y):
    return ground.held[np.abs(ground.y - y).argmin(), np.abs(ground.x - x).argmin()] > 0


@pytest.mark.parametrize(
    ("x", "y", "whose"),
    [
        (100, 100, "a"),
        (80, 100, "a"),
        (114, 100, "a"),
        (126, 100, "b"),
        (160, 100, "b"),
        (100, 140, None),
        (250, 180, None),
    ],
)
def test_a_place_belongs_to_the_group_of_the_nearest_node_in_reach(x, y, whose):
    a, b = found([["a"], ["b"]], {"a": (100, 100), "b": (140, 100)})
    assert ["a" if at(a, x, y) else None, "b" if at(b, x, y) else None] == [
        whose if whose == "a" else None,
        whose if whose == "b" else None,
    ]


def test_no_place_has_two_owners_and_none_is_at_the_edge_of_the_box():
    chance = np.random.default_rng(0)
    positions = {n: (chance.uniform(10, 310), chance.uniform(20, 220)) for n in range(60)}
    groups = [[n for n in range(60) if n % 4 == g] for g in range(4)]
    held = np.array([ground.held > 0 for ground in found(groups, positions)])
    assert held.any()
    assert held.sum(axis=0).max() == 1
    assert not held[:, [0, -1]].any()
    assert not held[:, :, [0, -1]].any()


def test_every_node_stands_on_the_ground_of_its_group():
    positions = {"a": (50, 50), "b": (90, 50), "c": (200, 150)}
    first, second = found([["a", "b"], ["c"]], positions)
    assert at(first, 50, 50)
    assert at(first, 90, 50)
    assert at(second, 200, 150)
