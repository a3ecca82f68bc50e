"""Processes that answer queries, each one at a time, and that can be stopped.

The engine cannot be stopped from Python while it looks for a row (oxigraph issue 1926), so a
query runs where it can be killed: in a process of its own, that is kept for the next query if
it answers in time. ``multiprocessing`` would run the caller's own script again in each of them,
so they are plain children with pipes.
"""

import atexit
import os
import subprocess
import sys
from contextlib import suppress
from math import ceil
from signal import Signals
from threading import BoundedSemaphore, Event, Lock, Timer
from time import monotonic
from typing import Final

from bacd_graph.errors import QueryError
from bacd_graph.rdf.messages import TOO_MUCH, Answer, Place, Request, receive, send

AT_ONCE: Final = 4
LONGEST: Final = 86_400
_GRACE: Final = 2


class Process:
    """A child that answers; of no more use after it was stopped."""

    def __init__(self) -> None:
        path = os.pathsep.join(filter(os.path.isabs, sys.path))
        self._child = subprocess.Popen(
            # -P: nothing is imported from the folder in which somebody happens to be.
            [sys.executable, "-P", "-m", "bacd_graph.rdf.answering"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": path},
        )
        self._parent = os.getpid()

    @property
    def usable(self) -> bool:
        """Whether it lives, and is a child of this very process and not of one it forked from."""
        return self._parent == os.getpid() and self._child.poll() is None

    def ask(self, request: Request, timeout: float) -> Answer | None:
        """Return its answer; it is stopped, and there may be None, after ``timeout`` seconds.

        Raises:
            QueryError: if it ended by itself.
        """
        late = Event()
        timer = Timer(timeout, self._stop_late, (late,))
        timer.daemon = True
        timer.start()
        try:
            answer = self._exchange(request)
        except BaseException:
            self.stop()
            raise
        finally:
            timer.cancel()
            # It may have fired already; who kills a process later would kill another's query.
            timer.join()
        if late.is_set():
            self.stop()
        elif answer is None:
            raise QueryError(why_it_ended(self.stop()))
        return answer

    def _exchange(self, request: Request) -> Answer | None:
        assert self._child.stdin is not None and self._child.stdout is not None  # noqa: S101, PT018
        try:
            send(self._child.stdin, request)  # type: ignore[arg-type]
            return receive(self._child.stdout, Answer)  # type: ignore[arg-type]
        except (BrokenPipeError, ConnectionError):
            return None

    def _stop_late(self, late: Event) -> None:
        late.set()
        self._child.kill()

    def stop(self) -> int:
        """Kill it, and return its exit status."""
        self._child.kill()
        for pipe in (self._child.stdin, self._child.stdout):
            with suppress(OSError):
                pipe and pipe.close()
        return self._child.wait()


def why_it_ended(status: int) -> str:
    """Return what a process's exit ``status`` says to who asked."""
    if status == -Signals.SIGABRT:
        return TOO_MUCH
    if status == -Signals.SIGSEGV:
        return "the query is nested too deeply; make it flatter"
    return f"the process that answered the query ended with status {status}; ask again"


class _Processes:
    """Those that wait for a query, and how many more may be at work."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Begin anew: after a fork, what is at work is another process's."""
        self._idle: list[Process] = []
        self._lock = Lock()
        self._free = BoundedSemaphore(AT_ONCE)

    def ask(self, request: Request, timeout: float) -> Answer:
        until = monotonic() + timeout
        if not self._free.acquire(timeout=timeout):
            raise QueryError(
                f"{AT_ONCE} other queries were at work for {timeout:g} s; ask again later"
            )
        free = self._free
        try:
            process = self._take()
            answer = process.ask(request, max(0.0, until - monotonic()))
            if answer is None:
                raise QueryError(
                    f"the query ran longer than {timeout:g} s and was stopped; "
                    "narrow it, add LIMIT, or allow more time"
                )
            if process.usable:
                self._give_back(process)
            return answer
        finally:
            free.release()

    def _take(self) -> Process:
        with self._lock:
            while self._idle:
                process = self._idle.pop()
                if process.usable:
                    return process
        return Process()

    def _give_back(self, process: Process) -> None:
        with self._lock:
            self._idle.append(process)

    def stop(self) -> None:
        with self._lock:
            while self._idle:
                process = self._idle.pop()
                if process.usable:
                    process.stop()


_processes: Final = _Processes()
atexit.register(_processes.stop)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_processes.forget)


def stop() -> None:
    """Stop the processes that wait for a query."""
    _processes.stop()


def ask(
    place: Place,
    sparql: str,
    form: str,
    prefixes: dict[str, str],
    *,
    timeout: float,
    max_rows: int,
) -> Answer:
    """Return the answer of a process to ``sparql``, which has this form ("SELECT").

    Raises:
        QueryError: if there is none after ``timeout`` seconds, or the process ended, or
            ``timeout`` is not above 0 and at most a day.
    """
    if not 0 < timeout <= LONGEST:
        raise QueryError(f"a timeout of {timeout:g} s does not fit; give up to {LONGEST} seconds")
    seconds = ceil(timeout) + _GRACE
    request = Request(place, sparql, form, prefixes, max_rows, seconds)
    return _processes.ask(request, timeout)
