"""Whom a query asks: a graph in a variable, a built folder, a file of RDF, or an endpoint."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias
from urllib.parse import urlsplit

from pyoxigraph import NamedNode

from bacd_graph.errors import GraphMissingError, QueryError
from bacd_graph.knowledge_graph import KnowledgeGraph
from bacd_graph.knowledge_graph import open as open_graph
from bacd_graph.outputs import current_version
from bacd_graph.rdf.endpoint import Endpoint
from bacd_graph.rdf.loading import FORMATS, load_file
from bacd_graph.rdf.queries import Value, bind, named_query
from bacd_graph.rdf.results import Result
from bacd_graph.rdf.store import GraphStore

Asked: TypeAlias = GraphStore | Endpoint

_WEB: Final = ("http://", "https://")
# An endpoint is asked about so many things: those that an answer names most are drawn.
_MOST_ASKED: Final = 300
_KINDS: Final = (
    "give a variable that holds a graph, a folder that build made, a file of RDF "
    f"({', '.join(FORMATS)}), or the URL of a SPARQL endpoint"
)


@dataclass(frozen=True, slots=True)
class Target:
    """Whom a query asks, and the name by which."""

    asked: Asked
    name: str

    @property
    def source(self) -> str:
        """What a picture says it comes from: the documents of a graph of ours, or else a name."""
        # Here, as below: it brings matplotlib, which a table does without.
        from bacd_graph.drawing.answers.around import source_of

        infos = self.asked.documents() if isinstance(self.asked, GraphStore) else ()
        return source_of(infos) if infos else self.name

    def ask(self, query: str, values: Mapping[str, Value], *, timeout: float) -> Result:
        """Return the answer to a SPARQL text, or to the query of this name with these values.

        Raises:
            QueryError: if there is no answer.
            UnknownNameError: if there is no such named query, or a value names nothing.
        """
        if not _is_name(query):
            return self.asked.query(query, timeout=timeout)
        if isinstance(self.asked, GraphStore):
            return self.asked.ask(query, values, timeout=timeout)
        return self.asked.query(bind(named_query(query), values), timeout=timeout)

    def known(self, answer: Result, *, timeout: float) -> Result | None:
        """Return what types and labels the things of an answer have, as far as the target says."""
        from bacd_graph.drawing.answers.around import things_in, told_of

        nodes = things_in(answer)
        if isinstance(self.asked, GraphStore):
            return told_of(nodes, self.asked)
        if not nodes:
            return None
        try:
            return self.asked.query(_about(nodes[:_MOST_ASKED]), timeout=timeout)
        except QueryError:
            return None


def _is_name(query: str) -> bool:
    return query.replace("-", "").replace("_", "").isalnum()


def _about(nodes: list[NamedNode]) -> str:
    return (
        "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
        "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"
        "PREFIX foaf: <http://xmlns.com/foaf/0.1/>\n"
        "CONSTRUCT { ?node a ?type ; rdfs:label ?name } WHERE {\n"
        f"  VALUES ?node {{ {' '.join(map(str, nodes))} }}\n"
        "  { ?node a ?type } UNION {\n"
        "    ?node skos:prefLabel|rdfs:label|foaf:name ?name\n"
        '    FILTER(LANG(?name) = "" || LANGMATCHES(LANG(?name), "en"))\n'
        "  }\n"
        "}"
    )


class Targets:
    """Finds targets by name, and keeps what it opened for as long as that is not made anew."""

    def __init__(self) -> None:
        self._kept: dict[str, tuple[object, Target]] = {}

    def find(self, name: str, variables: Mapping[str, Any]) -> Target:
        """Return the target of this name; a variable comes before a path of the same name.

        A variable may hold a graph, or a text or a path that names the target.

        Raises:
            GraphMissingError: if the name stands for nothing that can be asked.
            DataFileError: if it is a file that holds no RDF.
        """
        value = variables.get(name)
        match value:
            case KnowledgeGraph():
                return Target(value.store, name)
            case str() | Path() if str(value) != name:
                return self.find(str(value), {})
        if name.lower().startswith(_WEB):
            return self._keep(name, None, lambda: _of_url(name))
        path = Path(name).expanduser()
        if path.is_dir():
            stamp = current_version(path)
            return self._keep(
                name, stamp, lambda: Target(open_graph(path).store, path.resolve().name)
            )
        if path.is_file():
            found = path.stat()
            state = found.st_mtime_ns, found.st_size
            return self._keep(name, state, lambda: Target(load_file(path), path.name))
        held = f"the variable {name} holds {_article(value)}" if value is not None else ""
        raise GraphMissingError(f"{held or f'there is no {name!r} here'}; {_KINDS}")

    def _keep(self, name: str, stamp: object, opened: Any) -> Target:
        kept = self._kept.get(name)
        if kept is None or kept[0] != stamp:
            self._kept[name] = stamp, opened()
        return self._kept[name][1]


def _of_url(url: str) -> Target:
    endpoint = Endpoint(url)
    return Target(endpoint, urlsplit(endpoint.address).netloc)


def _article(value: object) -> str:
    return f"a {type(value).__name__}"
