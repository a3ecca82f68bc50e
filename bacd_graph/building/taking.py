"""One source after the other to facts, in this process or in several."""

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
from multiprocessing import connection, get_context, parent_process
from typing import Final

import msgspec

from bacd_graph.building.engine import Engine
from bacd_graph.errors import BuildError, ModelMissingError, ReadingError
from bacd_graph.model import Document, Facts
from bacd_graph.reading import Source, read

_CHUNK: Final = 8
_THREADS: Final = (
    "MKL_NUM_THREADS",
    "NUMEXPR_NUM_THREADS",
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
)
_Work = Callable[[Document], Facts]
_Chunk = tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source: facts, packed as MessagePack, or the reason why there are none.

    ``sha256`` is the hash of the bytes that were read, "" where they were refused. ``lasting``
    is true if the same bytes would give the same outcome.
    """

    source: Source
    sha256: str = ""
    facts: bytes = b""
    words: int = 0
    refusal: str = ""
    lasting: bool = True


def take(source: Source, extract: _Work) -> Outcome:
    """Return the facts of ``source``; whatever is wrong with it costs only itself.

    Raises:
        ModelMissingError: since no other document could be read either.
    """
    try:
        document = read(source)
    except ReadingError as error:
        return Outcome(source, refusal=str(error).removeprefix(f"{source.path}: "))
    try:
        facts = msgspec.msgpack.encode(extract(document))
    except ModelMissingError:
        raise
    # A text that nobody foresaw must not cost the thousand others.
    except Exception as error:
        reason = f"extraction failed on it ({type(error).__name__}: {error}); please report that"
        return Outcome(source, refusal=reason, lasting=False)
    return Outcome(source, document.info.sha256, facts, len(document.text.split()))


def take_all(sources: Sequence[Source], engine: Engine, jobs: int) -> Iterator[Outcome]:
    """Yield what became of each source, in the order in which they are done.

    With ``jobs`` > 1 they go to so many processes, each with an engine of its own and one
    thread. A source that kills its process is refused; the others are not.

    Raises:
        BuildError: if processes cannot be started.
        ModelMissingError: if the engine cannot be loaded.
    """
    if jobs == 1 or len(sources) < 2:
        extract = engine.load() if sources else None
        for source in sources:
            assert extract is not None  # noqa: S101
            yield take(source, extract)
        return
    size = max(1, min(_CHUNK, len(sources) // (4 * jobs)))
    chunks = deque(tuple(sources[at : at + size]) for at in range(0, len(sources), size))
    with _single_threads():
        while chunks:
            suspects = yield from _side_by_side(chunks, engine, min(jobs, len(chunks)))
            yield from _one_by_one(suspects, engine)


def _side_by_side(
    chunks: deque[_Chunk], engine: Engine, jobs: int
) -> Generator[Outcome, None, _Chunk]:
    """Yield outcomes until ``chunks`` is empty or a process dies; return what was in flight then.

    At most two chunks a process are in flight, so that little is lost and little waits.
    """
    flying: dict[Future[list[Outcome]], _Chunk] = {}
    pool = _pool(engine, jobs)
    try:
        while chunks or flying:
            while chunks and len(flying) < 2 * jobs:
                flying[_submit(pool, chunks[0])] = chunks[0]
                chunks.popleft()
            for done in wait(flying, return_when=FIRST_COMPLETED).done:
                outcomes = done.result()
                del flying[done]
                yield from outcomes
        return ()
    except BrokenProcessPool:
        return tuple(source for chunk in flying.values() for source in chunk)
    finally:
        pool.shutdown(cancel_futures=True)


def _one_by_one(suspects: _Chunk, engine: Engine) -> Iterator[Outcome]:
    """Yield what became of each of ``suspects``, one of which killed its process."""
    waiting = deque(suspects)
    while waiting:
        pool = _pool(engine, 1)
        try:
            _check(pool)
            while waiting:
                yield from _submit(pool, (waiting[0],)).result()
                waiting.popleft()
        except BrokenProcessPool:
            reason = "the process that read it died; split it or leave it out"
            yield Outcome(waiting.popleft(), refusal=reason, lasting=False)
        finally:
            pool.shutdown(cancel_futures=True)


def _check(pool: ProcessPoolExecutor) -> None:
    try:
        _submit(pool, ()).result()
    except BrokenProcessPool as error:
        raise BuildError(
            "no process can be started to read in; in a script put the build under "
            "`if __name__ == '__main__':`, or build with one job"
        ) from error


def _pool(engine: Engine, jobs: int) -> ProcessPoolExecutor:
    # spawn: a fork of a process that has threads, as numerical libraries do, may hang.
    return ProcessPoolExecutor(jobs, get_context("spawn"), _start, (engine,))


def _submit(pool: ProcessPoolExecutor, chunk: _Chunk) -> Future[list[Outcome]]:
    """Hand ``chunk`` to ``pool``, which may start a process for it.

    A process is started with interrupts held back, until `_start` says what they do.
    """
    if sys.platform == "win32":
        return pool.submit(_take_chunk, chunk)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        return pool.submit(_take_chunk, chunk)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _single_threads() -> Iterator[None]:
    """Let processes that start meanwhile compute with one thread: they share the cores already."""
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
    extract: _Work | None = None


def _start(engine: Engine) -> None:
    # An interrupt at the terminal reaches workers too: they end at once, without a traceback.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _Worker.engine = engine


def _end_with_parent() -> None:
    # A parent that is killed tells its workers nothing, and they would wait for ever.
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _take_chunk(chunk: _Chunk) -> list[Outcome]:
    assert _Worker.engine is not None  # noqa: S101
    if _Worker.extract is None:
        _Worker.extract = _Worker.engine.load()
    return [take(source, _Worker.extract) for source in chunk]
