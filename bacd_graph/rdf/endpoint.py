"""A SPARQL 1.1 endpoint behind a URL, asked as a graph of ours is.

Source: https://www.w3.org/TR/sparql11-protocol/; a query goes by POST, as a form.
"""

import re
from collections.abc import Mapping
from http import HTTPStatus
from importlib.metadata import version
from itertools import islice
from types import MappingProxyType
from typing import Final

from pyoxigraph import (
    Literal,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    RdfFormat,
    parse,
    parse_query_results,
)
from requests import Response
from urllib3.util import Retry

from bacd_graph.errors import QueryError
from bacd_graph.rdf import nesting
from bacd_graph.rdf.guard import form, without_texts
from bacd_graph.rdf.names import BASE, prefixes
from bacd_graph.rdf.results import Result
from bacd_graph.rdf.servers import (
    NoAnswerError,
    Server,
    TooLargeError,
    address_of,
    media_type,
    redirect_of,
)
from bacd_graph.wording import shortened

LARGEST: Final = 64 * 1024**2  # bytes of an answer
MAX_ROWS: Final = 100_000
# A query may be repeated: it changes nothing.
_RETRY: Final = Retry(
    total=3,
    connect=1,
    read=1,
    status_forcelist=(429, 502, 503, 504),
    allowed_methods={"POST"},
    backoff_factor=0.5,
    raise_on_status=False,
    retry_after_max=10,
)
_TABLE: Final = "application/sparql-results+json"
# Not Turtle, whose short forms let a small answer become any number of triples.
_GRAPH: Final = "application/n-triples"
_GRAPH_FORMS: Final = frozenset({"CONSTRUCT", "DESCRIBE"})
# Others have http://schema.org/ under this prefix, and some servers declare that themselves.
_NOT_OURS: Final = frozenset({"schema"})
_NO_ENDPOINT: Final = "give the address of a SPARQL endpoint, such as http://localhost:7878/query"
_REMEDIES: Final[Mapping[int, str]] = {
    HTTPStatus.BAD_REQUEST: "mend the query",
    HTTPStatus.UNAUTHORIZED: "give the right user and password in ~/.netrc or the URL",
    HTTPStatus.FORBIDDEN: "give a user that may ask there",
    HTTPStatus.NOT_FOUND: _NO_ENDPOINT,
    HTTPStatus.METHOD_NOT_ALLOWED: _NO_ENDPOINT,
    HTTPStatus.NOT_ACCEPTABLE: _NO_ENDPOINT,
    HTTPStatus.TOO_MANY_REQUESTS: "wait a while, and ask less often",
}
_LONGEST_REASON: Final = 200


class Endpoint:
    """A SPARQL endpoint; its URL is the leave to go to the network, and to that host alone.

    User and password come from the URL or from ``~/.netrc``, and are never shown: ``address`` is
    the URL without them. ``base`` is
    that of our prefixes for entities (``person:``), where the endpoint serves a graph of ours.

    Raises:
        QueryError: if ``url`` is no http(s) address.
    """

    def __init__(self, url: str, base: str = BASE) -> None:
        try:
            self.address = address_of(url)
        except ValueError as error:
            raise QueryError(f"the address to ask is {error}; {_NO_ENDPOINT}") from error
        self._url = url
        self.base = base

    @property
    def prefixes(self) -> Mapping[str, str]:
        """The prefixes that a query may use undeclared: ours, but ``schema:``."""
        return MappingProxyType(
            {p: i for p, i in prefixes(self.base).items() if p not in _NOT_OURS}
        )

    def query(self, sparql: str, *, timeout: float = 30.0, max_rows: int = MAX_ROWS) -> Result:
        """Return the answer to a SPARQL query, within ``timeout`` seconds.

        A prefix of ours that the query uses and does not declare is declared. SERVICE is the
        endpoint's to allow.

        Raises:
            QueryError: if the query would change something, or the endpoint gives no answer, an
                error, or more than ``max_rows`` rows or 64 MiB.
        """
        kind = form(sparql, service=True)
        if not kind:
            raise QueryError(
                "the text is no query; begin it with SELECT, ASK, CONSTRUCT or DESCRIBE"
            )
        accepted = _GRAPH if kind in _GRAPH_FORMS else _TABLE
        answer, body = self._ask(self._declared(sparql), accepted, timeout)
        self._check(answer, body)
        if media_type(answer) != accepted:
            said = answer.headers.get("Content-Type", "nothing")
            raise self._failed(f"it answers in {said!r}, not in {accepted}; {_NO_ENDPOINT}")
        try:
            return self._result(body, accepted, max_rows)
        except (SyntaxError, ValueError, MemoryError) as error:
            # Without its traceback: what it was reading stays for good where another thread lets
            # go of it.
            raise self._failed(
                f"its answer cannot be read ({error}); {_NO_ENDPOINT}"
            ) from error.with_traceback(None)

    def _declared(self, sparql: str) -> str:
        bare = without_texts(sparql)
        # On the query's first line, so that the lines that an error counts are the query's.
        return (
            "".join(
                f"PREFIX {prefix}: <{iri}> "
                for prefix, iri in self.prefixes.items()
                if re.search(rf"(?<![\w.:-]){prefix}:", bare)
                and not re.search(rf"\bPREFIX\s+{prefix}:", bare, re.IGNORECASE)
            )
            + sparql
        )

    def _ask(self, sparql: str, accepted: str, timeout: float) -> tuple[Response, bytes]:
        headers = {"Accept": accepted, "User-Agent": f"bacd-graph/{version('bacd-graph')}"}
        asked = {"query": sparql}
        try:
            # One for each query: whoever interrupts one shall not get its answer for the next.
            with Server(self._url, _RETRY) as server:
                return server.call(
                    "POST", seconds=timeout, largest=LARGEST, data=asked, headers=headers
                )
        except NoAnswerError as error:
            raise self._failed(
                f"no answer ({error}); see that it runs there, narrow the query or allow more time"
            ) from error
        except TooLargeError as error:
            raise self._failed(
                f"the answer is over {LARGEST} bytes; narrow the query or add LIMIT"
            ) from error

    def _check(self, answer: Response, body: bytes) -> None:
        status = answer.status_code
        if status < HTTPStatus.MULTIPLE_CHOICES:
            return
        if there := redirect_of(answer):
            raise self._failed(f"it sends on to {there}; ask there if you trust it")
        remedy = _REMEDIES.get(status, "ask again later, or see what it takes at this address")
        reason = _reason(answer, body)
        raise self._failed(f"it answers {status} ({answer.reason}{reason}); {remedy}")

    def _result(self, body: bytes, accepted: str, max_rows: int) -> Result:
        ours = dict(prefixes(self.base))
        depth = nesting.of_rdf if accepted == _GRAPH else nesting.of_json
        if depth(body) > nesting.MOST:
            raise SyntaxError("it is nested too deeply")
        if accepted == _GRAPH:
            quads = islice(parse(body, format=RdfFormat.N_TRIPLES), max_rows + 1)
            triples = sorted({quad.triple for quad in quads}, key=str)
            rows = [tuple(triple) for triple in triples]
            self._check_rows(rows, max_rows)
            return Result("construct", ("subject", "predicate", "object"), rows, ours)
        found = parse_query_results(body, QueryResultsFormat.JSON)
        if isinstance(found, QueryBoolean):
            return Result("ask", ("answer",), [(Literal(bool(found)),)], ours)
        assert isinstance(found, QuerySolutions)  # noqa: S101
        columns = tuple(variable.value for variable in found.variables)
        rows = [tuple(row) for row in islice(found, max_rows + 1)]
        self._check_rows(rows, max_rows)
        return Result("select", columns, rows, ours)

    def _check_rows(self, rows: list[tuple[object, ...]], max_rows: int) -> None:
        if len(rows) > max_rows:
            raise self._failed(f"the query gives more than {max_rows} rows; narrow it or add LIMIT")

    def _failed(self, what: str) -> QueryError:
        return QueryError(f"{self.address}: {what}")


def _reason(answer: Response, body: bytes) -> str:
    """Return what a server says in plain text on why it refuses, cut to one line."""
    if media_type(answer) != "text/plain":
        return ""
    lines = [" ".join(line.split()) for line in body.decode("utf-8", "replace").splitlines()]
    told = next((line for line in lines if "Exception:" in line), next(filter(None, lines), ""))
    shown = "".join(c if c.isprintable() else "�" for c in told)
    return f": {shortened(shown, _LONGEST_REASON)}" if shown else ""
