"""Whether a graph keeps the shapes of ``data/shapes.ttl``.

pySHACL checks the constraints of SHACL Core, on rdflib's in-memory graph, where it is fastest,
of all that is not plainly sound (see `soundness`).
The SPARQL constraints run on the store's own engine, once over all nodes instead of once a
node: they bind ``$this`` themselves, so both ways find the same.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from bacd_graph.errors import ShapeError
from bacd_graph.model import Predicate
from bacd_graph.rdf.names import bacd, local_name, rdf, schema
from bacd_graph.rdf.soundness import Term, sound_nodes
from bacd_graph.rdf.store import GraphStore, create_store
from bacd_graph.rdf.violations import Violation, violation_at

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

_TIMEOUT: Final = 600.0
_RELATIONS: Final = frozenset(bacd[predicate] for predicate in Predicate)


def validate(source: GraphStore | Iterable[Quad]) -> tuple[Violation, ...]:
    """Return every violation of the shapes, sorted; none if the graph keeps them all."""
    store = source if isinstance(source, GraphStore) else create_store(None, source)
    found = {*_core(store), *_sparql(store)}
    return tuple(sorted(found))


def check(source: GraphStore | Iterable[Quad]) -> None:
    """Do nothing if ``source`` keeps the shapes.

    Raises:
        ShapeError: if it does not; the message names the first violations.
    """
    found = validate(source)
    if found:
        first = "; ".join(map(str, found[:3]))
        raise ShapeError(f"the graph breaks its shapes in {len(found)} places, first: {first}")


def _core(store: GraphStore) -> Iterator[Violation]:
    from pyshacl import validate as run_shacl
    from rdflib import Graph, URIRef
    from rdflib.namespace import SH

    _, report, _ = run_shacl(_memory(store), shacl_graph=_core_shapes(), inplace=True)
    assert isinstance(report, Graph)  # noqa: S101
    for result in report.objects(None, SH.result):
        focus = report.value(result, SH.focusNode)
        path, value = report.value(result, SH.resultPath), report.value(result, SH.value)
        shape = report.value(result, SH.sourceShape)
        yield violation_at(
            store,
            str(focus),
            local_name(str(path)) if isinstance(path, URIRef) else "",
            "" if value is None or value == focus else str(value),
            str(report.value(result, SH.resultMessage)),
            _shape_name(shape),
        )


def _memory(store: GraphStore) -> "Graph":
    """Copy what is not plainly sound into an rdflib graph, the fastest one under pySHACL.

    What is in doubt is judged with the nodes that it names at hand, but for their relations.
    """
    from rdflib import Graph

    sound = sound_nodes(store.quads)
    doubtful = [quad for node in _targets(store) - sound for quad in _judged(store, node)]
    named = {quad.object for quad in doubtful} & sound
    about = [quad for node in named for quad in _judged(store, node)]
    graph = Graph()
    for quad in (*doubtful, *(q for q in about if q.predicate not in _RELATIONS)):
        subject, predicate, object_ = map(_to_rdflib, quad.triple)
        graph.add((subject, predicate, object_))
    return graph


def _targets(store: GraphStore) -> set[Term]:
    """Return the nodes that a shape may be meant for."""
    subjects_of, objects_of = _target_predicates()
    found: set[Term] = {q.subject for by in (rdf.type, *subjects_of) for q in store.quads(by)}
    return found | {q.object for by in objects_of for q in store.quads(by)}


@cache
def _target_predicates() -> tuple[tuple[NamedNode, ...], tuple[NamedNode, ...]]:
    from rdflib.namespace import SH

    shapes = _shapes()
    return (
        tuple(NamedNode(str(p)) for p in shapes.objects(None, SH.targetSubjectsOf)),
        tuple(NamedNode(str(p)) for p in shapes.objects(None, SH.targetObjectsOf)),
    )


def _judged(store: GraphStore, node: Term) -> Iterator[Quad]:
    """Yield the quads about ``node`` that a shape may speak of: not what a document mentions."""
    if isinstance(node, NamedNode | BlankNode):
        yield from (q for q in store.about(node) if q.predicate != schema.mentions)


def _to_rdflib(term: Term) -> "Node":
    from rdflib import BNode, URIRef
    from rdflib import Literal as RdflibLiteral

    match term:
        case NamedNode():
            return URIRef(term.value)
        case BlankNode():
            return BNode(term.value)
        case Literal():
            datatype = None if term.language else URIRef(term.datatype.value)
            return RdflibLiteral(term.value, lang=term.language, datatype=datatype)
        case _:
            raise ShapeError(f"{term} is a triple inside a triple, which no shape knows; remove it")


@cache
def _shapes() -> "Graph":
    from rdflib import Graph

    return Graph().parse(data=(files("bacd_graph") / "data" / "shapes.ttl").read_text("utf-8"))


@cache
def _core_shapes() -> "Graph":
    from rdflib import Graph
    from rdflib.namespace import SH

    core = Graph()
    core += (triple for triple in _shapes() if triple[1] != SH.sparql)
    return core


@cache
def _shape_name(shape: "Node | None") -> str:
    """Return the name of the node shape that ``shape``, a part of it, belongs to."""
    from rdflib import URIRef

    while shape is not None and not isinstance(shape, URIRef):
        shape = next(iter(_shapes().subjects(None, shape)), None)
    return local_name(str(shape))


def _sparql(store: GraphStore) -> Iterator[Violation]:
    for name, message, select in _constraints():
        for this, path, value in store.query(select, timeout=_TIMEOUT):
            yield violation_at(store, str(this), local_name(str(path)), str(value), message, name)


@cache
def _constraints() -> tuple[tuple[str, str, str], ...]:
    """Return (name, message, SPARQL) of each SPARQL constraint, sorted by name."""
    from rdflib.namespace import RDF, SH

    shapes = _shapes()
    return tuple(
        sorted(
            (
                local_name(str(node)),
                str(shapes.value(node, SH.message)),
                str(shapes.value(node, SH.select)),
            )
            for node in shapes.subjects(RDF.type, SH.SPARQLConstraint)
        )
    )
