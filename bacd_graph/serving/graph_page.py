"""The graph page, and what it asks for: the graph without quotes, and the quotes of a tie."""

import gzip
import json
from threading import Lock
from typing import Any, Final
from weakref import WeakKeyDictionary

from anyio import to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bacd_graph.explorer import MAX_ENTITIES
from bacd_graph.explorer.content import content
from bacd_graph.explorer.graph_content import with_places, without_quotes
from bacd_graph.serving.asking import Asking
from bacd_graph.serving.editions import Edition
from bacd_graph.serving.pages import page

# Of one tie; those who look at more ask the endpoint.
_MOST_CLAIMS: Final = 500
_JSON: Final = "application/json"


class GraphPage:
    """Answers at ``/graph``, ``/graph.json`` and ``/quotes.json``."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._packing = Lock()
        # As it is sent, compressed once: the graph of an edition never changes.
        self._packed: WeakKeyDictionary[Edition, bytes] = WeakKeyDictionary()

    async def page(self, _: Request) -> Response:
        """Return the page; it asks for the graph itself, which a browser may still have."""
        return page("Graph – Explorer", {}, script="graph.js")

    async def data(self, request: Request) -> Response:
        """Return the whole graph without quotes."""
        packed = await to_thread.run_sync(self._newest)
        headers = {"Vary": "Accept-Encoding"}
        if "gzip" not in request.headers.get("accept-encoding", ""):
            return Response(gzip.decompress(packed), media_type=_JSON, headers=headers)
        return Response(packed, media_type=_JSON, headers=headers | {"Content-Encoding": "gzip"})

    async def quotes(self, request: Request) -> Response:
        """Return what documents say of ``one`` and ``other`` together, with the quotes."""
        one, other = (request.query_params.get(name, "") for name in ("one", "other"))
        data = await to_thread.run_sync(self._between, one, other)
        return Response(json.dumps(data, separators=(",", ":")), media_type=_JSON)

    def _newest(self) -> bytes:
        with self._asking.editions.current() as edition, self._packing:
            if edition not in self._packed:
                self._packed[edition] = _pack(edition)
            return self._packed[edition]

    def _between(self, one: str, other: str) -> dict[str, Any]:
        with self._asking.editions.current() as edition:
            for id_ in (one, other):
                if id_ not in edition.entities:
                    raise HTTPException(
                        404, f"no entity of this graph has the id {id_!r}; give one and other"
                    )
            ends = {one, other}
            claims = [c for c in edition.about(one) if {c.subject.id, c.object.id} == ends]
            claims.sort(key=lambda claim: -claim.confidence)
            kept = claims[:_MOST_CLAIMS]
            documents = {claim.document.id: claim.document for claim in kept}
            entities = [edition.entities[id_] for id_ in sorted(ends)]
            data = content(entities, kept, documents.values(), len(ends))
            data["omitted"]["claims"] = len(claims) - len(kept)
            return data


def _pack(edition: Edition) -> bytes:
    graph = edition.graph
    data = content(graph.entities, graph.claims, graph.documents, MAX_ENTITIES)
    whole = with_places(without_quotes(data), graph.entities, graph.claims)
    text = json.dumps(whole, separators=(",", ":"))
    return gzip.compress(text.encode(), compresslevel=6, mtime=0)
