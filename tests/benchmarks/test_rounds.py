"""Measuring in turns."""

from itertools import count

from benchmarks.rounds import in_turns, seconds, timed


def test_every_second_round_goes_backwards():
    said = []
    in_turns(3, {name: lambda name=name: said.append(name) for name in "abc"})
    assert "".join(said) == "abccbaabc"


def test_each_call_gives_a_value_a_round():
    ones, twos = count(1), count(10, 10)
    given = in_turns(2, {"ones": lambda: next(ones), "twos": lambda: next(twos)})
    assert given == {"ones": [1, 2], "twos": [10, 20]}


def test_seconds_are_those_of_the_clock_that_is_given():
    ticks = iter([5.0, 7.5, 10.0, 11.0])
    assert timed(lambda: "answer", lambda: next(ticks)) == (2.5, "answer")
    assert seconds(lambda: "answer", lambda: next(ticks))() == 1.0
