"""Queries of a server's clients: how many, how long, how large, and what their errors mean."""

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event
from typing import Final, TypeVar

from anyio import CapacityLimiter, to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request

from bacd_graph.editions import Editions
from bacd_graph.errors import (
    BusyError,
    GraphChangedError,
    GraphMissingError,
    QueryError,
    QueryLimitError,
    QueryTimeError,
)
from bacd_graph.rdf import Result
from bacd_graph.rdf.abandoning import Abandonable, stop_with
from bacd_graph.rdf.messages import Graphs
from bacd_graph.rdf.processes import Pool
from bacd_graph.serving.editions import Edition
from bacd_graph.serving.leaving import unless_left
from bacd_graph.serving.refusing import unreadable

MAX_ROWS: Final = 100_000
SHORT: Final = 6
LONG: Final = 4
MOST_WAITING: Final = 64
RETRY_AFTER: Final = {"Retry-After": "2"}

_T = TypeVar("_T")

# The first that fits counts: the later ones are of more kinds.
_STATUS: Final = (
    (QueryTimeError, 504),
    (BusyError, 503),
    (GraphChangedError, 503),
    (QueryLimitError, 500),
    (QueryError, 400),
)


@dataclass(frozen=True)
class Asking:
    """Asks the newest edition, beside what runs already.

    A query is stopped after ``timeout`` seconds. One that lasts goes on beside the short ones;
    see `bacd_graph.rdf.processes.Pool`.
    """

    editions: Editions[Edition]
    timeout: float
    pool: Pool = field(default_factory=lambda: Pool(SHORT, LONG))
    _threads: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(SHORT + LONG))

    async def run(self, work: Callable[[Edition], _T], request: Request) -> _T:
        """Return what ``work``, which asks, makes of the newest edition.

        When the client of ``request``, whose body has to be read by then, leaves, its query is
        stopped.

        Raises:
            HTTPException: 503 if too many wait, 499 if the client has left, or as its errors mean.
        """
        if self._threads.statistics().tasks_waiting >= MOST_WAITING:
            raise HTTPException(
                503, f"{MOST_WAITING} queries wait already; ask again later", RETRY_AFTER
            )
        left = Event()

        async def work_on() -> _T:
            stop_with(left)
            return await to_thread.run_sync(self._run, work, limiter=self._threads)

        return await unless_left(request, work_on, left.set)

    def _run(self, work: Callable[[Edition], _T]) -> _T:
        try:
            return self.editions.read(work)
        except QueryError as error:
            raise to_http(error) from error
        except GraphMissingError as error:
            raise unreadable(error) from error

    def ask(self, edition: Edition, sparql: str, graphs: Graphs | None = None) -> Result:
        """Return the answer of ``edition``, within a server's limits."""
        return edition.store.query(
            sparql,
            timeout=self.timeout,
            max_rows=MAX_ROWS,
            graphs=graphs,
            pool=Abandonable(self.pool),
        )


def to_http(error: QueryError) -> HTTPException:
    """Return ``error`` as HTTP says it."""
    status = next(status for kind, status in _STATUS if isinstance(error, kind))
    return HTTPException(status, str(error), RETRY_AFTER if status == 503 else None)
