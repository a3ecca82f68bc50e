"""Which statements and passages plainly keep their shapes, so that pySHACL need not look at them.

They are most of a graph, all alike, and pySHACL takes a tenth of a millisecond for each of
their properties. What is sound here keeps `Statement` and `Passage` of ``data/shapes.ttl`` for
certain; what is not may keep them too, and pySHACL decides.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Final, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from bacd_graph.model import Mark, Predicate, Status
from bacd_graph.rdf.names import bacd, dcterms, prov, rdf, xsd
from bacd_graph.rdf.terms import text_of

Term: TypeAlias = NamedNode | BlankNode | Literal | Triple
Look: TypeAlias = Callable[[NamedNode], Iterator[Quad]]

_PASSAGE_IRI: Final = re.compile(r"#char=[0-9]+,[0-9]+$")
_DECIMAL: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_PREDICATES: Final = frozenset(bacd[predicate] for predicate in Predicate)
_STATUSES: Final = frozenset(bacd[status] for status in Status)
_MARKS: Final = frozenset(bacd[mark] for mark in Mark)


def sound_nodes(look: Look) -> tuple[set[Term], set[Term]]:
    """Return the statements and the passages that keep their shapes for certain.

    ``look`` gives the quads with a predicate.
    """
    types = _types(look)
    documents = {node for node, type_ in types.items() if type_ == bacd.Document}
    passages = _passages(look, documents)
    passages &= {node for node, type_ in types.items() if type_ == bacd.Passage}
    statements = _statements(look, passages)
    statements &= {node for node, type_ in types.items() if type_ == bacd.Statement}
    return statements, passages


def _types(look: Look) -> dict[Term, Term]:
    """Return the type of each node that has exactly one."""
    return _single(look, rdf.type, lambda _: True)


def _single(look: Look, predicate: NamedNode, fits: Callable[[Term], bool]) -> dict[Term, Term]:
    """Return the value of each node that has exactly one after ``predicate``, which fits."""
    quads = list(look(predicate))
    times = Counter(quad.subject for quad in quads)
    return {q.subject: q.object for q in quads if times[q.subject] == 1 and fits(q.object)}


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
    sources = list(look(prov.wasDerivedFrom))
    found: set[Term] = {quad.subject for quad in sources if isinstance(quad.subject, NamedNode)}
    found -= {quad.subject for quad in sources if quad.object not in passages}
    for predicate, fits in _PARTS.items():
        found &= _single(look, predicate, fits).keys()
    return found - _checked_in_doubt(look)


def _checked_in_doubt(look: Look) -> set[Term]:
    """Return the nodes that a register says something to, but not plainly as it should."""
    sources, reasons = list(look(bacd.checkedAgainst)), list(look(bacd.reason))
    touched: set[Term] = {q.subject for q in (*look(bacd.checked), *sources, *reasons)}
    whole = set(_single(look, bacd.checked, _MARKS.__contains__))
    whole &= {q.subject for q in sources}
    whole -= {q.subject for q in sources if not _is_iri(q.object)}
    whole -= {q.subject for q in reasons} - _single(look, bacd.reason, _is_text).keys()
    return touched - whole


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
