"""A server of the SPARQL 1.1 Graph Store HTTP Protocol.

Source: https://www.w3.org/TR/sparql11-http-rdf-update/; graphs are named by ``?graph=IRI``.
"""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from types import MappingProxyType, TracebackType
from typing import Final

from pyoxigraph import NamedNode, RdfFormat, Triple, parse, serialize
from requests import Response
from urllib3.util import Retry

from bacd_graph.errors import UploadError
from bacd_graph.rdf.servers import NoAnswerError, Server, TooLargeError, media_type, redirect_of

_NOTHING: Final = (HTTPStatus.NO_CONTENT, HTTPStatus.NOT_FOUND)
# 500 too: Virtuoso answers so where two requests wait for each other, and gives up one of them.
_BUSY: Final = (429, 500, 502, 503, 504)
# Waits of 0, 1, 2, 4 and 8 seconds, fewer for a server that is not there or hangs. Each of the
# methods can be repeated: done twice it does the same, POST too, since a graph is a set.
_RETRY: Final = Retry(
    total=5,
    connect=3,
    read=2,
    status_forcelist=_BUSY,
    allowed_methods={"DELETE", "GET", "POST", "PUT"},
    backoff_factor=0.5,
    raise_on_status=False,
    retry_after_max=60,
)
_NO_STORE: Final = "give the address of a graph store, such as http://localhost:7878/store"
_REMEDIES: Final[Mapping[int, str]] = {
    HTTPStatus.UNAUTHORIZED: "give the right user and password in ~/.netrc or the URL",
    HTTPStatus.FORBIDDEN: "give a user that may write there",
    HTTPStatus.NOT_FOUND: _NO_STORE,
    HTTPStatus.METHOD_NOT_ALLOWED: _NO_STORE,
    HTTPStatus.NOT_IMPLEMENTED: _NO_STORE,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "let the server take more at once: a graph goes whole",
}
# Not Turtle, whose short forms let a small answer become any number of triples.
_ACCEPTED: Final = "application/n-triples"
# Of an answer: bytes and seconds. The list of a quarter of a million documents is smaller.
_LARGEST: Final = 64 * 1024**2
_LONGEST: Final = 1800
# Triples within triples, which are not ours, could be nested as deep as breaks a parser; a name
# may hold the sign.
_MOST_NESTED: Final = 100
# N-Triples are Turtle, which more servers take by its name.
_SENT: Final[Mapping[str, str]] = MappingProxyType({"Content-Type": "text/turtle; charset=utf-8"})
_NO_HEADERS: Final[Mapping[str, str]] = MappingProxyType({})


def packed(triples: Iterable[Triple]) -> bytes:
    """Return ``triples`` as they are sent: a line each, in the order in which they come."""
    return serialize(triples, format=RdfFormat.N_TRIPLES) or b""


class RemoteStore:
    """A graph store behind a URL; see `bacd_graph.rdf.servers` for how passwords are kept.

    Raises:
        UploadError: if ``url`` is no http(s) address; so do all methods if the server cannot be
            reached or refuses. A busy server is asked again five times.
    """

    def __init__(self, url: str) -> None:
        try:
            self._server = Server(url, _RETRY)
        except ValueError as error:
            raise UploadError(
                f"the address to export to is {error}; give one as http://localhost:7878/store"
            ) from error

    def __enter__(self) -> "RemoteStore":
        self._server.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._server.__exit__(kind, error, traceback)

    def get(self, graph: NamedNode) -> list[Triple]:
        """Return what ``graph`` holds; nothing where there is none."""
        answer, body = self._ask("GET", graph, headers={"Accept": _ACCEPTED})
        if answer.status_code in _NOTHING:
            return []
        self._check(answer, graph)
        return self._parsed(answer, body, graph)

    def put(self, graph: NamedNode, body: bytes) -> None:
        """Put the `packed` triples in the place of all that ``graph`` holds."""
        answer, _ = self._ask("PUT", graph, data=body, headers=_SENT)
        self._check(answer, graph)

    def add(self, graph: NamedNode, body: bytes) -> None:
        """Add the `packed` triples to what ``graph`` holds."""
        answer, _ = self._ask("POST", graph, data=body, headers=_SENT)
        self._check(answer, graph)

    def twin(self) -> "RemoteStore":
        """Return another connection to the same store, which signs as this one does."""
        twin = object.__new__(RemoteStore)
        twin._server = self._server.twin()
        return twin

    def delete(self, graph: NamedNode) -> None:
        """Remove ``graph``; it may be gone already."""
        answer, _ = self._ask("DELETE", graph)
        if answer.status_code != HTTPStatus.NOT_FOUND:
            self._check(answer, graph)

    def _ask(
        self,
        method: str,
        graph: NamedNode,
        *,
        data: bytes | None = None,
        headers: Mapping[str, str] = _NO_HEADERS,
    ) -> tuple[Response, bytes]:
        try:
            return self._server.call(
                method,
                seconds=_LONGEST,
                largest=_LARGEST,
                params={"graph": graph.value},
                data=data,
                headers=headers,
            )
        except NoAnswerError as error:
            raise self._failed(
                graph, f"no answer ({error}); see that it runs there, and export again"
            ) from error
        except TooLargeError as error:
            raise self._failed(graph, f"it is over {_LARGEST} bytes; {_NO_STORE}") from error

    def _check(self, answer: Response, graph: NamedNode) -> None:
        status = answer.status_code
        if status < HTTPStatus.MULTIPLE_CHOICES:
            return
        if there := redirect_of(answer):
            raise self._failed(graph, f"it sends on to {there}; export there if you trust it")
        usual = (
            "look into its log, and export again"
            if status >= HTTPStatus.INTERNAL_SERVER_ERROR
            else "see what it takes at this address"
        )
        remedy = _REMEDIES.get(status, usual)
        raise self._failed(graph, f"it answers {status} ({answer.reason}); {remedy}")

    def _parsed(self, answer: Response, body: bytes, graph: NamedNode) -> list[Triple]:
        # Only what was asked for: a parser of another format may be led to take all memory.
        try:
            if media_type(answer) != _ACCEPTED:
                raise SyntaxError(f"its type is {answer.headers.get('Content-Type', '')!r}")
            if body.count(b"<<") > _MOST_NESTED:
                raise SyntaxError("triples within triples")
            return [quad.triple for quad in parse(body, format=RdfFormat.N_TRIPLES)]
        except (SyntaxError, MemoryError) as error:
            raise self._failed(graph, f"what it holds is no RDF ({error}); {_NO_STORE}") from error

    def _failed(self, graph: NamedNode, what: str) -> UploadError:
        return UploadError(f"{self._server.address}, graph {graph.value}: {what}")
