"""The IRIs of entities and documents: pages for readers, RDF for programs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from anyio import to_thread
from pyoxigraph import NamedNode
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bacd_graph.model import DocumentInfo, Entity
from bacd_graph.rdf import Terms
from bacd_graph.serving.asking import Asking
from bacd_graph.serving.descriptions import describe, of_document, of_node
from bacd_graph.serving.editions import Edition
from bacd_graph.serving.formats import HTML, PAGE_OR_GRAPH, choose
from bacd_graph.serving.pages import page
from bacd_graph.serving.responses import accepted, written

_MOST_SHOWN: Final = 1_000


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
    page: Callable[[Edition, str, int], Response]

    def find(self, edition: Edition, path: str) -> str:
        """Return the id of what has its IRI at ``path`` below the base, however it is encoded."""
        try:
            id_ = self.id_of(edition.store.terms, edition.store.base + path)
        except UnicodeDecodeError:
            id_ = ""  # what is encoded is no text
        if id_ not in self.known(edition):
            raise HTTPException(
                404, f"this graph has no such {self.name}; search on the start page"
            )
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
                return kind.page(edition, kind.find(edition, path), path.count("/"))

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


def _entity_page(edition: Edition, id_: str, depth: int) -> Response:
    profile = edition.profile(id_)
    groups = [(g.phrase, g.lines[:_MOST_SHOWN], g.lines[_MOST_SHOWN:]) for g in profile.groups]
    iri = edition.store.terms.entity(id_).value
    return page("entity.html", depth, profile=profile, groups=groups, iri=iri, **_links(edition))


def _document_page(edition: Edition, id_: str, depth: int) -> Response:
    claims = edition.said_in(id_)
    return page(
        "document.html",
        depth,
        info=edition.documents[id_],
        named=edition.named_in(id_),
        claims=claims[:_MOST_SHOWN],
        left=len(claims[_MOST_SHOWN:]),
        iri=edition.store.terms.document(id_).value,
        **_links(edition),
    )


def _links(edition: Edition) -> dict[str, Callable[..., str]]:
    """Return what gives a page the paths of entities and documents, from the server's root."""
    terms = edition.store.terms

    def to_entity(entity: Entity) -> str:
        return terms.entity(entity.id).value.removeprefix(terms.base)

    def to_document(info: DocumentInfo) -> str:
        return terms.document(info.id).value.removeprefix(terms.base)

    return {"to_entity": to_entity, "to_document": to_document}


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
