"""Answers to who has been here before: nothing, where the graph is the same."""

from collections.abc import Awaitable, Callable
from hashlib import sha256
from typing import Final, TypeAlias

from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response

from bacd_graph.editions import Editions
from bacd_graph.serving.editions import Edition

Handler: TypeAlias = Callable[[Request], Awaitable[Response]]

_DIGITS: Final = 32
# Of an answer and of the word that it is the same (RFC 9110, 15.4.5).
_HEADERS: Final = {"Cache-Control": "no-cache", "Vary": "Accept, Accept-Encoding"}


def revisited(editions: Editions[Edition], handler: Handler) -> Handler:
    """Return ``handler``, with a tag on what it answers, and 304 to who has what bears it.

    A tag stands for one edition, address and ``Accept``, so that nobody has it who was not
    answered there. The edition that is answered from may be a newer one than that of its tag,
    which costs an answer more, and never an older one.
    """

    def tag_of(request: Request) -> str:
        with editions.current() as edition:
            parts = (
                edition.tag.encode(),
                request.scope["raw_path"],
                request.scope["query_string"],
                *(accept.encode("latin-1") for accept in request.headers.getlist("accept")),
            )
        return sha256(b"\0".join(parts)).hexdigest()[:_DIGITS]

    async def answer(request: Request) -> Response:
        tag = f'"{await to_thread.run_sync(tag_of, request)}"'
        # Weak: the same may be compressed or not.
        headers = {"ETag": f"W/{tag}", **_HEADERS}
        known = request.headers.getlist("if-none-match")
        if any(tag in tags for tags in known):
            return Response(status_code=304, headers=headers)
        response = await handler(request)
        if response.status_code != 200:
            return response
        # Who has any answer of a thing that is there.
        if any(tags.strip() == "*" for tags in known):
            return Response(status_code=304, headers=headers)
        response.headers.update(headers)
        return response

    return answer
