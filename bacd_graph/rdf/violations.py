"""Where a graph breaks a shape, told in words of the graph itself."""

from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode

from bacd_graph.rdf.names import bacd, dcterms, local_name, rdf, skos
from bacd_graph.rdf.store import GraphStore
from bacd_graph.rdf.terms import text_of

_LONGEST: Final = 60


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One place where a graph breaks a shape.

    ``focus`` is the IRI of the node that is wrong and ``label`` what people call it: a name,
    or for a statement its subject, relation and object. ``document`` is the id of the document
    it belongs to, "" for an entity. ``path`` is the property that is wrong, "" for the node
    itself; ``value`` what stands there, if something does. ``shape`` is the shape's name.
    """

    focus: str
    path: str
    value: str
    message: str
    shape: str
    label: str
    document: str

    def __str__(self) -> str:
        where = f" (document {self.document})" if self.document else ""
        what = f" [{self.path}: {self.value}]" if self.value else ""
        return f"{self.label}{where}: {self.message}{what}"


def violation_at(
    store: GraphStore, focus: str, path: str, value: str, message: str, shape: str
) -> Violation:
    """Return a violation with what people call its node, and the document that it belongs to."""
    node = NamedNode(focus)
    return Violation(
        focus, path, value, message, shape, _label(store, node), _document(store, node)
    )


def _label(store: GraphStore, node: NamedNode) -> str:
    """Return what people call ``node``."""
    ends = [store.objects(node, part) for part in (rdf.subject, rdf.predicate, rdf.object)]
    if any(ends):
        parts = (_name(store, NamedNode(end[0])) if end else "?" for end in ends)
        return " ".join(parts)
    return _name(store, node)


def _name(store: GraphStore, node: NamedNode) -> str:
    for naming in (skos.prefLabel, dcterms.title, dcterms.identifier, bacd.text):
        found = store.objects(node, naming)
        if found:
            return found[0] if len(found[0]) <= _LONGEST else found[0][: _LONGEST - 1] + "…"
    return local_name(node.value) or node.value


def _document(store: GraphStore, node: NamedNode) -> str:
    graphs = {text_of(quad.graph_name) for quad in store.about(node)}
    inside = sorted(graph for graph in graphs if graph.startswith(f"{store.base}document/"))
    return store.terms.document_id(inside[0]) if inside else ""
