"""A server of the SPARQL 1.1 Graph Store HTTP Protocol: the one place that goes to a network.

Source: https://www.w3.org/TR/sparql11-http-rdf-update/; graphs are named by ``?graph=IRI``.
"""

import re
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from types import MappingProxyType, TracebackType
from typing import Final
from urllib.parse import urlsplit

from pyoxigraph import NamedNode, RdfFormat, Triple, parse, serialize
from requests import PreparedRequest, RequestException, Response, Session
from requests.adapters import HTTPAdapter
from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth
from requests.utils import get_auth_from_url, get_netrc_auth, urldefragauth
from urllib3.exceptions import HTTPError
from urllib3.util import Retry

from bacd_graph.errors import UploadError
from bacd_graph.rdf.couriers import Courier

# Seconds until the server takes a call, and until it says its next word.
_TIMEOUT: Final = (10, 120)
_NOTHING: Final = (HTTPStatus.NO_CONTENT, HTTPStatus.NOT_FOUND)
_BUSY: Final = (429, 502, 503, 504)
# Waits of 0, 1, 2, 4 and 8 seconds, fewer for a server that is not there or hangs. Each of the
# methods can be repeated: done twice it does the same.
_RETRY: Final = Retry(
    total=5,
    connect=3,
    read=2,
    status_forcelist=_BUSY,
    allowed_methods={"GET", "PUT", "DELETE"},
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
_DIGEST: Final = re.compile(r"(^|,)\s*digest\s", re.IGNORECASE)
# Not Turtle, whose short forms let a small answer become any number of triples.
_ACCEPTED: Final = "application/n-triples"
# Triples within triples, which are not ours, could be nested as deep as breaks a parser; a name
# may hold the sign.
_MOST_NESTED: Final = 100
# Of an answer: bytes and seconds. The list of a quarter of a million documents is smaller.
_LARGEST: Final = 64 * 1024**2
_LONGEST: Final = 1800
_CHUNK: Final = 2**16
_NO_HEADERS: Final[Mapping[str, str]] = MappingProxyType({})


class RemoteStore:
    """A graph store behind a URL.

    User and password come from the URL or from ``~/.netrc``. They go to that host alone, when it
    asks for them (basic or digest authentication), and are never shown.

    Raises:
        UploadError: if ``url`` is no http(s) address; so do all methods if the server cannot be
            reached or refuses. A busy server is asked again five times.
    """

    def __init__(self, url: str) -> None:
        self.address = _address(url)
        login = get_auth_from_url(url)
        self._login = login if any(login) else get_netrc_auth(self.address)
        self._session = Session()
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, HTTPAdapter(max_retries=_RETRY))
        self._session.auth = _Unsigned()
        self._courier = Courier()

    def __enter__(self) -> "RemoteStore":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._courier.dismiss()
        self._session.close()

    def get(self, graph: NamedNode) -> list[Triple]:
        """Return what ``graph`` holds; nothing where there is none."""
        answer, body = self._ask("GET", graph, headers={"Accept": _ACCEPTED})
        if answer.status_code in _NOTHING:
            return []
        self._check(answer, graph)
        return self._parsed(answer, body, graph)

    def put(self, graph: NamedNode, triples: Iterable[Triple]) -> None:
        """Put ``triples`` in the place of all that ``graph`` holds."""
        # N-Triples are Turtle, which more servers take by its name.
        body = serialize(triples, format=RdfFormat.N_TRIPLES)
        headers = {"Content-Type": "text/turtle; charset=utf-8"}
        answer, _ = self._ask("PUT", graph, data=body, headers=headers)
        self._check(answer, graph)

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
        """Return the answer to a request and what it holds; signed, if that is asked for."""

        def exchange() -> tuple[Response, bytes]:
            answer = self._session.request(
                method,
                self.address,
                params={"graph": graph.value},
                data=data,
                # Packed, an answer could be of any size.
                headers={"Accept-Encoding": "identity", **headers},
                timeout=_TIMEOUT,
                allow_redirects=False,  # it may lead to another host, or out of https
                stream=True,  # so that `_body` decides how much to take
            )
            with answer:
                return answer, self._body(answer, graph)

        try:
            found = self._courier.within(_LONGEST, exchange)
            if found[0].status_code == HTTPStatus.UNAUTHORIZED and self._sign(found[0]):
                found = self._courier.within(_LONGEST, exchange)
        # requests looks where a redirect leads, and stumbles over what is no address at all, and
        # over a digest that lacks its parts.
        except (RequestException, HTTPError, TimeoutError, ValueError, KeyError) as error:
            raise self._failed(
                graph, f"no answer ({_cause(error)}); see that it runs there, and export again"
            ) from error
        return found

    def _sign(self, answer: Response) -> bool:
        """Sign all that follows in the way that ``answer`` asks for; say whether that is new."""
        if self._login is None or not isinstance(self._session.auth, _Unsigned):
            return False
        digest = _DIGEST.search(answer.headers.get("WWW-Authenticate", ""))
        self._session.auth = (HTTPDigestAuth if digest else HTTPBasicAuth)(*self._login)
        return True

    def _check(self, answer: Response, graph: NamedNode) -> None:
        status = answer.status_code
        if status < HTTPStatus.MULTIPLE_CHOICES:
            return
        if answer.is_redirect:
            there = answer.headers["Location"].partition("?")[0]
            raise self._failed(graph, f"it sends on to {there}; export there if you trust it")
        usual = (
            "look into its log, and export again"
            if status >= HTTPStatus.INTERNAL_SERVER_ERROR
            else "see what it takes at this address"
        )
        remedy = _REMEDIES.get(status, usual)
        raise self._failed(graph, f"it answers {status} ({answer.reason}); {remedy}")

    def _body(self, answer: Response, graph: NamedNode) -> bytes:
        """Return what ``answer`` holds, if that is not too much."""
        body = bytearray()
        while chunk := answer.raw.read1(_CHUNK):
            body += chunk
            if len(body) > _LARGEST:
                raise self._failed(graph, f"it is over {_LARGEST} bytes; {_NO_STORE}")
        return bytes(body)

    def _parsed(self, answer: Response, body: bytes, graph: NamedNode) -> list[Triple]:
        kind = answer.headers.get("Content-Type", "")
        # Only what was asked for: a parser of another format may be led to take all memory.
        try:
            if kind.partition(";")[0].strip().lower() != _ACCEPTED:
                raise SyntaxError(f"its type is {kind!r}")
            if body.count(b"<<") > _MOST_NESTED:
                raise SyntaxError("triples within triples")
            return [quad.triple for quad in parse(body, format=RdfFormat.N_TRIPLES)]
        except (SyntaxError, MemoryError) as error:
            raise self._failed(graph, f"what it holds is no RDF ({error}); {_NO_STORE}") from error

    def _failed(self, graph: NamedNode, what: str) -> UploadError:
        return UploadError(f"{self.address}, graph {graph.value}: {what}")


class _Unsigned(AuthBase):
    """Sends no password before one is asked for; without it requests would, from ~/.netrc."""

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        return request


def _address(url: str) -> str:
    """Return ``url`` without user, password and fragment."""
    try:
        parts = urlsplit(url)
        sound = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        sound = False
    if not sound:
        # Not shown: it may hold a password.
        raise UploadError(
            "the address to export to is no http(s) URL; give one as http://localhost:7878/store"
        )
    return urldefragauth(url)


def _cause(error: BaseException) -> str:
    """Return what lies at the bottom of ``error``, which the libraries wrap in long words."""
    while True:
        held = (arg for arg in error.args if isinstance(arg, BaseException))
        inner = error.__cause__ or error.__context__ or next(held, None)
        if inner is None:
            break
        error = inner
    return getattr(error, "strerror", None) or str(error)
