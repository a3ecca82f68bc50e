"""The paths of the server, and who answers at them."""

from pathlib import Path
from typing import Final

from anyio import to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from bacd_graph.explorer.shell import LINKED_POLICY, asset, assets
from bacd_graph.serving.asking import Asking
from bacd_graph.serving.endpoint import Endpoint
from bacd_graph.serving.graph_page import GraphPage
from bacd_graph.serving.guarding import Guard
from bacd_graph.serving.resources import Resources
from bacd_graph.serving.responses import refuse

_STYLE: Final = Path(__file__).parent / "templates" / "style.css"
_A_DAY: Final = 86_400


def make_app(asking: Asking) -> ASGIApp:
    """Return the server as an ASGI application that answers by ``asking``."""
    resources, endpoint = Resources(asking), Endpoint(asking)
    graph = GraphPage(asking)

    async def sparql(request: Request) -> Response:
        return await endpoint(request)

    app = Starlette(
        routes=[
            Route("/", _Explorer(asking).page),
            Route("/graph", graph.page),
            Route("/graph.json", graph.data),
            Route("/quotes.json", graph.quotes),
            Route("/sparql", sparql, methods=["GET", "POST"]),
            Route("/entity/{path:path}", resources.entity),
            Route("/document/{path:path}", resources.document),
            Route("/style.css", _style),
            Route("/assets/{name}", _asset),
            Route("/health", _health),
            Route("/ready", _Ready(asking).say),
        ],
        middleware=[
            Middleware(
                CORSMiddleware,
                allow_origins=["*"],
                allow_methods=["GET", "HEAD", "POST"],
                allow_headers=["*"],
                max_age=_A_DAY,
            ),
            Middleware(GZipMiddleware, minimum_size=1_000, compresslevel=6),
        ],
        exception_handlers={HTTPException: refuse, Exception: refuse},
    )
    # A redirect would name the host that the request names, and lose the path of a proxy.
    app.router.redirect_slashes = False
    return Guard(app)


class _Explorer:
    """The explorer page, as the newest edition has it."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking

    async def page(self, _: Request) -> Response:
        return HTMLResponse(
            await to_thread.run_sync(self._newest),
            headers={"Content-Security-Policy": LINKED_POLICY, "Cache-Control": "no-cache"},
        )

    def _newest(self) -> bytes:
        with self._asking.editions.current() as edition:
            return edition.page


class _Ready:
    """Whether queries are answered."""

    def __init__(self, asking: Asking) -> None:
        self._asking = asking

    async def say(self, _: Request) -> Response:
        await self._asking.run(lambda edition: self._asking.ask(edition, "ASK {}"))
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


async def _style(_: Request) -> Response:
    headers = {"Cache-Control": "no-cache"}
    return Response(_STYLE.read_bytes(), media_type="text/css", headers=headers)
