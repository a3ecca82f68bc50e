"""The IRIs that have no page: statements, graphs, runs, the dataset, vocabulary and shapes."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from anyio import to_thread
from pyoxigraph import NamedNode, RdfFormat, parse
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bacd_graph.rdf import Result, Terms, bacd
from bacd_graph.rdf.names import VOCABULARY_VERSION, rdf
from bacd_graph.rdf.terms import HASH_DIGITS, decode, encode
from bacd_graph.serving.asking import Asking
from bacd_graph.serving.descriptions import (
    describe,
    of_dataset,
    of_graph,
    of_node,
    of_statement,
)
from bacd_graph.serving.editions import Edition
from bacd_graph.serving.formats import HTML, PAGE_OR_GRAPH, choose
from bacd_graph.serving.responses import accepted, written

_HASH: Final = re.compile(rf"[0-9a-f]{{{HASH_DIGITS}}}")
_VERSION: Final = VOCABULARY_VERSION.rpartition("/")[2]


@dataclass(frozen=True)
class Nodes:
    """Answers with RDF at the paths of IRIs below the base; a browser gets Turtle."""

    asking: Asking

    async def statement(self, request: Request) -> Response:
        """Return a statement with its passages; send a browser to it on its document's page."""
        hash_ = request.path_params["hash"]
        name, media_type = choose(accepted(request), PAGE_OR_GRAPH)

        def show() -> Response:
            with self.asking.editions.current() as edition:
                document = _document_of(edition, _statement(edition, hash_))
            # Relative, so that it works below any path of a proxy.
            there = f"../{document}#statement={hash_}"
            return Response(status_code=303, headers={"Location": there, "Vary": "Accept"})

        if name == HTML:
            return await to_thread.run_sync(show)

        def work(edition: Edition) -> str:
            return describe(self.asking, edition, of_statement(_statement(edition, hash_)), name)

        return written(await self.asking.run(work, request), media_type)

    async def graph(self, request: Request) -> Response:
        """Return what a named graph holds that is not a document's."""
        return await self._answer(request, lambda edition: of_graph(_graph(edition, request)))

    async def run(self, request: Request) -> Response:
        """Return what is known of the run that made the graph."""
        return await self._answer(request, lambda edition: of_node(_run(edition, request)))

    async def dataset(self, request: Request) -> Response:
        """Return the description of the whole graph."""
        return await self._answer(request, lambda edition: of_dataset(_described(edition)))

    async def vocabulary(self, request: Request) -> Response:
        """Return the vocabulary, which has no other version than the one of this program."""
        if request.path_params.get("version", _VERSION) != _VERSION:
            raise _missing("version of the vocabulary")
        return await packaged("vocabulary.ttl", *_form(request))

    async def shapes(self, request: Request) -> Response:
        """Return the shapes that graphs are checked with."""
        return await packaged("shapes.ttl", *_form(request))

    async def _answer(self, request: Request, sparql: Callable[[Edition], str]) -> Response:
        name, media_type = _form(request)

        def work(edition: Edition) -> str:
            return describe(self.asking, edition, sparql(edition), name)

        return written(await self.asking.run(work, request), media_type)


def _form(request: Request) -> tuple[str, str]:
    """Return the name and the media type of the form of a graph that is wanted most."""
    name, media_type = choose(accepted(request), PAGE_OR_GRAPH)
    return ("turtle", "text/turtle") if name == HTML else (name, media_type)


def _statement(edition: Edition, hash_: str) -> NamedNode:
    node = NamedNode(f"{edition.store.base}statement/{hash_}") if _HASH.fullmatch(hash_) else None
    if node is None or not any(edition.store.about(node)):
        raise _missing("statement")
    return node


def _document_of(edition: Edition, statement: NamedNode) -> str:
    """Return the path of the document that says ``statement``, from the server's root."""
    typed = (q for q in edition.store.about(statement) if q.predicate == rdf.type)
    graph = next(q.graph_name for q in typed if q.object == bacd.Statement)
    assert isinstance(graph, NamedNode)  # noqa: S101
    return graph.value.removeprefix(edition.store.base)


def _graph(edition: Edition, request: Request) -> NamedNode:
    node = _named(edition, "graph", request)
    if node is None or not any(edition.store.triples(node)):
        raise _missing("named graph")
    return node


def _run(edition: Edition, request: Request) -> NamedNode:
    node = _named(edition, "run", request)
    if node is None or not any(edition.store.about(node)):
        raise _missing("run")
    return node


def _named(edition: Edition, kind: str, request: Request) -> NamedNode | None:
    """Return the IRI for a path, however it is encoded; None if that encodes no text."""
    raw: bytes = request.scope["raw_path"]
    try:
        name = decode(raw.decode("ascii").removeprefix(f"/{kind}/"))
    except UnicodeDecodeError:
        return None
    return NamedNode(f"{edition.store.base}{kind}/{encode(name)}")


def _described(edition: Edition) -> Terms:
    terms = edition.store.terms
    if not any(edition.store.about(terms.dataset)):
        raise _missing("description of itself")
    return terms


def _missing(what: str) -> HTTPException:
    return HTTPException(404, f"this graph has no such {what}; search on the start page")


async def packaged(file: str, name: str, media_type: str) -> Response:
    """Return a file of the package, which is Turtle, in the written form ``name``."""
    return written(await to_thread.run_sync(_data, file, name), media_type)


@cache
def _data(file: str, name: str) -> str:
    text = (files("bacd_graph") / "data" / file).read_text("utf-8")
    if name == "turtle":
        return text
    parsed = parse(text, format=RdfFormat.TURTLE)
    triples = [tuple(quad.triple) for quad in parsed]
    result = Result("construct", ("subject", "predicate", "object"), triples, parsed.prefixes)
    return result.serialize(name)
