"""The IRIs of entities and documents: pages for readers, RDF for programs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from anyio import to_thread
from pyoxigraph import NamedNode
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bacd_graph.explorer.records import Record
from bacd_graph.model import Entity, Predicate
from bacd_graph.rdf import Terms
from bacd_graph.serving.asking import Asking
from bacd_graph.serving.descriptions import describe, of_document, of_node
from bacd_graph.serving.editions import Edition
from bacd_graph.serving.formats import HTML, PAGE_OR_GRAPH, choose
from bacd_graph.serving.pages import page
from bacd_graph.serving.parts import (
    PER_PAGE,
    Page,
    between_part,
    document_part,
    naming_part,
    profile_part,
    relations_part,
)
from bacd_graph.serving.reading import on_a_page, page_number
from bacd_graph.serving.responses import accepted, written
from bacd_graph.terminal import printable


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of things with IRIs.

    How an id is read from one and made into one, which ids there are, the query for its
    description, and its page.
    """

    name: str
    id_of: Callable[[Terms, str], str]
    node: Callable[[Terms, str], NamedNode]
    known: Callable[[Edition], Mapping[str, object]]
    description: Callable[[Terms, NamedNode], str]
    page: Callable[[Edition, str, Request], Response]

    def find(self, edition: Edition, path: str) -> str:
        """Return the id of what has its IRI at ``path`` below the base, however it is encoded."""
        try:
            id_ = self.id_of(edition.store.terms, edition.store.base + path)
        except UnicodeDecodeError:
            id_ = ""  # what is encoded is no text
        if id_ not in self.known(edition):
            raise _not_found(self.name)
        return id_


@dataclass(frozen=True)
class Resources:
    """Answers at ``/entity/TYPE/SLUG`` and ``/document/ID``: the paths of IRIs below the base."""

    asking: Asking

    async def entity(self, request: Request) -> Response:
        """Return an entity's profile, or its description as RDF."""
        return await self._answer(request, _ENTITY)

    async def document(self, request: Request) -> Response:
        """Return what the graph has of a document, or its description as RDF."""
        return await self._answer(request, _DOCUMENT)

    async def _answer(self, request: Request, kind: _Kind) -> Response:
        name, media_type = choose(accepted(request), PAGE_OR_GRAPH)
        path = _path(request)

        def show() -> Response:
            with self.asking.editions.current() as edition:
                return kind.page(edition, kind.find(edition, path), request)

        def work(edition: Edition) -> str:
            terms = edition.store.terms
            sparql = kind.description(terms, kind.node(terms, kind.find(edition, path)))
            return describe(self.asking, edition, sparql, name)

        if name == HTML:
            return await to_thread.run_sync(show)
        return written(await self.asking.run(work, request), media_type)


def _path(request: Request) -> str:
    """Return the path as it was sent: an id may hold a percent-encoded "/"."""
    raw: bytes = request.scope["raw_path"]
    return raw.decode("ascii", "replace").lstrip("/")


def _entity_page(edition: Edition, id_: str, request: Request) -> Response:
    """Return a profile; by ``show`` or ``with``, all of what it shows a part of."""
    entity, asked = edition.entities[id_], request.query_params
    address = edition.store.terms.entity(id_).value.rpartition("/")[2]
    number = page_number(request)
    if "show" in asked:
        data = on_a_page(_listed(edition, entity, asked["show"], number))
    elif "with" in asked:
        other = edition.entities.get(asked["with"])
        if other is None:
            raise _not_found("entity")
        data = on_a_page(between_part(edition, entity, other, Page(number, PER_PAGE)))
    else:
        data = profile_part(edition, entity)
    return page(f"{printable(entity.name)} – Explorer", data, _depth(request), _forms(address))


def _listed(edition: Edition, entity: Entity, name: str, number: int) -> Record:
    """Return a page of the documents that name an entity, or of a kind of its relations.

    Such a kind is a predicate and a side, 0 where the entity is the subject: "uses-1".
    """
    if name == "documents":
        return naming_part(edition, entity, number)
    predicate, _, side = name.rpartition("-")
    if predicate not in set(Predicate) or side not in {"0", "1"}:
        raise HTTPException(
            404, 'show names no list of this page; use "documents", or such as "uses-1"'
        )
    return relations_part(edition, entity, (Predicate(predicate), side == "0"), number)


def _document_page(edition: Edition, id_: str, request: Request) -> Response:
    info = edition.documents[id_]
    address = edition.store.terms.document(id_).value.rpartition("/")[2]
    title = printable(info.title or info.id)
    return page(
        f"{title} – Explorer", document_part(edition, info), _depth(request), _forms(address)
    )


def _forms(address: str) -> dict[str, str]:
    """Return where other forms of a page are: at its own address, by Accept."""
    return dict.fromkeys(("text/turtle", "application/ld+json"), address)


def _depth(request: Request) -> int:
    return _path(request).count("/")


def _not_found(kind: str) -> HTTPException:
    return HTTPException(404, f"this graph has no such {kind}; search for its name")


_ENTITY: Final = _Kind(
    "entity",
    Terms.entity_id,
    Terms.entity,
    lambda edition: edition.entities,
    lambda _, node: of_node(node),
    _entity_page,
)
_DOCUMENT: Final = _Kind(
    "document",
    Terms.document_id,
    Terms.document,
    lambda edition: edition.documents,
    of_document,
    _document_page,
)
