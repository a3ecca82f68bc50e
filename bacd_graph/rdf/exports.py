"""The graph as files: sorted, so the same graph gives the same bytes, and whole or not at all."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import chain, groupby
from pathlib import Path
from typing import Any, Final, TypeAlias

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, serialize

from bacd_graph.errors import UnknownNameError
from bacd_graph.files import write_whole, writing_whole
from bacd_graph.model import EntityType, Predicate
from bacd_graph.rdf.names import BASE, bacd, dcat, dcterms, prefixes, rdf, rdfs, skos, xsd
from bacd_graph.rdf.store import GraphStore

Source: TypeAlias = GraphStore | Iterable[Quad]
GraphName: TypeAlias = NamedNode | DefaultGraph

_PLAIN: Final = frozenset(bacd[predicate] for predicate in Predicate)
_NAMES: Final = frozenset({rdfs.label, skos.prefLabel, skos.altLabel})
_ENTITY_CLASSES: Final = frozenset(bacd[kind] for kind in EntityType)
# What somebody needs to know of the whole who has the plain triples alone.
_OF_ALL: Final = frozenset(
    {dcterms.title, dcterms.description, dcterms.rights, dcterms.license, dcterms.conformsTo}
)


def write_trig(source: Source, path: Path) -> None:
    """Write everything as TriG, sorted by graph, subject, predicate and object.

    Raises:
        BuildError: if the file cannot be written.
    """
    _write(source, path, RdfFormat.TRIG)


def write_nquads(source: Source, path: Path) -> None:
    """Write everything as N-Quads, sorted; as `write_trig`."""
    _write(source, path, RdfFormat.N_QUADS)


def write_turtle(source: Source, path: Path) -> None:
    """Write the asserted statements alone, as plain triples with types and names, as Turtle.

    What several documents state stands once. Of the dataset it says what it is, which
    vocabulary it uses and whose rights are in it; the evidence is left to `write_trig`.

    Raises:
        BuildError: if the file cannot be written.
    """
    plain = (Quad(q.subject, q.predicate, q.object) for q in _asserted(source))
    triples = (quad.triple for quad in _sorted(plain))
    with writing_whole(path) as file:
        serialize(triples, file, format=RdfFormat.TURTLE, prefixes=prefixes(_base(source)))


def write_jsonld(source: Source, path: Path) -> None:
    """Write everything as JSON-LD with our context inside, sorted; as `write_trig`."""
    context = _context()
    known = _Keys(context["@context"])
    graphs = [
        {"id": graph, "@graph": list(_nodes(quads, known))}
        for graph, quads in groupby(_in_order(source), key=lambda q: q.graph_name.value)  # type: ignore[union-attr]
    ]
    document = {**context, "@graph": graphs}
    write_whole(path, json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n")


WRITERS: Final[Mapping[str, Callable[[Source, Path], None]]] = {
    "jsonld": write_jsonld,
    "nquads": write_nquads,
    "trig": write_trig,
    "turtle": write_turtle,
}


def write(source: Source, path: Path, format: str) -> None:  # noqa: A002
    """Write ``source`` in one of the formats of ``WRITERS``.

    Raises:
        UnknownNameError: if there is no such format.
        BuildError: if the file cannot be written.
    """
    if format not in WRITERS:
        raise UnknownNameError(
            f"no format {format!r} to export to; use one of {', '.join(sorted(WRITERS))}"
        )
    WRITERS[format](source, path)


def _write(source: Source, path: Path, format_: RdfFormat) -> None:
    with writing_whole(path) as file:
        serialize(_in_order(source), file, format=format_, prefixes=prefixes(_base(source)))


def _in_order(source: Source) -> Iterator[Quad]:
    """Yield every quad once, sorted; of a store, one graph at a time is in memory."""
    if isinstance(source, GraphStore):
        graphs: list[GraphName] = [*source.graphs(), DefaultGraph()]
        for graph in sorted(graphs, key=str):
            yield from _sorted(source.quads(graph=graph))
    else:
        yield from _sorted(source)


def _base(source: Source) -> str:
    return source.base if isinstance(source, GraphStore) else BASE


def _sorted(quads: Iterable[Quad]) -> list[Quad]:
    # Terms compare as their N-Quads text, the one order that no version of a library changes.
    by_text = {
        (str(q.graph_name), str(q.subject), str(q.predicate), str(q.object)): q for q in quads
    }
    return [by_text[key] for key in sorted(by_text)]


def _asserted(source: Source) -> Iterator[Quad]:
    """Yield the plain triples of statements, types and names of entities, and what all is."""
    seen = list(_with_predicates(source, {*_PLAIN, *_NAMES, *_OF_ALL, rdf.type}))
    typed = [quad for quad in seen if quad.predicate == rdf.type]
    named = {q.subject for q in typed if q.object in _ENTITY_CLASSES or q.object == dcat.Dataset}
    for quad in seen:
        if quad.predicate in _PLAIN or quad.subject in named:
            yield quad


def _with_predicates(source: Source, predicates: set[NamedNode]) -> Iterator[Quad]:
    if isinstance(source, GraphStore):
        # The engine's index spares us the evidence, which is most of a graph.
        return chain.from_iterable(map(source.quads, predicates))
    return (quad for quad in source if quad.predicate in predicates)


@cache
def _context() -> dict[str, Any]:
    text = (files("bacd_graph") / "data" / "context.jsonld").read_text("utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


class _Keys:
    """Which key of the context stands for a property, and how its values are written."""

    def __init__(self, context: Mapping[str, Any]) -> None:
        namespaces = {k: v for k, v in context.items() if isinstance(v, str) and v[-1] in "#/"}
        self._keys: dict[str, tuple[str, str | None]] = {}
        for key, entry in context.items():
            if isinstance(entry, dict):
                prefix, _, local = entry["@id"].partition(":")
                kind = entry.get("@type")
                self._keys[namespaces[prefix] + local] = (key, kind and _expanded(kind, namespaces))

    def key(self, predicate: NamedNode) -> str:
        return self._keys.get(predicate.value, (predicate.value, None))[0]

    def value(self, quad: Quad) -> str | dict[str, str]:
        kind = self._keys.get(quad.predicate.value, ("", None))[1]
        match quad.object:
            case Literal() as term if term.datatype.value == kind:
                return term.value
            case Literal() as term if kind is None and term.datatype.value == _STRING:
                return term.value
            case Literal() as term:
                return {"@value": term.value, "@type": term.datatype.value}
            case _ as node:
                iri = node.value  # type: ignore[union-attr]
                return iri if kind == "@id" else {"@id": iri}


_STRING: Final = xsd.integer.value.removesuffix("integer") + "string"


def _expanded(kind: str, namespaces: Mapping[str, str]) -> str:
    prefix, _, local = kind.partition(":")
    return namespaces[prefix] + local if prefix in namespaces else kind


def _nodes(quads: Iterable[Quad], keys: _Keys) -> Iterator[dict[str, Any]]:
    for subject, about in groupby(quads, key=lambda q: q.subject.value):  # type: ignore[union-attr]
        node: dict[str, Any] = {"id": subject}
        for quad in about:
            if quad.predicate == rdf.type:
                node.setdefault("type", []).append(quad.object.value)  # type: ignore[union-attr]
            else:
                node.setdefault(keys.key(quad.predicate), []).append(keys.value(quad))
        yield node
