"""Answers as HTTP: a written form of a graph."""

from collections.abc import Iterator
from typing import Final

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

_HEADERS: Final = {"Vary": "Accept", "Cache-Control": "no-cache"}
# In bytes: so much is compressed at a time, and others are answered in between.
_PIECE: Final = 1 << 18


def accepted(request: Request) -> str | None:
    """Return what ``request`` accepts, or None if it does not say."""
    return ", ".join(request.headers.getlist("accept")) or None


def written(text: str | bytes, kind: str) -> Response:
    """Return ``text`` of this media type, which was chosen by what the asker accepts."""
    return Response(text, media_type=kind, headers=_HEADERS)


def in_pieces(text: bytes, kind: str) -> Response:
    """Return ``text`` as `written` does, sent piece by piece if it is long."""
    if len(text) <= _PIECE:
        return written(text, kind)
    return StreamingResponse(_pieces(text), media_type=kind, headers=_HEADERS)


def _pieces(text: bytes) -> Iterator[bytes]:
    for start in range(0, len(text), _PIECE):
        yield text[start : start + _PIECE]
