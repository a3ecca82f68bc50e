"""Refuses requests for hosts that this server is not."""

from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from bacd_graph.serving.reach import Reach

_REFUSAL: Final = (
    "this server does not go by the host name of the request; "
    "ask it by its address, or start it with --url\n"
)


class Hosts:
    """Answers 421 to a ``Host`` that is none of this server; see `Reach.answers_to`."""

    def __init__(self, app: ASGIApp, reach: Reach) -> None:
        self._app = app
        self._reach = reach

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        host = Headers(scope=scope).get("host")
        # HTTP/1.0 knows of none, and no browser speaks it.
        if host is None or self._reach.answers_to(_name(host)):
            await self._app(scope, receive, send)
        else:
            await PlainTextResponse(_REFUSAL, 421)(scope, receive, send)


def _name(host: str) -> str:
    """Return the name or address in a ``Host`` header, or "" if it holds none."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""
