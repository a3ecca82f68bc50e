"""Why there is no answer: one sentence, to a browser on a page from which one can search."""

from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bacd_graph.serving.formats import HTML, Format, wants_page
from bacd_graph.serving.pages import page
from bacd_graph.serving.parts import refusal_part
from bacd_graph.serving.responses import accepted

# In the place of the web framework's.
_OWN_WORDS: Final = {
    "Method Not Allowed": "this address takes no such method; the header Allow says which",
    "Not Found": "there is nothing at this address; begin at the start page",
}
# What a reader can come to by a link or an address.
_PAGED: Final = {400, 404}
_FORMS: Final = (Format("text", ("text/plain",)), Format(HTML, (HTML,)))


async def refuse(request: Request, error: Exception) -> Response:
    """Return why there is no answer, in one sentence."""
    if not isinstance(error, HTTPException):
        return PlainTextResponse("the server failed; its log says how\n", 500)
    said = _OWN_WORDS.get(error.detail) or " ".join(error.detail.split())
    if error.status_code in _PAGED and wants_page(accepted(request), _FORMS):
        return _page(request, said, error.status_code)
    headers = {"Vary": "Accept", **(error.headers or {})}
    return PlainTextResponse(f"{said}\n", error.status_code, headers=headers)


def _page(request: Request, said: str, status: int) -> Response:
    raw: bytes = request.scope["raw_path"]
    answer = page("Not found – Explorer", refusal_part(said), raw.count(b"/") - 1)
    answer.status_code = status
    return answer
