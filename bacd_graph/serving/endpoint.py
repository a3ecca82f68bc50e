"""The SPARQL endpoint, after the SPARQL 1.1 Protocol, for queries."""

from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import Response

from bacd_graph.errors import QueryError
from bacd_graph.rdf.guard import form
from bacd_graph.serving.answer_page import answer_page
from bacd_graph.serving.asked import Asked, read
from bacd_graph.serving.asking import Asking, to_http
from bacd_graph.serving.description import describe_service
from bacd_graph.serving.editions import Edition
from bacd_graph.serving.formats import GRAPHS, HTML, TABLES, choose
from bacd_graph.serving.responses import accepted, written
from bacd_graph.serving.templated import page

_EXAMPLE: Final = """SELECT ?name ?person {
  ?person a bacd:Person ; skos:prefLabel ?name
} ORDER BY ?name LIMIT 100"""


@dataclass(frozen=True)
class Endpoint:
    """Answers at ``/sparql``."""

    asking: Asking
    url: str | None
    """The address of the server, if it is reached at another than its own."""

    async def __call__(self, request: Request) -> Response:
        """Answer a query, or say what the service is."""
        asked = await read(request)
        return await (self._describe(request) if asked is None else self._answer(request, asked))

    async def _answer(self, request: Request, asked: Asked) -> Response:
        # Before it runs: who cannot read the answer need not wait for it.
        forms = GRAPHS if _form(asked) in {"CONSTRUCT", "DESCRIBE"} else TABLES
        name, kind = choose(accepted(request), forms, HTML)

        def work(edition: Edition) -> Response:
            result = self.asking.ask(edition, asked.sparql, asked.graphs)
            if name == HTML:
                return answer_page(result, edition.store, asked.sparql)
            return written(result.serialize(name), kind)

        return await self.asking.run(work, request)

    async def _describe(self, request: Request) -> Response:
        name, kind = choose(accepted(request), GRAPHS, HTML)
        if name == HTML:
            return page("sparql.html", depth=0, query=_EXAMPLE)
        # The framework passes over a Host that is none.
        own = str(request.url.replace(query=""))
        endpoint = NamedNode(own if self.url is None else f"{self.url}sparql")

        def work(edition: Edition) -> str:
            return describe_service(edition.store, endpoint).serialize(name)

        return written(await self.asking.run(work, request), kind)


def _form(asked: Asked) -> str:
    try:
        return form(asked.sparql)
    except QueryError as error:
        raise to_http(error) from error
