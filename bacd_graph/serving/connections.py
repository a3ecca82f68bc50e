"""A client's connection, which ends when the client keeps the server waiting."""

import asyncio
from typing import Final, cast

from uvicorn.protocols.http.h11_impl import H11Protocol

from bacd_graph.serving.rates import client_of
from bacd_graph.serving.reach import is_among, is_loopback

# In seconds: within that the head of a request has to be whole, from the connection or from its
# first byte on; so has what a client still sends after its answer.
HEAD: Final = 10.0
# In seconds: within that a client has to take something of an answer that waits for it.
READING: Final = 30.0
# Of one client at a time: a browser opens six, and a client on this machine or a proxy any number.
MOST_OF_ONE: Final = 64


class Connection(H11Protocol):
    """Closes after `HEAD` seconds without a request, and after `READING` with an unread answer.

    The web server itself closes one on which nothing is sent after an answer. It closes at once
    if its client has `MOST_OF_ONE` others: no client takes all connections that there may be.
    """

    _head: asyncio.TimerHandle | None = None
    _reading: asyncio.TimerHandle | None = None
    _peer = ""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request."""
        super().connection_made(transport)
        address, _ = self.client or ("", 0)
        self._peer = client_of(address)
        if not is_loopback(address) and self._crowds(address):
            transport.abort()
            return
        # Anything unread counts, not what is over the usual 64 KiB alone.
        transport.set_write_buffer_limits(high=0)
        self._await_head()

    def data_received(self, data: bytes) -> None:
        """Take what the client sends; a request that is at work has its own time."""
        super().data_received(data)
        if self.cycle is None or self.cycle.response_complete:
            self._await_head()
        else:
            self._forget_head()

    def pause_writing(self) -> None:
        """Begin to wait for a client that has something to read."""
        super().pause_writing()
        self._await_reading()

    def resume_writing(self) -> None:
        """Wait no more: all was read."""
        super().resume_writing()
        self._forget_reading()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing any more."""
        super().connection_lost(exc)
        self._forget_head()
        self._forget_reading()

    def _crowds(self, address: str) -> bool:
        """Whether its client has more connections than one may have."""
        own = sum(cast("Connection", other)._peer == self._peer for other in self.connections)
        return own > MOST_OF_ONE and not is_among(address, self.config.forwarded_allow_ips)

    def _await_head(self) -> None:
        if self._head is None:
            self._head = self.loop.call_later(HEAD, self.transport.abort)

    def _forget_head(self) -> None:
        if self._head is not None:
            self._head.cancel()
            self._head = None

    def _await_reading(self) -> None:
        unread = self.transport.get_write_buffer_size()
        self._reading = self.loop.call_later(READING, self._look, unread)

    def _look(self, unread: int) -> None:
        if self.transport.get_write_buffer_size() >= unread:
            self.transport.abort()
        else:
            self._await_reading()

    def _forget_reading(self) -> None:
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None
