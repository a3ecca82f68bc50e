"""Processes that answer queries, each one at a time, and that can be stopped.

The engine cannot be stopped from Python while it looks for a row (oxigraph issue 1926), so a
query runs where it can be killed: in a process of its own, that is kept for the next query if
it answers in time. ``multiprocessing`` would run the caller's own script again in each of them,
so they are plain children with pipes.
"""

import atexit
import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from math import ceil
from pathlib import Path
from signal import Signals
from threading import BoundedSemaphore, Event, Lock, Thread
from time import monotonic
from typing import Final, Protocol, TypeAlias

from bacd_graph.errors import BusyError, QueryError, QueryLimitError, QueryTimeError
from bacd_graph.rdf.children import command, environment
from bacd_graph.rdf.messages import (
    MEMORY,
    Answer,
    Graphs,
    Place,
    Request,
    receive,
    send,
    too_much,
)

AT_ONCE: Final = 4
LONGEST: Final = 86_400
MOST_ROWS: Final = 10**9
MOST_MEMORY: Final = 1024**5
_GRACE: Final = 2
# In seconds of computing: what takes more makes room for others, in a pool with long places.
PATIENCE: Final = 0.5
# In seconds: where others leave it little to compute with, it has at least made room by then.
LONGEST_SHORT: Final = 2.0
_SOON: Final = 0.05
# In seconds: how often a query at work is looked at for whether anybody still waits for it.
_GLANCE: Final = 0.2
_NICE: Final = 19

# Looks at a query at work: why it has to be stopped, or after how many seconds to look again.
Look: TypeAlias = Callable[[], QueryError | float]


class Process:
    """A child that answers; of no more use after it was stopped."""

    def __init__(self) -> None:
        self._child = subprocess.Popen(  # noqa: S603 - our own module
            command("bacd_graph.rdf.answering"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment(),
        )
        self._parent = os.getpid()
        self._made = monotonic()
        # Whether it has begun: on a machine with much to do that takes longer than most queries.
        self.ready = False

    @property
    def usable(self) -> bool:
        """Whether it lives, and is a child of this very process and not of one it forked from."""
        return self._parent == os.getpid() and self._child.poll() is None

    def ask(self, request: Request, look: Look) -> Answer:
        """Return its answer, while ``look`` is taken time and again.

        Raises:
            QueryError: as a look says, and the process was stopped for that.
            QueryError, QueryLimitError: if the process ended by itself; see `why_it_ended`.
        """
        why: list[QueryError] = []
        done = Event()
        watch = Thread(target=self._watch, args=(done, look, why), daemon=True)
        watch.start()
        try:
            answer = self._exchange(request)
        except BaseException:
            self.stop()
            raise
        finally:
            done.set()
            # It may look just now; who kills a process later would kill another's query.
            watch.join()
        if answer is not None and not why:
            return answer
        status = self.stop()
        if answer is not None:
            return answer
        raise why[0] if why else why_it_ended(status, request.memory)

    def _exchange(self, request: Request) -> Answer | None:
        assert self._child.stdin is not None and self._child.stdout is not None  # noqa: S101, PT018
        try:
            if not self.ready and receive(self._child.stdout, Answer) is None:  # type: ignore[arg-type]
                return None
            self.ready = True
            send(self._child.stdin, request)  # type: ignore[arg-type]
            return receive(self._child.stdout, Answer)  # type: ignore[arg-type]
        except (BrokenPipeError, ConnectionError):
            return None

    def _watch(self, done: Event, look: Look, why: list[QueryError]) -> None:
        pause = 0.0
        while not done.wait(pause):
            said = look()
            if isinstance(said, QueryError):
                why.append(said)
                self._child.kill()
                return
            pause = said

    def worked(self) -> float:
        """Return for how many seconds it has computed; where nothing tells, since it was made."""
        try:
            # "PID (NAME) STATE ...": the name may hold blanks; see proc(5).
            fields = Path(f"/proc/{self._child.pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            return monotonic() - self._made
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

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


def why_it_ended(status: int, memory: int = MEMORY) -> QueryError:
    """Return what a process's exit ``status`` says to who asked."""
    if status == -Signals.SIGABRT:
        return QueryLimitError(too_much(memory))
    if status == -Signals.SIGSEGV:
        # The engine calls itself for each level of a query, and has no stack left.
        return QueryError("the query is nested too deeply, or chains too many parts; simplify it")
    return QueryLimitError(
        f"the process that answered the query ended with status {status}; ask again"
    )


class _Turn:
    """A query's place among those at work: a short one, and a long one if it lasts."""

    def __init__(self, short: BoundedSemaphore, long: BoundedSemaphore | None) -> None:
        self._held, self._long = short, long
        self.is_long = False

    @property
    def may_lengthen(self) -> bool:
        """Whether it is a short place where there are long ones."""
        return self._long is not None and not self.is_long

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
    computes for more than `PATIENCE` seconds, or lasts for `LONGEST_SHORT`, leaves its place to
    the next and goes on as one of so many long ones, behind the others; if there are as many
    already, it is stopped. So a few that never end hold up nobody.
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

    def ask(self, request: Request, timeout: float, left: Event | None = None) -> Answer:
        """Return the answer of a process to ``request``, within ``timeout`` seconds.

        Whoever sets ``left`` needs no answer any more.

        Raises:
            QueryTimeError: if it takes longer.
            QueryError: if ``left`` was set before it ended, or it is nested too deeply.
            BusyError: if it was not begun in that time, or is long and there are enough of these.
            QueryLimitError: if the process ended.
        """
        until = monotonic() + timeout
        short, long = self._short, self._long
        if not _acquired(short, until, left):
            raise BusyError(
                f"{self._at_once} other queries were at work for {timeout:g} s; ask again later"
            )
        turn = _Turn(short, long)
        try:
            process = self._take()
            try:
                look = self._look(process, turn, timeout, until)
                answer = process.ask(request, look if left is None else _noticing(left, look))
            finally:
                self._give_back(process, turn)
            return answer
        finally:
            turn.leave()

    def _look(self, process: Process, turn: _Turn, timeout: float, until: float) -> Look:
        begun, short_until = 0.0, 0.0

        def look() -> QueryError | float:
            nonlocal begun, short_until
            left = until - monotonic()
            if left <= 0:
                return QueryTimeError(
                    f"the query ran longer than {timeout:g} s and was stopped; "
                    "narrow it, add LIMIT, or allow more time (--timeout)"
                )
            if not turn.may_lengthen:
                return left
            if not process.ready:
                return min(left, _SOON)
            if not short_until:
                begun, short_until = process.worked(), min(until, monotonic() + LONGEST_SHORT)
            patience = PATIENCE - (process.worked() - begun)
            short_left = short_until - monotonic()
            if patience > 0 and short_left > 0:
                return min(short_left, max(patience, _SOON))
            if not turn.lengthen():
                return BusyError(
                    f"the query took more than {PATIENCE:g} s while {self._most_long} long ones "
                    "were at work, and was stopped; narrow it, or ask again later"
                )
            process.make_room()
            return left

        return look

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
            if self._long is not None and not self._idle:
                # It begins now, so that the next query need not wait until it has.
                self._idle.append(Process())
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


def _acquired(places: BoundedSemaphore, until: float, left: Event | None) -> bool:
    """Wait for a place, and say whether there was one in time."""
    while (time := until - monotonic()) > 0:
        if places.acquire(timeout=time if left is None else min(time, _GLANCE)):
            return True
        if left is not None and left.is_set():
            raise _abandoned()
    return False


def _noticing(left: Event, look: Look) -> Look:
    """Return ``look``, taken more often, that also stops a query when ``left`` is set."""

    def noticing() -> QueryError | float:
        if left.is_set():
            return _abandoned()
        said = look()
        return said if isinstance(said, QueryError) else min(said, _GLANCE)

    return noticing


def _abandoned() -> QueryError:
    return QueryError("who asked has left, and the query was stopped; ask again")


class Answering(Protocol):
    """Whoever answers requests as a `Pool` does."""

    def ask(self, request: Request, timeout: float) -> Answer:
        """Return the answer to ``request``, within ``timeout`` seconds."""


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
    memory: int = MEMORY,
) -> Request:
    """Return ``sparql``, which has this form ("SELECT"), as a process is asked it.

    Raises:
        QueryError: if ``timeout`` is not above 0 and at most a day, or ``max_rows`` or ``memory``
            no whole number from 1 to `MOST_ROWS` or `MOST_MEMORY`.
    """
    for what, value, most in (
        ("rows", max_rows, MOST_ROWS),
        ("bytes of memory", memory, MOST_MEMORY),
    ):
        if not isinstance(value, int) or not 1 <= value <= most:
            raise QueryError(f"a limit of {value} {what} does not fit; give up to {most:,}")
    if not 0 < timeout <= LONGEST:
        raise QueryError(f"a timeout of {timeout:g} s does not fit; give up to {LONGEST} seconds")
    seconds = ceil(timeout) + _GRACE
    return Request(place, sparql, form, prefixes, max_rows, seconds, base, graphs, memory)
