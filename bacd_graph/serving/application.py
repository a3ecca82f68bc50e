"""The paths of the server, and who answers at them."""

from collections.abc import Sequence
from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from bacd_graph.errors import GraphMissingError
from bacd_graph.explorer.shell import asset, assets
from bacd_graph.serving.access_log import AccessLog
from bacd_graph.serving.asking import Asking
from bacd_graph.serving.editor import Editor
from bacd_graph.serving.endpoint import Endpoint
from bacd_graph.serving.graph_page import GraphPage
from bacd_graph.serving.guarding import Guard
from bacd_graph.serving.hosts import Hosts
from bacd_graph.serving.nodes import Nodes
from bacd_graph.serving.plain import Plain
from bacd_graph.serving.rates import Rates
from bacd_graph.serving.reach import Reach
from bacd_graph.serving.reading import Reading
from bacd_graph.serving.refusing import refuse
from bacd_graph.serving.resources import Resources
from bacd_graph.serving.revisiting import Handler, revisited

_A_DAY: Final = 86_400


def make_app(asking: Asking, reach: Reach) -> ASGIApp:
    """Return the server as an ASGI application that answers by ``asking``, reached as it says."""
    reading, resources, nodes = Reading(asking), Resources(asking), Nodes(asking)
    editor, graph = Editor(asking), GraphPage(asking)
    endpoint = Endpoint(asking, editor, reach.url)

    read: dict[str, Handler] = {
        "/": reading.start,
        "/search": reading.search,
        "/type/{type}": reading.of_type,
        "/documents": reading.documents,
        "/graph": graph.page,
        "/graph.json": graph.data,
        "/quotes.json": graph.quotes,
        "/entity/{path:path}": resources.entity,
        "/document/{path:path}": resources.document,
        "/statement/{hash}": nodes.statement,
        "/graph/{name:path}": nodes.graph,
        "/run/{id:path}": nodes.run,
        "/dataset": nodes.dataset,
        "/vocab": reading.vocabulary,
        "/vocab/{version}": nodes.vocabulary,
        "/shapes": nodes.shapes,
        "/queries/{name}": editor.query,
    }

    async def sparql(request: Request) -> Response:
        return await endpoint(request)

    app = Starlette(
        routes=[
            Route("/sparql", sparql, methods=["GET", "POST"]),
            *(Route(path, revisited(asking.editions, handler)) for path, handler in read.items()),
            Route("/assets/{name}", _asset),
            Route("/health", _health),
            Route("/ready", _Ready(asking).say),
        ],
        middleware=[
            *_sharing(reach.origins),
            Middleware(Rates),
            Middleware(GZipMiddleware, minimum_size=1_000, compresslevel=6),
        ],
        exception_handlers=dict.fromkeys((HTTPException, GraphMissingError, Exception), refuse),
    )
    # A redirect would name the host that the request names, and lose the path of a proxy.
    app.router.redirect_slashes = False
    return Plain(AccessLog(Guard(Hosts(app, reach))))


def _sharing(origins: Sequence[str]) -> list[Middleware]:
    """Return what lets pages of these origins read the answers, if there are any."""
    if not origins:
        return []
    sharing = Middleware(
        CORSMiddleware,
        allow_origins=origins,
        allow_methods=["GET", "HEAD", "POST"],
        allow_headers=["*"],
        expose_headers=["Retry-After"],
        max_age=_A_DAY,
    )
    return [sharing]


class _Ready:
    """Whether queries are answered."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking

    async def say(self, request: Request) -> Response:
        await self._asking.run(lambda edition: self._asking.ask(edition, "ASK {}"), request)
        return PlainTextResponse("ready\n")


async def _health(_: Request) -> Response:
    return PlainTextResponse("ok\n")


async def _asset(request: Request) -> Response:
    path = f"assets/{request.path_params['name']}"
    if path not in assets():
        raise HTTPException(404)
    kind = "text/css" if path.endswith(".css") else "text/javascript"
    # Its address changes with what is in it.
    headers = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(asset(assets()[path]), media_type=kind, headers=headers)
