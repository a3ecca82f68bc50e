"""A request of the SPARQL 1.1 Protocol, read: the query, and the graphs that it is about."""

from collections.abc import Iterable
from dataclasses import dataclass
from email.message import Message
from typing import Final
from urllib.parse import parse_qsl

import anyio
from anyio import to_thread
from pyoxigraph import NamedNode
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

from bacd_graph.rdf.messages import Graphs
from bacd_graph.serving.leaving import has_left

FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
# In bytes: a query of the longest that is parsed, with room for how a form writes it.
LARGEST: Final = 4 * 1024 * 1024
# In seconds: who sends more slowly than that keeps a place from others.
SLOWEST: Final = 20
# In characters, of the header: the time to take it apart grows with the square of its length.
LONGEST_TYPE: Final = 200
_MOST_PASSED_OVER: Final = 8 * LARGEST
_MOST_PARAMETERS: Final = 10_000
_READ_ONLY: Final = "the graph is only read, and takes no update; send a query"


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, and the graphs that the request chooses for it, if it chooses any."""

    sparql: str
    graphs: Graphs | None


async def read(request: Request) -> Asked | None:
    """Return what ``request`` asks, or None if it has no query: it asks what the service is.

    Raises:
        HTTPException: 400 if it is malformed, 403 if it is an update, 408 if it is too slow,
            413 if it is too large, 415 if its body is of another type.
    """
    fields = _fields(request.scope["query_string"])
    if request.method == "POST":
        fields += await _posted(request)
    if any(name == "update" for name, _ in fields):
        raise HTTPException(403, _READ_ONLY)
    queries = [value for name, value in fields if name == "query"]
    if not queries and request.method != "POST":
        return None
    if len(queries) != 1:
        many = f"{len(queries)} queries" if queries else "no query"
        raise HTTPException(400, f"the request holds {many}; send one, as the parameter query")
    return Asked(queries[0], _graphs(fields))


async def _posted(request: Request) -> list[tuple[str, str]]:
    """Return the fields of a form; a body that is a query is the field of that name."""
    header = request.headers.get("content-type", "")
    if len(header) > LONGEST_TYPE:
        raise HTTPException(
            415,
            f"the Content-Type is longer than {LONGEST_TYPE} characters; send {QUERY} or {FORM}",
        )
    kind, charset = _content_type(header)
    if kind == UPDATE:
        raise HTTPException(403, _READ_ONLY)
    if kind not in {FORM, QUERY}:
        raise HTTPException(
            415,
            f"a body of the type {kind or 'that is not said'!r} is not read; "
            f"send {QUERY} or {FORM}",
        )
    if charset not in {"", "utf-8", "utf8"}:
        raise HTTPException(415, f"a body in {charset!r} is not read; send it in UTF-8")
    body = await _body(request)
    if kind == QUERY:
        return [("query", _decoded(body))]
    # What others ask is answered meanwhile: megabytes of percent signs take a second.
    return await to_thread.run_sync(_fields, body)


def _content_type(header: str) -> tuple[str, str]:
    message = Message()
    message["content-type"] = header
    charset = message.get_param("charset", "")
    return (message.get_content_type() if header else ""), str(charset).lower()


async def _body(request: Request) -> bytes:
    body, size = bytearray(), 0
    try:
        with anyio.fail_after(SLOWEST):
            async for chunk in request.stream():
                size += len(chunk)
                if size <= LARGEST:
                    body += chunk
                # Read on for a while: a client that still sends would not read the answer.
                elif size > _MOST_PASSED_OVER:
                    break
    except ClientDisconnect as error:
        raise has_left() from error
    except TimeoutError as error:
        raise HTTPException(
            408, f"the body did not come within {SLOWEST} s; send it faster"
        ) from error
    if size > LARGEST:
        raise HTTPException(413, f"the body is larger than {LARGEST:,} bytes; shorten the query")
    return bytes(body)


def _fields(encoded: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            encoded.decode("ascii"),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=_MOST_PARAMETERS,
        )
    except UnicodeError as error:
        raise HTTPException(400, "the parameters are not percent-encoded UTF-8") from error
    except ValueError as error:
        raise HTTPException(
            400, f"there are more than {_MOST_PARAMETERS:,} parameters; send fewer"
        ) from error


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise HTTPException(
            400, f"the query is not UTF-8 (byte {error.start}); send it in that encoding"
        ) from error


def _graphs(fields: Iterable[tuple[str, str]]) -> Graphs | None:
    names = [(name, value) for name, value in fields if name.endswith("-graph-uri")]
    default = tuple(_iri(value) for name, value in names if name == "default-graph-uri")
    named = tuple(_iri(value) for name, value in names if name == "named-graph-uri")
    return Graphs(default, named) if default or named else None


def _iri(text: str) -> str:
    try:
        return NamedNode(text).value
    except ValueError as error:
        raise HTTPException(
            400, f"{text[:200]!r} names no graph, since it is no absolute IRI ({error})"
        ) from error
