"""Workers that are processes of a Dask cluster; this machine resolves and writes.

Sources go as bytes, a few at a time, and come back as packed facts. Dask itself gives the work of
a worker that died to another one, and after some deaths (`distributed.scheduler.allowed-failures`)
gives up: then each of the sources in question is read alone.
"""

import pickle
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

import msgspec

from bacd_graph.building.connecting import connected, reached
from bacd_graph.building.engine import Engine, versions
from bacd_graph.building.envelopes import Order, Returned, Sent, unpacked
from bacd_graph.building.taking import (
    Chunk,
    Outcome,
    Outcomes,
    chunks_of,
    died,
    take_chunks,
    unloaded,
)
from bacd_graph.errors import BuildError, ReadingError
from bacd_graph.reading import Source, load_source
from bacd_graph.wording import count

if TYPE_CHECKING:
    from distributed import Client, Future

# Seconds without any worker, and between two looks at the workers.
_PATIENCE: Final = 60.0
_PAUSE: Final = 1.0
# Bytes that are sent at once, but for a larger source, which is sent alone.
_SENT: Final = 1_000_000


@dataclass(slots=True)
class Share:
    """What one worker did: documents, their words, seconds, and chunks taken over from it."""

    documents: int = 0
    words: int = 0
    seconds: float = 0.0
    lost: int = 0

    def __str__(self) -> str:
        read = f"{count(self.documents, 'document')}, {count(self.words, 'word')}"
        lost = f", lost with {count(self.lost, 'chunk')}, taken over" if self.lost else ""
        return f"{read}, {self.seconds:.1f} s{lost}"


@dataclass(frozen=True, slots=True)
class Cluster:
    """The workers of the Dask scheduler at ``address``, whoever is there and whoever joins.

    ``shares`` is what each did, by its address, after `take_all`.

    Raises:
        ExtraMissingError: from `take_all`, if Dask is not installed.
    """

    address: str
    shares: dict[str, Share] = field(default_factory=dict)

    def take_all(self, sources: Sequence[Source], engine: Engine) -> Outcomes:
        """Yield what became of each source; see `taking.Workers`."""
        if not sources:
            return
        order = Order(versions(), pickle.dumps(engine), engine.fingerprint())
        with connected(self.address) as client:
            crew = _Crew(client, self.address, msgspec.msgpack.encode(order), self.shares)
            try:
                yield from take_chunks(chunks_of(sources, crew.wait_for_workers()), crew)
            finally:
                crew.close()


class _Crew:
    """The workers of a cluster, as one build uses them."""

    def __init__(
        self, client: "Client", address: str, order: bytes, shares: dict[str, Share]
    ) -> None:
        self._client = client
        self._address = address
        self._order = order
        self._shares = shares
        self._name = f"bacd-graph-{uuid4()}"
        self._flying: dict[Future[Any], Chunk] = {}
        self._sent = 0
        self._workers = 0
        self._looked = self._seen = monotonic()

    def wait_for_workers(self) -> int:
        """Return how many workers there are, as soon as there is one."""
        with reached(self._address):
            while not self._count():
                with suppress(TimeoutError):
                    self._client.wait_for_workers(1, timeout=_PAUSE)
        return self._workers

    def close(self) -> None:
        """Cancel what is in flight, and note which workers were lost with how much."""
        # Where the scheduler is gone there is nothing to cancel or to ask.
        with suppress(Exception):
            self._client.cancel(list(self._flying), force=True)
            for _, event in self._client.get_events("all"):
                if event.get("action") == "remove-worker":
                    lost = sum(str(k).startswith(self._name) for k in event["processing-tasks"])
                    if lost:
                        self._share(event["worker"]).lost += lost

    def side_by_side(self, chunks: deque[Chunk]) -> Generator[Outcome, None, Chunk]:
        suspects: list[Source] = []
        while chunks or self._flying:
            # Two a worker, so that little is lost and little waits.
            while chunks and len(self._flying) < 2 * max(1, self._count()):
                yield from self._send(chunks)
            for future in self._done():
                chunk = self._flying.pop(future)
                outcomes = self._outcomes(future, chunk)
                if outcomes is None:
                    suspects += chunk
                else:
                    yield from outcomes
        return tuple(suspects)

    def one_by_one(self, suspects: Chunk) -> Iterator[Outcome]:
        for source in suspects:
            yield from self._send(deque([(source,)]))
            while self._flying:
                for future in self._done():
                    chunk = self._flying.pop(future)
                    outcomes = self._outcomes(future, chunk)
                    yield from [died(source)] if outcomes is None else outcomes

    def _send(self, chunks: deque[Chunk]) -> Iterator[Outcome]:
        """Send the next chunk, as far as it fits; yield what of it cannot be read."""
        waiting = deque(chunks.popleft())
        sent: list[tuple[Source, Sent]] = []
        size = 0
        while waiting and size < _SENT:
            source = waiting.popleft()
            try:
                data = load_source(source)
            except ReadingError as error:
                yield unloaded(source, error)
                continue
            if sent and size + len(data) > _SENT:
                waiting.appendleft(source)
                break
            size += len(data)
            sent.append((source, Sent.of(source, data)))
        if waiting:
            chunks.appendleft(tuple(waiting))
        if sent:
            self._submit(tuple(s for s, _ in sent), [envelope for _, envelope in sent])

    def _submit(self, chunk: Chunk, envelopes: list[Sent]) -> None:
        from bacd_graph.building.remote_reading import take_sent

        self._sent += 1
        key = f"{self._name}-{self._sent}"
        packed = msgspec.msgpack.encode(envelopes)
        with reached(self._address):
            future = self._client.submit(take_sent, self._order, packed, key=key, pure=False)
        self._flying[future] = chunk

    def _done(self) -> list["Future[Any]"]:
        """Return what is done of what is in flight, once anything is."""
        from distributed import wait

        with reached(self._address), self._client.as_current():
            while True:
                try:
                    return list(wait(list(self._flying), _PAUSE, "FIRST_COMPLETED").done)
                except TimeoutError:
                    self._count()

    def _outcomes(self, future: "Future[Any]", chunk: Chunk) -> list[Outcome] | None:
        """Return what became of ``chunk``, None if it killed its workers."""
        from distributed import KilledWorker

        with reached(self._address):
            while True:
                try:
                    packed = future.result(timeout=_PAUSE)
                    break
                except KilledWorker:
                    return None
                except TimeoutError:
                    # The worker died with the result; another one is at it.
                    self._count()
        returned = unpacked(packed, Returned)
        outcomes = list(returned.outcomes(chunk))
        share = self._share(returned.worker)
        share.documents += len(outcomes)
        share.words += sum(outcome.words for outcome in outcomes)
        share.seconds += returned.seconds
        return outcomes

    def _share(self, worker: str) -> Share:
        return self._shares.setdefault(worker, Share())

    def _count(self) -> int:
        """Return how many workers there are, as of the last second.

        Raises:
            BuildError: if there have been none for a while.
        """
        now = monotonic()
        if not self._workers or now - self._looked >= _PAUSE:
            self._looked = now
            with reached(self._address):
                self._workers = len(self._client.nthreads())
        if self._workers:
            self._seen = now
        elif now - self._seen > _PATIENCE:
            raise BuildError(
                f"{self._address}: no worker is there for {_PATIENCE:g} s; "
                f"start some with `dask worker {self._address} --nthreads 1`, where the same "
                "bacd-graph[cluster] is installed: one without it leaves at once"
            )
        return self._workers
