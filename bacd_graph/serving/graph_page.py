"""The graph page, and what it asks for: the graph without quotes, and the quotes of a tie."""

import gzip
import json
from dataclasses import dataclass
from typing import Final

from anyio import to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bacd_graph.explorer.records import Record
from bacd_graph.model import Entity
from bacd_graph.serving.asking import Asking
from bacd_graph.serving.editions import Edition
from bacd_graph.serving.pages import page
from bacd_graph.serving.parts import MOST_BETWEEN, Page, between_part

_JSON: Final = "application/json"


@dataclass(frozen=True)
class GraphPage:
    """Answers at ``/graph``, ``/graph.json`` and ``/quotes.json``."""

    asking: Asking

    async def page(self, _: Request) -> Response:
        """Return the page; it asks for the graph itself, which a browser may still have."""
        return page("Graph – Explorer", {}, script="graph.js")

    async def data(self, request: Request) -> Response:
        """Return the whole graph without quotes."""
        packed = await to_thread.run_sync(self._newest)
        if "accept-encoding" not in request.headers:
            return Response(gzip.decompress(packed), media_type=_JSON)
        # It is gzip; see `bacd_graph.serving.plain`.
        return Response(packed, media_type=_JSON, headers={"Content-Encoding": "gzip"})

    async def quotes(self, request: Request) -> Response:
        """Return what documents say of ``one`` and ``other`` together, with the quotes."""
        one, other = (request.query_params.get(name, "") for name in ("one", "other"))
        data = await to_thread.run_sync(self._between, one, other)
        return Response(json.dumps(data, separators=(",", ":")), media_type=_JSON)

    def _newest(self) -> bytes:
        with self.asking.editions.current() as edition:
            return edition.packed

    def _between(self, one: str, other: str) -> Record:
        with self.asking.editions.current() as edition:
            ends = [_entity(edition, id_) for id_ in sorted({one, other})]
            return between_part(edition, ends[0], ends[-1], Page(1, MOST_BETWEEN))


def _entity(edition: Edition, id_: str) -> Entity:
    if id_ not in edition.entities:
        raise HTTPException(404, f"no entity of this graph has the id {id_!r}; give one and other")
    return edition.entities[id_]
