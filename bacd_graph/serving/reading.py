"""The pages that are read: start, search, types, documents, vocabulary."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar

from anyio import to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bacd_graph.errors import QueryError
from bacd_graph.explorer.records import Record
from bacd_graph.labels import labels
from bacd_graph.model import EntityType
from bacd_graph.serving import parts
from bacd_graph.serving.asking import Asking
from bacd_graph.serving.editions import Edition
from bacd_graph.serving.formats import HTML, PAGE_OR_GRAPH, Format, choose
from bacd_graph.serving.nodes import packaged
from bacd_graph.serving.pages import page
from bacd_graph.serving.responses import accepted, written
from bacd_graph.wording import count

_JSON: Final = Format("json", ("application/json",))
_SEARCH_FORMS: Final = (Format(HTML, (HTML, "application/xhtml+xml")), _JSON)
_LAST_PAGE: Final = 1_000_000

_T = TypeVar("_T")


@dataclass(frozen=True)
class Reading:
    """Answers at the addresses of these pages."""

    asking: Asking

    async def start(self, _: Request) -> Response:
        """Return what is in the graph, and what is new."""
        return page("Explorer", await self._made(parts.start_part))

    async def vocabulary(self, request: Request) -> Response:
        """Return what types and predicates mean, or the vocabulary as RDF."""
        name, media_type = choose(accepted(request), PAGE_OR_GRAPH)
        if name != HTML:
            return await packaged("vocabulary.ttl", name, media_type)
        return page("Vocabulary – Explorer", await self._made(parts.vocabulary_part))

    async def search(self, request: Request) -> Response:
        """Return the page of what is found for ``q``, or suggestions as JSON by Accept."""
        form, kind = choose(accepted(request), _SEARCH_FORMS)
        text = request.query_params.get("q", "")
        try:
            if form == HTML:
                data = await self._made(lambda edition: parts.search_part(edition, text))
                return page("Search – Explorer", data)
            found = await self._made(lambda edition: parts.suggestions(edition.graph.search(text)))
            return written(json.dumps(found, separators=(",", ":")), kind)
        except QueryError as error:
            raise HTTPException(400, str(error)) from error

    async def of_type(self, request: Request) -> Response:
        """Return a page of the entities of a type."""
        try:
            kind = EntityType(request.path_params["type"])
        except ValueError as error:
            raise HTTPException(
                404, f"there is no such type; use one of {', '.join(EntityType)}"
            ) from error
        number = page_number(request)
        data = on_a_page(await self._made(lambda e: parts.type_part(e, kind, number)))
        return page(f"{labels()['types'][kind][1].capitalize()} – Explorer", data, depth=1)

    async def documents(self, request: Request) -> Response:
        """Return a page of the documents."""
        number = page_number(request)
        data = on_a_page(await self._made(lambda e: parts.documents_part(e, number)))
        return page("Documents – Explorer", data)

    async def _made(self, make: Callable[[Edition], _T]) -> _T:
        def read() -> _T:
            with self.asking.editions.current() as edition:
                return make(edition)

        return await to_thread.run_sync(read)


def page_number(request: Request) -> int:
    """Return which page of a list is asked for, the first by default.

    Raises:
        HTTPException: 400 if it is no number of a page.
    """
    said = request.query_params.get("page", "1")
    if not (said.isascii() and said.isdigit() and 1 <= int(said[:9]) <= _LAST_PAGE):
        raise HTTPException(400, "page is not the number of a page; give one from 1")
    return int(said[:9])


def on_a_page(data: Record) -> Record:
    """Return ``data``, a part that is a page of a list.

    Raises:
        HTTPException: 404 if the list has no such page.
    """
    view = data["view"]
    if view["page"] > view["pages"]:
        pages = count(view["pages"], "page")
        raise HTTPException(404, f"this list has {pages} and no page {view['page']}; take the last")
    return data
