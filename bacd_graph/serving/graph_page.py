"""The graph page, and what it asks for: the graph without quotes, and the quotes of a tie."""

import gzip
import hashlib
import json
from dataclasses import dataclass
from threading import Lock
from typing import Any, Final
from weakref import WeakKeyDictionary

from anyio import to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from bacd_graph.explorer import MAX_ENTITIES
from bacd_graph.explorer.content import content
from bacd_graph.explorer.graph_content import with_places, without_quotes
from bacd_graph.explorer.shell import LINKED_POLICY, linked
from bacd_graph.serving.asking import Asking
from bacd_graph.serving.editions import Edition

_PAGES: Final = {"Explorer": "./", "Graph": "graph", "SPARQL": "sparql"}
# Of one tie; those who look at more ask the endpoint.
_MOST_CLAIMS: Final = 500


@dataclass(frozen=True, slots=True)
class _Packed:
    """JSON as it is sent: compressed once, since the graph of an edition never changes."""

    body: bytes
    etag: str


class GraphPage:
    """Answers at ``/graph``, ``/graph.json`` and ``/quotes.json``."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking
        self._packing = Lock()
        self._packed: WeakKeyDictionary[Edition, _Packed] = WeakKeyDictionary()

    async def page(self, _: Request) -> Response:
        """Return the page; it asks for the graph itself, which a browser may still have."""
        return HTMLResponse(
            linked("Graph", {}, "graph.js", _PAGES, "./"),
            headers={"Content-Security-Policy": LINKED_POLICY, "Cache-Control": "no-cache"},
        )

    async def data(self, request: Request) -> Response:
        """Return the whole graph without quotes, or 304 if the asker has it."""
        packed = await to_thread.run_sync(self._newest)
        headers = {"ETag": packed.etag, "Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
        known = {
            tag.strip().removeprefix("W/")
            for tag in request.headers.get("if-none-match", "").split(",")
        }
        if packed.etag in known:
            return Response(status_code=304, headers=headers)
        if "gzip" not in request.headers.get("accept-encoding", ""):
            return Response(
                gzip.decompress(packed.body), media_type="application/json", headers=headers
            )
        headers["Content-Encoding"] = "gzip"
        return Response(packed.body, media_type="application/json", headers=headers)

    async def quotes(self, request: Request) -> Response:
        """Return what documents say of ``one`` and ``other`` together, with the quotes."""
        one, other = (request.query_params.get(name, "") for name in ("one", "other"))
        data = await to_thread.run_sync(self._between, one, other)
        return Response(
            json.dumps(data, separators=(",", ":")),
            media_type="application/json",
            headers={"Cache-Control": "no-cache"},
        )

    def _newest(self) -> _Packed:
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
            claims = [c for c in edition.profile(one).claims if {c.subject.id, c.object.id} == ends]
            claims.sort(key=lambda claim: -claim.confidence)
            kept = claims[:_MOST_CLAIMS]
            documents = {claim.document.id: claim.document for claim in kept}
            entities = [edition.entities[id_] for id_ in sorted(ends)]
            data = content(entities, kept, documents.values(), len(ends))
            data["omitted"]["claims"] = len(claims) - len(kept)
            return data


def _pack(edition: Edition) -> _Packed:
    graph = edition.graph
    data = content(graph.entities, graph.claims, graph.documents, MAX_ENTITIES)
    whole = with_places(without_quotes(data), graph.entities, graph.claims)
    text = json.dumps(whole, separators=(",", ":"))
    body = gzip.compress(text.encode(), compresslevel=6, mtime=0)
    return _Packed(body, f'"{hashlib.sha256(body).hexdigest()[:16]}"')
