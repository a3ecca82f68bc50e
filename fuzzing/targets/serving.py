"""Requests to the server, whatever their path, query, headers and body."""

import asyncio
import atexit
import re
from contextlib import ExitStack
from functools import cache
from itertools import count
from urllib.parse import unquote

from starlette.types import ASGIApp, Message

from bacd_graph.serving.running import serving
from fuzzing.target import Target
from fuzzing.targets.loops import done
from fuzzing.targets.told import told_graph

# In seconds: a query that is cut then is no finding.
_TIME = 3.0
# What the web server lets through; it answers 400 to the rest by itself.
_METHOD = re.compile(rb"[A-Z]{1,16}")
_TARGET = re.compile(rb"/[\x21-\x7e]*")
_HEADER = re.compile(rb"([-!#$%&'*+.^_`|~0-9a-zA-Z]+):[ \t]*([^\x00\r\n]*)")


class _Server:
    """The application on a small graph, asked in this process."""

    def __init__(self) -> None:
        self._asked = count()
        self._open = ExitStack()
        self.app: ASGIApp = self._open.enter_context(serving(told_graph(), _TIME))
        atexit.register(self._open.close)

    def ask(
        self, method: str, target: bytes, headers: list[tuple[bytes, bytes]], body: bytes
    ) -> list[Message]:
        """Return what is answered."""
        path, _, query = target.partition(b"?")
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": unquote(path.decode("ascii")),
            "raw_path": path,
            "query_string": query,
            "root_path": "",
            "headers": headers,
            "client": (self._client(), 1),
            "server": ("127.0.0.1", 8000),
            "state": {},
        }
        return done(self._answer(scope, body))

    def _client(self) -> str:
        """Return an address, another one for every 200 requests: no client may ask much more."""
        return f"10.0.{next(self._asked) // 200 % 256}.7"

    async def _answer(self, scope: Message, body: bytes) -> list[Message]:
        asked = iter([{"type": "http.request", "body": body, "more_body": False}])
        answer: list[Message] = []

        async def receive() -> Message:
            message = next(asked, None)
            if message is None:
                # A client that stays until it has its answer.
                await asyncio.Event().wait()
            return message or {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            answer.append(message)

        await self.app(scope, receive, send)
        return answer


@cache
def _server() -> _Server:
    return _Server()


def _request(data: bytes) -> None:
    head, _, body = data.partition(b"\n\n")
    first, *lines = head.split(b"\n")
    method, _, target = first.partition(b" ")
    if not _METHOD.fullmatch(method) or not _TARGET.fullmatch(target):
        return
    found = (_HEADER.fullmatch(line) for line in lines)
    headers = [(match[1].lower(), match[2].strip(b" \t")) for match in found if match]
    _check(_server().ask(method.decode(), target, headers, body), method)


def _check(answer: list[Message], method: bytes) -> None:
    """Raise an AssertionError if an answer is none that a web server could send.

    A failure of the application is raised by itself, after its answer.
    """
    start, *rest = answer
    assert start["type"] == "http.response.start"
    assert 200 <= start["status"] < 600
    headers = dict(start["headers"])
    assert not any(set(b"\r\n\0") & {*name, *value} for name, value in headers.items())
    body = b"".join(message.get("body", b"") for message in rest)
    assert not rest[-1].get("more_body", False)
    length = headers.get(b"content-length")
    if length is not None and method != b"HEAD" and start["status"] != 304:
        assert len(body) == int(length)


TARGETS = (Target("request", _request),)
