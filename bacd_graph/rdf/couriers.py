"""Calls that are given up when they take too long."""

from collections.abc import Callable
from contextlib import suppress
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TypeVar

_T = TypeVar("_T")


class Courier:
    """Makes calls one by one in a thread of its own, which is left behind if one takes too long.

    A server can go on for ever below what the libraries count: with words before its answer, or
    behind it. One thread for all calls, since the state of a digest belongs to a thread.
    """

    def __init__(self) -> None:
        self._calls: SimpleQueue[Callable[[], object] | None] = SimpleQueue()
        self._outcomes: SimpleQueue[tuple[object, BaseException | None]] = SimpleQueue()
        Thread(target=self._run, name="bacd-graph call", daemon=True).start()

    def _run(self) -> None:
        while call := self._calls.get():
            try:
                self._outcomes.put((call(), None))
            except BaseException as error:
                self._outcomes.put((None, error))

    def within(self, seconds: float, call: Callable[[], _T]) -> _T:
        """Return what ``call`` returns, or raise a TimeoutError after so many seconds."""
        self._calls.put(call)
        outcome = None
        with suppress(Empty):
            outcome = self._outcomes.get(timeout=seconds)
        if outcome is None:
            raise TimeoutError(f"it takes over {seconds:g} s")
        value, error = outcome
        if error is not None:
            raise error
        return value  # type: ignore[return-value]

    def dismiss(self) -> None:
        """End the thread, after its call."""
        self._calls.put(None)
