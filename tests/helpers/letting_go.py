"""What the engine reads from, which lets go of its memory in its own thread alone."""

import sys
from collections.abc import Callable
from threading import Thread

import pytest

from bacd_graph.errors import QueryError


def assert_nothing_stays(work: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail unless ``work`` raises a `QueryError` in another thread that may be dropped in this.

    What may not be dropped here stays for good, and says so where nobody can catch it.
    """
    left, errors = [], []
    monkeypatch.setattr(sys, "unraisablehook", left.append)

    def worker() -> None:
        try:
            work()
        except QueryError as error:
            errors.append(error)

    thread = Thread(target=worker)
    thread.start()
    thread.join()
    assert len(errors) == 1
    errors.clear()
    assert left == []
