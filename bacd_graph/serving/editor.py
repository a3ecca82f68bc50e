"""The page that asks in SPARQL: an editor, the named queries, and what both need to know."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, Final

from anyio import to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from bacd_graph.errors import QueryError, UnknownNameError
from bacd_graph.labels import labels
from bacd_graph.rdf.messages import Graphs
from bacd_graph.rdf.names import dcat, dcterms, prefixed, prov, rdf, rdfs, schema, skos, void, xsd
from bacd_graph.rdf.queries import bind, named_queries, named_query
from bacd_graph.rdf.vocabulary import defined
from bacd_graph.serving.asked import Asked
from bacd_graph.serving.asking import Asking
from bacd_graph.serving.editions import Edition
from bacd_graph.serving.pages import page
from bacd_graph.serving.responses import written

# In characters, of a parameter's value: no name is so long.
_LONGEST: Final = 1_000
_OTHERS: Final = (dcat, dcterms, prov, rdf, rdfs, schema, skos, void, xsd)


@dataclass(frozen=True)
class Editor:
    """Answers at ``/sparql`` to a browser, and at ``/queries/NAME``."""

    asking: Asking

    async def page(self, asked: Asked | None) -> Response:
        """Return the page; it asks at once what the request asked, if that is a query."""
        data = await to_thread.run_sync(self._data, asked)
        return page("Ask in SPARQL – Explorer", data, script="sparql.js")

    def _data(self, asked: Asked | None) -> dict[str, Any]:
        graphs = asked.graphs if asked and asked.graphs else Graphs()
        data: dict[str, Any] = {
            "query": asked.sparql if asked else None,
            "graphs": {"default": graphs.default, "named": graphs.named},
        }
        with self.asking.editions.current() as edition:
            return data | _known(edition)

    async def query(self, request: Request) -> Response:
        """Return the SPARQL of a named query, with the values that the address gives it."""
        values = {name: value for name, value in request.query_params.items() if value.strip()}
        if any(len(value) > _LONGEST for value in values.values()):
            raise HTTPException(400, f"a value is longer than {_LONGEST:,} characters; shorten it")

        def bound() -> str:
            with self.asking.editions.current() as edition:
                query = named_query(request.path_params["name"])
                return bind(query, values, edition.store.find)

        try:
            return written(await to_thread.run_sync(bound), "application/sparql-query")
        except UnknownNameError as error:
            raise HTTPException(404, str(error)) from error
        except QueryError as error:
            raise HTTPException(400, str(error)) from error


def _known(edition: Edition) -> dict[str, Any]:
    """Return what the page knows of the graph, its vocabulary, and the named queries."""
    return {
        "base": edition.store.base,
        "prefixes": edition.store.prefixes,
        "terms": list(_terms(edition.store.prefixes)),
        "queries": [asdict(query) for query in named_queries().values()],
        "labels": labels(),
    }


def _terms(prefixes: dict[str, str]) -> Iterator[dict[str, str]]:
    """Return the terms of our vocabulary with what they mean, and then those of others in use."""
    for term in defined():
        yield {
            "name": prefixed(term.iri, prefixes),
            "kind": term.kind,
            "definition": term.definition,
            "example": term.example,
        }
    for namespace in _OTHERS:
        for name in namespace:
            yield {"name": prefixed(namespace[name].value, prefixes), "kind": "other"}
