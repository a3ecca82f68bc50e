"""Which nodes plainly keep their shapes, so that pySHACL need not look at them.

Statements, passages and entities are most of a graph, all alike, and pySHACL takes a tenth of a
millisecond for each of their properties. What is sound here keeps its shapes of
``data/shapes.ttl`` for certain; what is not may keep them too, and pySHACL decides.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Final, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from bacd_graph.model import SIGNATURES, EntityType, Mark, Predicate, Status
from bacd_graph.rdf.names import bacd, dcterms, prov, rdf, rdfs, skos, xsd
from bacd_graph.rdf.schema_org import CLASSES
from bacd_graph.rdf.terms import text_of

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple
Look: TypeAlias = Callable[[NamedNode], Iterator[Quad]]

_PASSAGE_IRI: Final = re.compile(r"#char=[0-9]+,[0-9]+$")
_DECIMAL: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_PREDICATES: Final = frozenset(bacd[predicate] for predicate in Predicate)
_STATUSES: Final = frozenset(bacd[status] for status in Status)
_KINDS: Final[dict[frozenset[Term], EntityType]] = {
    frozenset({bacd[kind], CLASSES[kind]}): kind for kind in EntityType
}
_IRIS: Final = {kind: re.compile(f"/entity/{kind.lower()}/[^/]+$") for kind in EntityType}
_MARKS: Final = frozenset(bacd[mark] for mark in Mark)


def sound_nodes(look: Look) -> set[Term]:
    """Return the statements, passages and entities that keep their shapes for certain.

    ``look`` gives the quads with a predicate.
    """
    types = _types(look)
    passages = _passages(look, _of_type(types, bacd.Document)) & _of_type(types, bacd.Passage)
    statements = _statements(look, passages) & _of_type(types, bacd.Statement)
    checked, plainly = _checked(look)
    others = passages | _entities(look, types)
    return statements - (checked - plainly) | others - checked


def _types(look: Look) -> dict[Term, frozenset[Term]]:
    found: defaultdict[Term, set[Term]] = defaultdict(set)
    for quad in look(rdf.type):
        found[quad.subject].add(quad.object)
    return {node: frozenset(types) for node, types in found.items()}


def _of_type(types: dict[Term, frozenset[Term]], alone: NamedNode) -> set[Term]:
    return {node for node, found in types.items() if found == {alone}}


def _entities(look: Look, types: dict[Term, frozenset[Term]]) -> set[Term]:
    kinds = {
        node: _KINDS[found]
        for node, found in types.items()
        if found in _KINDS and _IRIS[_KINDS[found]].search(text_of(node))
    }
    names, labels = (_single(look, naming, _is_text) for naming in (skos.prefLabel, rdfs.label))
    found = {node for node in kinds if node in names and names[node] == labels.get(node)}
    found -= {
        quad.subject for quad in look(skos.altLabel) if quad.object == names.get(quad.subject)
    }
    for predicate, signature in SIGNATURES.items():
        found -= {
            quad.subject
            for quad in look(bacd[predicate])
            if (kinds.get(quad.subject), kinds.get(quad.object)) not in signature
        }
    return found


def _single(look: Look, predicate: NamedNode, fits: Callable[[Term], bool]) -> dict[Term, Term]:
    """Return the value of each node that has exactly one after ``predicate``, which fits."""
    values: dict[Term, Term] = {}
    several: set[Term] = set()
    for quad in look(predicate):
        # Each of these makes an object anew, so it is asked for once.
        node, value = quad.subject, quad.object
        if node in values:
            several.add(node)
        values[node] = value
    return {node: v for node, v in values.items() if node not in several and fits(v)}


def _passages(look: Look, documents: set[Term]) -> set[Term]:
    starts = _single(look, bacd.start, _is_count)
    ends = _single(look, bacd.end, _is_count)
    found: set[Term] = {n for n in _single(look, bacd.text, _is_text) if _is_iri(n)}
    found &= set(_single(look, dcterms.isPartOf, documents.__contains__))
    found &= {node for node in found if _PASSAGE_IRI.search(text_of(node))}
    found &= starts.keys() & ends.keys()
    found -= {n for n in found if int(text_of(starts[n])) >= int(text_of(ends[n]))}
    return found


def _statements(look: Look, passages: set[Term]) -> set[Term]:
    found: set[Term] = set()
    baseless: set[Term] = set()
    for quad in look(prov.wasDerivedFrom):
        (found if quad.object in passages else baseless).add(quad.subject)
    found -= baseless
    for predicate, fits in _PARTS.items():
        found &= _single(look, predicate, fits).keys()
    return {node for node in found if _is_iri(node)}


def _checked(look: Look) -> tuple[set[Term], set[Term]]:
    """Return the nodes that a register says something to, and those of them it says it plainly."""
    sources, reasons = list(look(bacd.checkedAgainst)), list(look(bacd.reason))
    touched: set[Term] = {q.subject for q in (*look(bacd.checked), *sources, *reasons)}
    whole = set(_single(look, bacd.checked, _MARKS.__contains__))
    whole &= {q.subject for q in sources}
    whole -= {q.subject for q in sources if not _is_iri(q.object)}
    whole -= {q.subject for q in reasons} - _single(look, bacd.reason, _is_text).keys()
    return touched, whole


def _is_iri(term: Term) -> bool:
    return isinstance(term, NamedNode)


def _is_text(term: Term) -> bool:
    return isinstance(term, Literal) and term.datatype == xsd.string and bool(term.value)


def _is_count(term: Term) -> bool:
    return isinstance(term, Literal) and term.datatype == xsd.integer and term.value.isdecimal()


def _is_share(term: Term) -> bool:
    if not isinstance(term, Literal) or term.datatype != xsd.decimal:
        return False
    return _DECIMAL.fullmatch(term.value) is not None and Decimal(term.value) <= 1


_PARTS: Final[dict[NamedNode, Callable[[Term], bool]]] = {
    rdf.subject: _is_iri,
    rdf.object: _is_iri,
    rdf.predicate: _PREDICATES.__contains__,
    bacd.status: _STATUSES.__contains__,
    bacd.confidence: _is_share,
}
