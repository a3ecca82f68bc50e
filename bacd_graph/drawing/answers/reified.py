"""Statements that stand as nodes of their own -> the triples that they state."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import NamedNode

from bacd_graph.drawing.answers.facts import Node
from bacd_graph.rdf.names import bacd, prov, rdf
from bacd_graph.rdf.results import Term
from bacd_graph.wording import count

Spo = tuple[Node, NamedNode, Term]


@dataclass(frozen=True, slots=True)
class Stated:
    """The triples of a graph without its evidence, and how many statements hold otherwise."""

    triples: tuple[Spo, ...]
    otherwise: int

    @property
    def note(self) -> str:
        """What a caption says of the others."""
        return f"{count(self.otherwise, 'planned or negated statement')}" if self.otherwise else ""


def stated(graph: Iterable[Spo]) -> Stated:
    """Return what a graph states: a triple for each statement node (rdf:subject and so on).

    A statement of ours that is planned or negated gives none. The nodes of statements and of
    the passages that they are derived from go: a picture of evidence hides what it is evidence of.
    """
    plain = list(graph)
    by_subject: dict[Node, dict[NamedNode, Term]] = {}
    for subject, predicate, object_ in plain:
        by_subject.setdefault(subject, {})[predicate] = object_
    statements = {node: said for node, said in by_subject.items() if rdf.subject in said}
    passages = {
        object_
        for subject, predicate, object_ in plain
        if subject in statements and predicate == prov.wasDerivedFrom
    }
    held = [said for said in statements.values() if said.get(bacd.status, _SURE) == _SURE]
    kept = [spo for spo in plain if spo[0] not in statements and spo[0] not in passages]
    triples = dict.fromkeys((*kept, *_triples(held)))
    return Stated(tuple(triples), len(statements) - len(held))


_SURE = bacd.asserted


def _triples(statements: Iterable[Mapping[NamedNode, Term]]) -> Iterator[Spo]:
    for said in statements:
        subject, predicate = said[rdf.subject], said.get(rdf.predicate)
        object_ = said.get(rdf.object)
        if isinstance(subject, Node) and isinstance(predicate, NamedNode) and object_ is not None:
            yield subject, predicate, object_
