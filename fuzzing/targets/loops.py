"""Where targets run what is asynchronous."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any, TypeVar

_T = TypeVar("_T")


def done(work: Coroutine[Any, Any, _T]) -> _T:
    """Return what ``work`` gives.

    Its loop is always the same, in a thread of its own: in this one that of a test's browser may
    be running.
    """
    thread, loop = _thread()
    return thread.submit(loop.run_until_complete, work).result()


@cache
def _thread() -> tuple[ThreadPoolExecutor, asyncio.AbstractEventLoop]:
    return ThreadPoolExecutor(1), asyncio.new_event_loop()
