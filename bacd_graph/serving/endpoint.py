"""The SPARQL endpoint, after the SPARQL 1.1 Protocol, for queries."""

from dataclasses import dataclass, field
from typing import Final

from anyio import to_thread
from pyoxigraph import NamedNode
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bacd_graph.errors import QueryError
from bacd_graph.rdf.guard import form
from bacd_graph.serving.asked import Asked, read
from bacd_graph.serving.asking import Asking, to_http
from bacd_graph.serving.description import describe_service
from bacd_graph.serving.drawing import Order
from bacd_graph.serving.editions import Edition
from bacd_graph.serving.editor import Editor
from bacd_graph.serving.formats import GRAPHS, HTML, TABLES, choose, wants_page
from bacd_graph.serving.leaving import unless_left
from bacd_graph.serving.pictures import TYPES, Pictures, order_for
from bacd_graph.serving.responses import accepted, in_pieces, written

# In bytes, of a written answer, which is held as a whole.
LARGEST: Final = 64 << 20


@dataclass(frozen=True)
class Endpoint:
    """Answers at ``/sparql``."""

    asking: Asking
    editor: Editor
    url: str | None = None
    """The address of the server, if it is reached at another than its own."""
    pictures: Pictures = field(default_factory=Pictures)

    async def __call__(self, request: Request) -> Response:
        """Answer a query, or say what the service is."""
        asked = await read(request)
        return await (self._describe(request) if asked is None else self._answer(request, asked))

    async def _answer(self, request: Request, asked: Asked) -> Response:
        try:
            # In a thread, since it may be as long as a book.
            kind_of_query = await to_thread.run_sync(form, asked.sparql)
        except QueryError as error:
            # The page shows where in the query the error is.
            if wants_page(accepted(request), TABLES, HTML):
                return await self.editor.page(asked)
            raise to_http(error) from error
        forms = GRAPHS if kind_of_query in {"CONSTRUCT", "DESCRIBE"} else TABLES
        images = () if kind_of_query == "ASK" else TYPES
        # Before it runs: who cannot read the answer need not wait for it.
        name, kind = choose(accepted(request), forms, HTML, *images)
        if name == HTML:
            return await self.editor.page(asked)
        if name in TYPES:
            return await self._draw(request, asked, kind)

        def work(edition: Edition) -> Response:
            result = self.asking.ask(edition, asked.sparql, asked.graphs)
            text = result.serialize(name).encode()
            if len(text) > LARGEST:
                raise HTTPException(
                    500, f"the answer is larger than {LARGEST >> 20} MiB; narrow it or add LIMIT"
                )
            return in_pieces(text, kind)

        return await self.asking.run(work, request)

    async def _draw(self, request: Request, asked: Asked, kind: str) -> Response:
        def work(edition: Edition) -> Order:
            result = self.asking.ask(edition, asked.sparql, asked.graphs)
            return order_for(TYPES[kind], result, asked.sparql, edition)

        order = await self.asking.run(work, request)
        picture = await unless_left(request, lambda: self.pictures.draw(order))
        return written(picture, kind)

    async def _describe(self, request: Request) -> Response:
        name, kind = choose(accepted(request), GRAPHS, HTML)
        if name == HTML:
            return await self.editor.page(None)
        # The framework passes over a Host that is none.
        own = str(request.url.replace(query=""))
        endpoint = NamedNode(own if self.url is None else f"{self.url}sparql")

        def work(edition: Edition) -> str:
            return describe_service(edition.store, endpoint).serialize(name)

        return written(await self.asking.run(work, request), kind)
