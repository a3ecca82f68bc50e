"""Why there is no answer: one sentence, to a browser on a page from which one can search."""

import logging
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bacd_graph.errors import GraphMissingError
from bacd_graph.serving.formats import HTML, Format, wants_page
from bacd_graph.serving.pages import page
from bacd_graph.serving.parts import refusal_part
from bacd_graph.serving.responses import accepted

_log: Final = logging.getLogger("uvicorn.error")
# In the place of the web framework's.
_OWN_WORDS: Final = {
    "Method Not Allowed": "this address takes no such method; the header Allow says which",
    "Not Found": "there is nothing at this address; begin at the start page",
}
# What a reader can come to by a link or an address, and the title of the page that says so.
_PAGED: Final = {400: "Not found", 404: "Not found", 503: "Not to be had now"}
_FORMS: Final = (Format("text", ("text/plain",)), Format(HTML, (HTML,)))


async def refuse(request: Request, error: Exception) -> Response:
    """Return why there is no answer, in one sentence."""
    if isinstance(error, GraphMissingError):
        error = unreadable(error)
    if not isinstance(error, HTTPException):
        return PlainTextResponse("the server failed; its log says how\n", 500)
    said = _OWN_WORDS.get(error.detail) or " ".join(error.detail.split())
    headers = {"Vary": "Accept", **(error.headers or {})}
    title = _PAGED.get(error.status_code)
    if title is not None and wants_page(accepted(request), _FORMS):
        answer = _page(request, title, said)
        answer.status_code = error.status_code
        answer.headers.update(headers)
        return answer
    return PlainTextResponse(f"{said}\n", error.status_code, headers=headers)


def unreadable(error: GraphMissingError) -> HTTPException:
    """Return what a client is told of a graph that is damaged or gone; the log has all of it.

    Where the graph lies is nothing for strangers.
    """
    _log.error("the graph cannot be served: %s", error)
    return HTTPException(
        503,
        "the graph of this server is damaged or gone; run `bacd-graph build` again where it lies, "
        "and it is served without a restart",
    )


def _page(request: Request, title: str, said: str) -> Response:
    raw: bytes = request.scope["raw_path"]
    return page(f"{title} – Explorer", refusal_part(title, said), raw.count(b"/") - 1)
