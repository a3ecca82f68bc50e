"""Workers that are processes of this machine."""

import gc
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import connection, get_context
from typing import Final, ParamSpec, TypeVar

from bacd_graph.building.engine import Engine
from bacd_graph.building.taking import (
    Chunk,
    Outcome,
    Outcomes,
    Work,
    chunks_of,
    died,
    loaded,
    take,
    take_chunks,
)
from bacd_graph.errors import BuildError
from bacd_graph.reading import Source

P = ParamSpec("P")
T = TypeVar("T")

_THREADS: Final = (
    "MKL_NUM_THREADS",
    "NUMEXPR_NUM_THREADS",
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
)


@dataclass(frozen=True, slots=True)
class Processes:
    """So many processes, each with an engine of its own and one thread; one job is this process.

    Raises:
        BuildError: if there are less than 1, or, from `take_all`, if none can be started.
    """

    jobs: int = 1

    def __post_init__(self) -> None:
        if self.jobs < 1:
            raise BuildError(f"{self.jobs} jobs cannot build anything; give 1 or more")

    def take_all(self, sources: Sequence[Source], engine: Engine) -> Outcomes:
        """Yield what became of each source; see `taking.Workers`."""
        if self.jobs == 1 or len(sources) < 2:
            yield from _take_here(sources, engine)
            return
        chunks = chunks_of(sources, self.jobs)
        with _single_threads():
            yield from take_chunks(chunks, _Crew(engine, min(self.jobs, len(chunks))))

    @contextmanager
    def beside(
        self, task: Callable[P, object], *args: P.args, **kwargs: P.kwargs
    ) -> Iterator[None]:
        """Do ``task`` in a process of its own meanwhile, and first and here if there is one job.

        What it raises is raised at the end.

        Raises:
            BuildError: if its process dies.
        """
        if self.jobs == 1:
            task(*args, **kwargs)
            yield
            return
        with _pool(1) as pool:
            try:
                done = _submit(pool, task, *args, **kwargs)
                yield
                done.result()
            except BrokenProcessPool as error:
                raise BuildError(
                    "the process that checks the graph died; build again, with more memory or "
                    "one job"
                ) from error


def _take_here(sources: Sequence[Source], engine: Engine) -> Iterator[Outcome]:
    if sources:
        extract = loaded(engine)
        for source in sources:
            yield take(source, extract)


@dataclass(frozen=True, slots=True)
class _Crew:
    """A pool of processes, another one after each death: that ends all of a pool."""

    engine: Engine
    jobs: int

    def side_by_side(self, chunks: deque[Chunk]) -> Generator[Outcome, None, Chunk]:
        flying: dict[Future[list[Outcome]], Chunk] = {}
        try:
            with _pool(self.jobs, self.engine) as pool:
                while chunks or flying:
                    # Two a process, so that little is lost and little waits.
                    while chunks and len(flying) < 2 * self.jobs:
                        flying[_submit(pool, _take_chunk, chunks[0])] = chunks[0]
                        chunks.popleft()
                    for done in wait(flying, return_when=FIRST_COMPLETED).done:
                        outcomes = done.result()
                        del flying[done]
                        yield from outcomes
            return ()
        except BrokenProcessPool:
            return tuple(source for chunk in flying.values() for source in chunk)

    def one_by_one(self, suspects: Chunk) -> Iterator[Outcome]:
        waiting = deque(suspects)
        while waiting:
            try:
                with _pool(1, self.engine) as pool:
                    _check(pool)
                    while waiting:
                        yield from _submit(pool, _take_chunk, (waiting[0],)).result()
                        waiting.popleft()
            except BrokenProcessPool:
                yield died(waiting.popleft())


def _check(pool: ProcessPoolExecutor) -> None:
    try:
        _submit(pool, _take_chunk, ()).result()
    except BrokenProcessPool as error:
        raise BuildError(
            "no process can be started to read in; in a script put the build under "
            "`if __name__ == '__main__':`, or build with one job"
        ) from error


@contextmanager
def _pool(jobs: int, engine: Engine | None = None) -> Iterator[ProcessPoolExecutor]:
    """Give processes; where the context ends early, so do they, whatever they do.

    To read they need an ``engine``.
    """
    # spawn: a fork of a process that has threads, as numerical libraries do, may hang.
    context = get_context("spawn")
    told, teller = context.Pipe(duplex=False)
    with told, teller:
        pool = ProcessPoolExecutor(jobs, context, _start, (told, engine))
        try:
            yield pool
        except BaseException:
            # An executor lets them finish what they began.
            teller.close()
            raise
        finally:
            pool.shutdown(cancel_futures=True)


def _submit(
    pool: ProcessPoolExecutor, task: Callable[P, T], *args: P.args, **kwargs: P.kwargs
) -> Future[T]:
    """Hand ``task`` to ``pool``, which may start a process for it.

    A process is started with interrupts held back, until `_start` says what they do.
    """
    if sys.platform == "win32":
        return pool.submit(task, *args, **kwargs)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return pool.submit(task, *args, **kwargs)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _single_threads() -> Iterator[None]:
    """Let libraries in processes that start meanwhile make one thread: these share the cores.

    `extraction.products.one_thread` would leave the others idle, each with memory of its own.
    """
    before = {name: os.environ.get(name) for name in _THREADS}
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


class _Worker:
    """What a worker process holds: an engine, loaded by its first task.

    Not by its start, where an error would tell nobody what it is.
    """

    engine: Engine | None = None
    extract: Work | None = None


def _start(told: connection.Connection, engine: Engine | None) -> None:
    # An interrupt at the terminal reaches workers too: they end at once, without a traceback.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    threading.Thread(target=_end_when_told, args=(told,), daemon=True).start()
    _Worker.engine = engine


def _end_when_told(told: connection.Connection) -> None:
    # The other end is closed, be it by a parent that was killed: workers would wait for ever.
    connection.wait([told])
    os._exit(1)


def _take_chunk(chunk: Chunk) -> list[Outcome]:
    assert _Worker.engine is not None  # noqa: S101
    if _Worker.extract is None:
        _Worker.extract = loaded(_Worker.engine)
        # The models last as long as the process: to look for garbage among them takes 0.1 s a time.
        gc.freeze()
    return [take(source, _Worker.extract) for source in chunk]
