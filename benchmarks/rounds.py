"""Measuring in turns, so that nothing always finds the machine in the same state."""

from collections.abc import Callable, Mapping
from time import process_time
from typing import Any, TypeVar

Value = TypeVar("Value")


def in_turns(rounds: int, calls: Mapping[str, Callable[[], Value]]) -> dict[str, list[Value]]:
    """Return what each call gave in each round; every second round goes backwards."""
    given: dict[str, list[Value]] = {name: [] for name in calls}
    order = list(calls)
    for _ in range(rounds):
        for name in order:
            given[name].append(calls[name]())
        order.reverse()
    return given


def timed(
    call: Callable[[], Value], clock: Callable[[], float] = process_time
) -> tuple[float, Value]:
    """Return the seconds of ``call``, by default of this process's processor, and its answer."""
    start = clock()
    answer = call()
    return clock() - start, answer


def seconds(
    call: Callable[[], Any], clock: Callable[[], float] = process_time
) -> Callable[[], float]:
    """Return a call that gives the seconds of ``call``."""
    return lambda: timed(call, clock)[0]
