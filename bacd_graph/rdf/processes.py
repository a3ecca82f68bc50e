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
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from math import ceil
from signal import Signals
from threading import BoundedSemaphore, Lock, Timer
from time import monotonic
from typing import Final, TypeAlias

from bacd_graph.errors import BusyError, QueryError, QueryLimitError, QueryTimeError
from bacd_graph.rdf.messages import TOO_MUCH, Answer, Graphs, Place, Request, receive, send

AT_ONCE: Final = 4
LONGEST: Final = 86_400
_GRACE: Final = 2
# In seconds: what runs longer makes room for others, in a pool that has long places.
PATIENCE: Final = 1.0
_NICE: Final = 10

# After so many seconds somebody looks at a query, and may say why it has to be stopped.
Look: TypeAlias = Callable[[], QueryError | None]


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

    def ask(self, request: Request, looks: Iterable[tuple[float, Look]]) -> Answer:
        """Return its answer, while each of ``looks`` is taken after so many seconds.

        Raises:
            QueryError: as a look says, and the process was stopped for that.
            QueryLimitError: if the process ended by itself.
        """
        why: list[QueryError] = []
        timers = [Timer(seconds, self._stop_if, (look, why)) for seconds, look in looks]
        for timer in timers:
            timer.daemon = True
            timer.start()
        try:
            answer = self._exchange(request)
        except BaseException:
            self.stop()
            raise
        finally:
            for timer in timers:
                timer.cancel()
                # It may have fired already; who kills a process later would kill another's query.
                timer.join()
        if answer is not None and not why:
            return answer
        status = self.stop()
        if answer is not None:
            return answer
        raise why[0] if why else QueryLimitError(why_it_ended(status))

    def _exchange(self, request: Request) -> Answer | None:
        assert self._child.stdin is not None and self._child.stdout is not None  # noqa: S101, PT018
        try:
            send(self._child.stdin, request)  # type: ignore[arg-type]
            return receive(self._child.stdout, Answer)  # type: ignore[arg-type]
        except (BrokenPipeError, ConnectionError):
            return None

    def _stop_if(self, look: Look, why: list[QueryError]) -> None:
        if error := look():
            why.append(error)
            self._child.kill()

    def make_room(self) -> None:
        """Let others run before it, where the system can tell it so."""
        if hasattr(os, "setpriority"):
            with suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self._child.pid, _NICE)

    def kill(self) -> None:
        """Kill it, and leave the rest to who waits for its answer."""
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


class _Turn:
    """A query's place among those at work: a short one, and a long one if it lasts."""

    def __init__(self, short: BoundedSemaphore, long: BoundedSemaphore | None) -> None:
        self._held, self._long = short, long
        self.is_long = False

    def lengthen(self) -> bool:
        """Leave the short place for a long one, if there is one free."""
        if self._long is None or not self._long.acquire(blocking=False):
            return False
        self._held.release()
        self._held, self.is_long = self._long, True
        return True

    def leave(self) -> None:
        """Leave the place to the next."""
        self._held.release()


class Pool:
    """Processes, and how many of them may be at work.

    So many as ``at_once`` run at a time, and other queries wait. With ``long``, a query that
    runs longer than `PATIENCE` seconds leaves its place to the next and goes on as one of so
    many long ones, behind the others; if there are as many already, it is stopped. So a few that
    never end hold up nobody.
    """

    def __init__(self, at_once: int, long: int | None = None) -> None:
        self._at_once, self._most_long = at_once, long
        self.forget()

    def forget(self) -> None:
        """Begin anew: after a fork, what is at work is another process's."""
        self._idle: list[Process] = []
        self._working: set[Process] = set()
        self._lock = Lock()
        self._short = BoundedSemaphore(self._at_once)
        self._long = None if self._most_long is None else BoundedSemaphore(self._most_long)

    def ask(self, request: Request, timeout: float) -> Answer:
        """Return the answer of a process to ``request``, within ``timeout`` seconds.

        Raises:
            QueryTimeError: if it takes longer.
            BusyError: if it was not begun in that time, or is long and there are enough of these.
            QueryLimitError: if the process ended.
        """
        until = monotonic() + timeout
        short, long = self._short, self._long
        if not short.acquire(timeout=timeout):
            raise BusyError(
                f"{self._at_once} other queries were at work for {timeout:g} s; ask again later"
            )
        turn = _Turn(short, long)
        try:
            process = self._take()
            looks = self._looks(process, turn, timeout, max(0.0, until - monotonic()))
            try:
                answer = process.ask(request, looks)
            finally:
                self._give_back(process, turn)
            return answer
        finally:
            turn.leave()

    def _looks(
        self, process: Process, turn: _Turn, timeout: float, left: float
    ) -> list[tuple[float, Look]]:
        def end() -> QueryError:
            return QueryTimeError(
                f"the query ran longer than {timeout:g} s and was stopped; "
                "narrow it, add LIMIT, or allow more time"
            )

        def lengthen() -> QueryError | None:
            if turn.lengthen():
                process.make_room()
                return None
            return BusyError(
                f"the query ran longer than {PATIENCE:g} s while {self._most_long} long ones were "
                "at work, and was stopped; narrow it, or ask again later"
            )

        if self._long is None or left <= PATIENCE:
            return [(left, end)]
        return [(PATIENCE, lengthen), (left, end)]

    def _take(self) -> Process:
        with self._lock:
            process = next(self._usable(), None) or Process()
            self._working.add(process)
            return process

    def _usable(self) -> Iterator[Process]:
        """Take those that wait, the last one first, and pass over what ended meanwhile."""
        while self._idle:
            process = self._idle.pop()
            if process.usable:
                yield process

    def _give_back(self, process: Process, turn: _Turn) -> None:
        with self._lock:
            self._working.discard(process)
            if process.usable and not turn.is_long:
                self._idle.append(process)
                return
        # One that made room for others stays behind them for good.
        if process.usable:
            process.stop()

    def stop(self) -> None:
        """Stop every process; who waits for one is told so."""
        with self._lock:
            for process in self._working:
                if process.usable:
                    process.kill()
            for process in self._usable():
                process.stop()


SHARED: Final = Pool(AT_ONCE)
atexit.register(SHARED.stop)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=SHARED.forget)


def request(
    place: Place,
    sparql: str,
    form: str,
    prefixes: dict[str, str],
    base: str,
    graphs: Graphs | None,
    *,
    timeout: float,
    max_rows: int,
) -> Request:
    """Return ``sparql``, which has this form ("SELECT"), as a process is asked it.

    Raises:
        QueryError: if ``timeout`` is not above 0 and at most a day.
    """
    if not 0 < timeout <= LONGEST:
        raise QueryError(f"a timeout of {timeout:g} s does not fit; give up to {LONGEST} seconds")
    seconds = ceil(timeout) + _GRACE
    return Request(place, sparql, form, prefixes, max_rows, seconds, base, graphs)
