"""How often a client may ask: windows of ten seconds that move along."""

from collections import OrderedDict
from ipaddress import IPv6Address, ip_address, ip_network
from math import ceil
from time import time
from typing import Final

from limits import RateLimitItem, RateLimitItemPerSecond
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from bacd_graph.serving.reach import is_loopback

WINDOW: Final = 10
# In a window: far more than who reads and a notebook that asks one query after another.
ALL: Final = RateLimitItemPerSecond(500, WINDOW, "all")
QUERIES: Final = RateLimitItemPerSecond(300, WINDOW, "queries")
# The one that asked longest ago is forgotten for the next. The library looks through all that it
# knows up to a hundred times a second, and never forgets one by itself.
MOST_CLIENTS: Final = 1_000
_IPV6_PREFIX: Final = 64


class Rates:
    """Answers 429 to a client that asks too often, and passes the requests of others on."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._windows = _Windows()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        address, _ = scope["client"] or ("", 0)
        client = client_of(address)
        limits = (ALL, QUERIES) if scope["path"] == "/sparql" else (ALL,)
        # Who is on this machine can keep it busy anyway.
        counted = () if is_loopback(client) else limits
        over = next((limit for limit in counted if not self._windows.hit(limit, client)), None)
        if over is None:
            await self._app(scope, receive, send)
        else:
            await _refusal(over, self._windows.wait(over, client))(scope, receive, send)


def _refusal(over: RateLimitItem, wait: int) -> Response:
    what = "queries" if over is QUERIES else "requests"
    said = f"there were more than {over.amount} {what} in {WINDOW} s; ask again in {wait} s\n"
    return PlainTextResponse(said, 429, headers={"Retry-After": f"{wait}"})


class _Windows:
    """How often each client asked of late."""

    def __init__(self) -> None:
        self._storage = MemoryStorage()
        self._limiter = MovingWindowRateLimiter(self._storage)
        self._known: OrderedDict[str, None] = OrderedDict()

    def hit(self, limit: RateLimitItem, client: str) -> bool:
        """Count a request, and say whether it is within ``limit``; if not, it does not count."""
        self._known[client] = None
        self._known.move_to_end(client)
        if len(self._known) > MOST_CLIENTS:
            self._forget(self._known.popitem(last=False)[0])
        return self._limiter.hit(limit, client)

    def wait(self, limit: RateLimitItem, client: str) -> int:
        """Return after how many seconds the next request is within ``limit``."""
        until, _ = self._limiter.get_window_stats(limit, client)
        return max(1, ceil(until - time()))

    def _forget(self, client: str) -> None:
        for limit in (ALL, QUERIES):
            # The library's own thread may look at it just now.
            with self._storage.locks[limit.key_for(client)]:
                self._limiter.clear(limit, client)


def client_of(address: str) -> str:
    """Return who asks from ``address``: itself, or its /64 network, which is one client's.

    What is no address, which only a proxy could name so, is all one client.

    >>> client_of("192.0.2.7"), client_of("2001:db8::1:2:3"), client_of("::ffff:192.0.2.7")
    ('192.0.2.7', '2001:db8::/64', '192.0.2.7')
    """
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return "unknown"
    if isinstance(found, IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    if not isinstance(found, IPv6Address) or found.is_loopback:
        return str(found)
    return str(ip_network((found, _IPV6_PREFIX), strict=False))
