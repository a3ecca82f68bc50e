"""A server behind a URL: the one place that goes to a network, where somebody names the URL."""

import re
from collections.abc import Mapping
from http import HTTPStatus
from types import MappingProxyType, TracebackType
from typing import Final
from urllib.parse import urlsplit

from requests import PreparedRequest, RequestException, Response, Session
from requests.adapters import HTTPAdapter
from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth
from requests.utils import get_auth_from_url, get_netrc_auth, urldefragauth
from urllib3.exceptions import HTTPError
from urllib3.util import Retry

from bacd_graph.rdf.couriers import Courier

# Seconds until the server takes a call, and until it says its next word.
_TIMEOUT: Final = (10, 120)
_DIGEST: Final = re.compile(r"(^|,)\s*digest\s", re.IGNORECASE)
_CHUNK: Final = 2**16
_NO_HEADERS: Final[Mapping[str, str]] = MappingProxyType({})
_NO_PARAMETERS: Final[Mapping[str, str]] = MappingProxyType({})


class NoAnswerError(Exception):
    """A server gave no answer; the message says why, in a few words."""


class TooLargeError(Exception):
    """An answer is larger than what its caller takes."""


class Server:
    """A server that is called over HTTP, one call at a time.

    User and password come from the URL or from ``~/.netrc``. They go to that host alone, when it
    asks for them (basic or digest authentication), and are never shown.

    After a call that took too long, or was interrupted, no other may follow: the answer to the
    first one could be taken for its own.

    Raises:
        ValueError: as `address_of`.
    """

    def __init__(self, url: str, retry: Retry) -> None:
        self.address = address_of(url)
        self._url = url
        self._retry = retry
        login = get_auth_from_url(url)
        self._login = login if any(login) else get_netrc_auth(self.address)
        self._session = Session()
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, HTTPAdapter(max_retries=retry))
        self._session.auth = _Unsigned()
        self._signature: type[HTTPBasicAuth] | type[HTTPDigestAuth] | None = None
        self._courier = Courier()

    def twin(self) -> "Server":
        """Return another connection to the same server, which signs as this one does."""
        twin = Server(self._url, self._retry)
        if self._signature is not None:
            twin._sign_by(self._signature)
        return twin

    def __enter__(self) -> "Server":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._courier.dismiss()
        self._session.close()

    def call(
        self,
        method: str,
        *,
        seconds: float,
        largest: int,
        params: Mapping[str, str] = _NO_PARAMETERS,
        data: bytes | Mapping[str, str] | None = None,
        headers: Mapping[str, str] = _NO_HEADERS,
    ) -> tuple[Response, bytes]:
        """Return the answer to a request and what it holds; signed, if that is asked for.

        It may take so many ``seconds`` and hold ``largest`` bytes. A redirect is not followed: it
        may lead to another host, or out of https.

        Raises:
            NoAnswerError: if there is none in time.
            TooLargeError: if it is larger.
        """

        def exchange() -> tuple[Response, bytes]:
            answer = self._session.request(
                method,
                self.address,
                params=params,
                data=data,
                # Packed, an answer could be of any size.
                headers={"Accept-Encoding": "identity", **headers},
                timeout=_TIMEOUT,
                allow_redirects=False,
                stream=True,  # so that `_body` decides how much to take
            )
            with answer:
                return answer, _body(answer, largest)

        try:
            found = self._courier.within(seconds, exchange)
            if found[0].status_code == HTTPStatus.UNAUTHORIZED and self._sign(found[0]):
                found = self._courier.within(seconds, exchange)
        # requests looks where a redirect leads, and stumbles over what is no address at all, and
        # over a digest that lacks its parts.
        except (RequestException, HTTPError, TimeoutError, ValueError, KeyError) as error:
            raise NoAnswerError(_cause(error)) from error
        return found

    def _sign(self, answer: Response) -> bool:
        """Sign all that follows in the way that ``answer`` asks for; say whether that is new."""
        if self._login is None or self._signature is not None:
            return False
        digest = _DIGEST.search(answer.headers.get("WWW-Authenticate", ""))
        self._sign_by(HTTPDigestAuth if digest else HTTPBasicAuth)
        return True

    def _sign_by(self, signature: type[HTTPBasicAuth] | type[HTTPDigestAuth]) -> None:
        if self._login is not None:
            self._signature = signature
            # Not that of a twin: a digest counts the calls of one connection.
            self._session.auth = signature(*self._login)


class _Unsigned(AuthBase):
    """Sends no password before one is asked for; without it requests would, from ~/.netrc."""

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        return request


def redirect_of(answer: Response) -> str:
    """Return where ``answer`` sends on to, "" if nowhere."""
    return answer.headers["Location"].partition("?")[0] if answer.is_redirect else ""


def media_type(answer: Response) -> str:
    """Return the type of what ``answer`` holds, without parameters, in small letters."""
    return answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()


def _body(answer: Response, largest: int) -> bytes:
    """Return what ``answer`` holds, if that is not too much."""
    body = bytearray()
    while chunk := answer.raw.read1(_CHUNK):
        body += chunk
        if len(body) > largest:
            raise TooLargeError
    return bytes(body)


def address_of(url: str) -> str:
    """Return ``url`` without user, password and fragment.

    Raises:
        ValueError: if it is no http(s) address; the message does not show it, since it may hold a
            password.
    """
    try:
        parts = urlsplit(url)
        sound = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        sound = False
    if not sound:
        raise ValueError("no http(s) URL")
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
