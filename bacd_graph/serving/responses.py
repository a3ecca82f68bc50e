"""Answers as HTTP: a written form of a graph, or one sentence on why there is none."""

from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

# In the place of the web framework's.
_OWN_WORDS: Final = {
    "Method Not Allowed": "this address takes no such method; the header Allow says which",
    "Not Found": "there is nothing at this address; begin at the start page",
}


def accepted(request: Request) -> str | None:
    """Return what ``request`` accepts, or None if it does not say."""
    return ", ".join(request.headers.getlist("accept")) or None


def written(text: str | bytes, kind: str) -> Response:
    """Return ``text`` of this media type, which was chosen by what the asker accepts."""
    headers = {"Vary": "Accept", "Cache-Control": "no-cache"}
    return Response(text, media_type=kind, headers=headers)


async def refuse(_: Request, error: Exception) -> Response:
    """Return why there is no answer, in one sentence."""
    if not isinstance(error, HTTPException):
        return PlainTextResponse("the server failed; its log says how\n", 500)
    said = _OWN_WORDS.get(error.detail) or " ".join(error.detail.split())
    return PlainTextResponse(f"{said}\n", error.status_code, headers=error.headers)
