"""One line for each request: who asked for what, and what it took."""

import logging
from time import perf_counter
from typing import Any, Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from uvicorn.config import LOGGING_CONFIG

_log: Final = logging.getLogger("bacd_graph.requests")
_LONGEST: Final = 500

# The web server's own settings, and requests on stdout.
LOGGING: Final[dict[str, Any]] = {
    **LOGGING_CONFIG,
    "formatters": {
        **LOGGING_CONFIG["formatters"],
        "requests": {"format": "%(asctime)s %(message)s"},
    },
    "handlers": {
        **LOGGING_CONFIG["handlers"],
        "requests": {
            "class": "logging.StreamHandler",
            "formatter": "requests",
            "stream": "ext://sys.stdout",
        },
    },
    "loggers": {
        **LOGGING_CONFIG["loggers"],
        _log.name: {"handlers": ["requests"], "level": "INFO", "propagate": False},
    },
}


class AccessLog:
    """Writes, when a request is done: client, method, path, status, bytes sent, milliseconds.

    Of a query string only that there was one ("/sparql?"): it may be long, and private. The
    status of a request whose client left before its answer is 499; "-" is one without an answer.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and write its line."""
        begun, status, size = perf_counter(), "-", 0

        async def counted(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = str(message["status"])
            else:
                size += len(message.get("body", b""))
            await send(message)

        try:
            await self._app(scope, receive, counted)
        finally:
            client, _ = scope["client"] or ("-", 0)
            sent = 0 if scope["method"] == "HEAD" else size
            took = 1000 * (perf_counter() - begun)
            _log.info(
                "%s %s %s %s %d B %.0f ms",
                *map(_shown, (client, scope["method"], _path(scope), status)),
                sent,
                took,
            )


def _path(scope: Scope) -> str:
    raw: bytes = scope["raw_path"]
    return raw.decode("latin-1") + ("?" if scope["query_string"] else "")


def _shown(text: str) -> str:
    r"""Return ``text`` in a piece at which no line and no column of a log breaks.

    >>> print(_shown("/a b\x1b[2J"))
    /a\x20b\x1b[2J
    """
    cut = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."
    return "".join(
        sign if sign.isascii() and sign.isprintable() and sign not in " \\" else _escaped(sign)
        for sign in cut
    )


def _escaped(sign: str) -> str:
    return f"\\x{ord(sign):02x}"
