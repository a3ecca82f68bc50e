"""The answer to a query as a page for a browser."""

from typing import Final

from starlette.responses import Response

from bacd_graph.markup import is_web
from bacd_graph.rdf import GraphStore, Iri, Result
from bacd_graph.rdf.names import prefixed
from bacd_graph.rdf.results import Value
from bacd_graph.serving.templated import page

MOST_ROWS: Final = 1_000


def answer_page(result: Result, store: GraphStore, query: str) -> Response:
    """Return ``result`` as a page: its first rows, in which entities lead to their pages."""
    is_ask = result.kind == "ask"
    shown = Result(result.kind, result.columns, result.terms[:MOST_ROWS])
    return page(
        "result.html",
        depth=0,
        answer=("true" if result else "false") if is_ask else None,
        columns=result.columns,
        count=len(result),
        rows=[] if is_ask else [[_cell(value, store) for value in row] for row in shown],
        query=query,
    )


def _cell(value: Value, store: GraphStore) -> tuple[str, str | None]:
    """Return what a cell shows, and where it leads."""
    if not isinstance(value, Iri):
        return "" if value is None else str(value), None
    path = value.removeprefix(store.base)
    if path != value and path.startswith(("entity/", "document/")):
        return prefixed(value, store.prefixes), f"./{path}"
    return prefixed(value, store.prefixes), str(value) if is_web(value) else None
