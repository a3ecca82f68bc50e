"""Calls that may be given up while they wait: their queries are stopped then."""

from contextvars import ContextVar
from dataclasses import dataclass
from threading import Event
from typing import Final

from bacd_graph.rdf.messages import Answer, Request
from bacd_graph.rdf.processes import Pool

# Of the call that a thread works on.
_left: Final = ContextVar[Event | None]("left", default=None)


def stop_with(left: Event) -> None:
    """Have what is asked from now on in this context stopped once ``left`` is set."""
    _left.set(left)


@dataclass(frozen=True, slots=True)
class Abandonable:
    """A pool, for queries that are stopped as `stop_with` says."""

    pool: Pool

    def ask(self, request: Request, timeout: float) -> Answer:
        """Return the answer, as `Pool.ask`."""
        return self.pool.ask(request, timeout, _left.get())
