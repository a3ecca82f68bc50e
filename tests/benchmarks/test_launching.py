"""What a command costs in a process of its own."""

import click
import pytest

from benchmarks.launching import cost_pair, launch


def test_the_memory_is_that_of_the_command_not_of_who_started_it():
    held = bytearray(300 * 1024**2)
    held[::4096] = b"x" * len(held[::4096])
    small = launch("-c", "pass")
    large = launch("-c", "held = b'x' * 50 * 1024**2")
    assert small.memory < 100
    assert large.memory - small.memory == pytest.approx(50, abs=10)


def test_what_a_command_says_is_kept_and_it_has_nothing_to_read():
    cost = launch("-c", "import sys; print('out'); sys.stderr.write(repr(sys.stdin.read()))")
    assert cost.said in ("out\n''", "''out\n")
    assert cost.seconds > 0


def test_a_command_that_fails_is_named_with_its_words():
    with pytest.raises(click.ClickException, match="exit status 3: it is broken"):
        launch("-c", "print('it is broken'); raise SystemExit(3)")


def test_a_pair_of_commands_is_by_the_clock_or_in_memory():
    costs = {"one": [launch("-c", "pass")], "other": [launch("-c", "pass")]}
    for unit, figure in (("s", "seconds"), ("MB", "memory")):
        pair = cost_pair("part", unit, "one", "other", costs)
        assert pair.our_values == [getattr(costs["one"][0], figure)]
        assert pair.their_values == [getattr(costs["other"][0], figure)]
