"""Requests as the rest of the server takes them: one spelling of what has several in HTTP."""

from typing import Final
from urllib.parse import unquote

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send
from webob.acceptparse import create_accept_encoding_header

# In characters: what is longer is passed over, since nobody has so many ways to compress.
LONGEST: Final = 2_000
_SCHEMES: Final = (b"http://", b"https://")


class Plain:
    """Takes an address to its path, and ``Accept-Encoding`` to "gzip" or nothing.

    Others look for that word alone, and would compress for who says ``gzip;q=0``.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        await self._app(_with_coding(_with_path(scope)), receive, send)


def _with_path(scope: Scope) -> Scope:
    """Return ``scope`` with the path of an address, and its host, which counts (RFC 9112 3.2.2)."""
    raw: bytes = scope["raw_path"]
    if not raw.lower().startswith(_SCHEMES):
        return scope
    host, _, path = raw.partition(b"://")[2].partition(b"/")
    path = b"/" + path
    return {
        **_with(scope, b"host", host),
        "raw_path": path,
        "path": unquote(path.decode("latin-1")),
    }


def _with_coding(scope: Scope) -> Scope:
    """Return ``scope`` with what its client takes: gzip, if it says that it does."""
    said = ", ".join(Headers(scope=scope).getlist("accept-encoding"))
    wanted = create_accept_encoding_header(said if len(said) <= LONGEST else "")
    takes = bool(wanted.parsed and wanted.acceptable_offers(["gzip"]))
    return _with(scope, b"accept-encoding", b"gzip" if takes else None)


def _with(scope: Scope, name: bytes, value: bytes | None) -> Scope:
    others = [(key, said) for key, said in scope["headers"] if key != name]
    return {**scope, "headers": others if value is None else [(name, value), *others]}
