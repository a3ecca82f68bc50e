from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bacd_graph.drawing.layout.spreading import spread_along
from bacd_graph.drawing.timeline.lanes import Stretch, chosen, lanes_of

stretches = st.lists(
    st.tuples(st.integers(0, 50), st.integers(1, 20)).map(lambda s: Stretch(s[0], s[0] + s[1])),
    max_size=30,
)


@given(stretches)
def test_in_no_lane_two_stretches_meet_and_there_are_as_few_lanes_as_can_be(them):
    lanes = lanes_of(them)
    for i, one in enumerate(them):
        assert not any(one.meets(it) for j, it in enumerate(them[:i]) if lanes[i] == lanes[j])
    crowds = [sum(it.start <= one.start < it.end for it in them) for one in them]
    assert len(set(lanes)) == max(crowds, default=0)


@given(stretches, st.integers(1, 4))
def test_those_that_are_chosen_fit_into_the_lanes_and_no_other_would(them, lanes):
    found = chosen([[one] for one in them], lanes)
    kept = [one for one in found if one]
    assert max(lanes_of(kept), default=-1) < lanes
    for number, one in enumerate(found):
        if one is None:
            before = [it for it in found[:number] if it]
            assert max(lanes_of([*before, them[number]])) == lanes


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        ([[Stretch(0, 4)], [Stretch(4, 8)]], [Stretch(0, 4), Stretch(4, 8)]),
        ([[Stretch(2, 4)], [Stretch(3, 5), Stretch(0, 2)]], [Stretch(2, 4), Stretch(0, 2)]),
        ([[Stretch(2, 4)], [Stretch(3, 5)], [Stretch(5, 6)]], [Stretch(2, 4), None, Stretch(5, 6)]),
        ([[]], [None]),
    ],
)
def test_the_first_ones_are_chosen_and_the_best_place_that_is_free(choices, expected):
    assert chosen(choices, 1) == expected


@given(st.lists(st.floats(0, 100), max_size=9).map(sorted))
def test_what_is_spread_stands_apart_in_the_same_order_and_within_the_bounds(places):
    moved = spread_along(places, 5, lowest=0, highest=100)
    assert all(after - before > 5 - 1e-9 for before, after in pairwise(moved))
    assert all(0 <= place <= 100 for place in moved)


@given(st.lists(st.integers(0, 10).map(lambda n: 10 * n), unique=True).map(sorted))
def test_what_is_apart_stays_where_it_is(places):
    assert spread_along(places, 10, lowest=0, highest=100) == places
