"""Which version of the graph is read: the newest, and older ones until nobody reads them."""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Final, Generic, TypeAlias, TypeVar

from bacd_graph import knowledge_graph, outputs
from bacd_graph.errors import BacdGraphError, GraphChangedError, GraphMissingError
from bacd_graph.knowledge_graph import KnowledgeGraph
from bacd_graph.model import Claim, Entity
from bacd_graph.profile import Profile

_TRIES: Final = 5
# In seconds: a new version that could not be opened is not opened again before.
PATIENCE: Final = 5.0


class Edition:
    """One version of the graph, with what is looked up in it. It never changes."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self.graph = graph
        self.store = graph.store
        self.entities = {entity.id: entity for entity in graph.entities}
        self.documents = {info.id: info for info in graph.documents}
        self._about: defaultdict[str, list[Claim]] = defaultdict(list)
        self._said: defaultdict[str, list[Claim]] = defaultdict(list)
        for claim in graph.claims:
            for id_ in {claim.subject.id, claim.object.id}:
                self._about[id_].append(claim)
            self._said[claim.document.id].append(claim)
        self._named: defaultdict[str, list[Entity]] = defaultdict(list)
        for entity in graph.entities:
            for id_ in entity.documents:
                self._named[id_].append(entity)

    def profile(self, id_: str) -> Profile:
        """Return the profile of the entity with this id, which has to be one of `entities`."""
        entity = self.entities[id_]
        documents = tuple(self.documents[id_] for id_ in entity.documents)
        return Profile(entity, documents, tuple(self._about.get(id_, ())))

    def named_in(self, document_id: str) -> tuple[Entity, ...]:
        """Return the entities that a document names, sorted by id."""
        return tuple(self._named.get(document_id, ()))

    def said_in(self, document_id: str) -> tuple[Claim, ...]:
        """Return the statements of a document."""
        return tuple(self._said.get(document_id, ()))


Stamp: TypeAlias = tuple[int, int] | None
E = TypeVar("E", bound=Edition)
T = TypeVar("T")


class Editions(Generic[E]):
    """The versions in a folder: a request reads the newest, and one and the same to its end.

    Whoever finds that a build has finished opens what it made, and makes an edition of it by
    ``make``, while others go on with the version before. That is closed when the last request
    that reads it is done. ``log`` is told.

    Raises:
        GraphMissingError: if there is none to begin with, or it is damaged.
    """

    def __init__(
        self, folder: Path, make: Callable[[KnowledgeGraph], E], log: logging.Logger
    ) -> None:
        self._folder, self._make, self._log = folder, make, log
        self._opening, self._counting = Lock(), Lock()
        # One thread for all versions: the C library keeps memory apart for each thread, and what a
        # version leaves free in that of one thread is of no use to the next version in another.
        self._opener = ThreadPoolExecutor(1, "opening")
        self._readers: defaultdict[E, int] = defaultdict(int)
        self._stamp = self._newest()
        self._current = self._open()
        # What could not be opened, and until when it is let be.
        self._failed: tuple[Stamp, float] = None, 0.0

    @contextmanager
    def current(self, *, wait: bool = False) -> Iterator[E]:
        """Give the newest edition, which stays open for as long as the context lasts.

        While another request opens a newer one, it is the one before, unless ``wait`` is set.
        """
        self._turn_over(wait)
        with self._counting:
            edition = self._current
            self._readers[edition] += 1
        try:
            yield edition
        finally:
            self._leave(edition)

    def read(self, work: Callable[[E], T]) -> T:
        """Return what ``work``, which asks, makes of the newest edition.

        Raises:
            GraphChangedError: if one build after the other ends while it asks.
            GraphMissingError: if what it asks is gone, and no build put another in its place.
        """
        for tried in range(_TRIES):
            # Two builds may finish after it was chosen; the second removes what it was.
            with suppress(GraphChangedError), self.current(wait=tried > 0) as edition:
                return work(edition)
        if self._newest() in {None, self._stamp}:
            raise GraphMissingError(
                f"{self._folder} does not hold the graph any more; run `bacd-graph build` again"
            )
        raise GraphChangedError("the graph is built anew without a pause; ask again later")

    def close(self) -> None:
        """Let go of the files."""
        self._opener.shutdown()
        self._current.graph.close()

    def _leave(self, edition: E) -> None:
        with self._counting:
            self._readers[edition] -= 1
            last = not self._readers[edition]
            if last:
                del self._readers[edition]
            if not last or edition is self._current:
                return
        edition.graph.close()

    def _turn_over(self, wait: bool) -> None:
        if not self._is_new(self._newest()) or not self._opening.acquire(blocking=wait):
            return
        newest = self._newest()
        try:
            if self._is_new(newest):
                self._take(self._open(), newest)
        except BacdGraphError as error:
            # A third build may just have removed what the second one made: that has a new stamp.
            self._let_be(newest, str(error))
        except Exception as error:
            # A fault of ours must not take the graph from those who can still read the one before.
            self._let_be(newest, repr(error), exc_info=error)
        finally:
            self._opening.release()

    def _is_new(self, stamp: Stamp) -> bool:
        failed, until = self._failed
        return stamp not in {None, self._stamp} and (stamp != failed or monotonic() >= until)

    def _let_be(self, stamp: Stamp, why: str, exc_info: Exception | None = None) -> None:
        self._failed = stamp, monotonic() + PATIENCE
        self._log.warning(
            "the new graph cannot be opened, and the one before stays: %s", why, exc_info=exc_info
        )

    def _take(self, edition: E, stamp: Stamp) -> None:
        with self._counting:
            before, self._current, self._stamp = self._current, edition, stamp
            unread = not self._readers.get(before)
        self._log.info("a build has finished, and its graph is served now")
        if unread:
            before.graph.close()

    def _open(self) -> E:
        return self._opener.submit(self._make_newest).result()

    def _make_newest(self) -> E:
        graph = knowledge_graph.open(self._folder)
        try:
            return self._make(graph)
        except BaseException:
            graph.close()
            raise

    def _newest(self) -> Stamp:
        """Return what changes when a build finishes, or None while there is no graph."""
        return outputs.stamp(self._folder)
