"""What rows say of statements, applied to those of one document after the other."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeAlias

from bacd_graph.model import SYMMETRIC, Entity, Predicate, Statement
from bacd_graph.names.folding import fold
from bacd_graph.resolution.applying import Unmatched
from bacd_graph.resolution.corrections import Corrections, Said

_Subject: TypeAlias = tuple[str | None, Predicate, str]


@dataclass(frozen=True, slots=True)
class Judged:
    """The statements of a document after rows have dropped or confirmed some.

    ``met`` are the rows that speak of any.
    """

    statements: tuple[Statement, ...]
    met: frozenset[Said]


@dataclass(frozen=True)
class Judge:
    """Finds the rows about statements by the document and the names that they speak of."""

    corrections: Corrections

    @cached_property
    def _rows(self) -> tuple[Said, ...]:
        """The rows, those about one document before those about all, which they overrule."""
        rows = (*self.corrections.confirmed, *self.corrections.drop_statements)
        return tuple(sorted(rows, key=lambda row: row.document is None))

    @cached_property
    def _dropping(self) -> frozenset[Said]:
        return frozenset(self.corrections.drop_statements)

    @cached_property
    def _places(self) -> Mapping[_Subject, Mapping[str, Sequence[int]]]:
        """Where the rows stand, by what they say of which subject and by object."""
        places: defaultdict[_Subject, dict[str, list[int]]] = defaultdict(dict)
        for at, row in enumerate(self._rows):
            objects = places[row.document, row.predicate, fold(row.subject)]
            objects.setdefault(fold(row.object), []).append(at)
        return dict(places)

    def judged(self, statements: Iterable[Statement], entities: Mapping[str, Entity]) -> Judged:
        """Return a document's ``statements`` without those dropped; what is confirmed is sure."""
        judged = list(statements)
        meant: defaultdict[int, set[int]] = defaultdict(set)
        for at, s in enumerate(judged if self._rows else ()):
            for row in self._about(s, entities):
                meant[row].add(at)
        gone: set[int] = set()
        held: set[int] = set()
        for row in sorted(meant):
            found = meant[row] - gone
            if self._rows[row] in self._dropping:
                gone |= found - held
            else:
                held |= found if self._rows[row].document else set()
                for at in found:
                    judged[at] = replace(judged[at], confidence=1.0)
        kept = tuple(s for at, s in enumerate(judged) if at not in gone)
        return Judged(kept, frozenset(self._rows[row] for row in meant))

    def note_unstated(self, met: Collection[Said], unmatched: Unmatched) -> None:
        """Note the rows that are not among ``met``: no document states what they speak of."""
        for row in self._rows:
            if row not in met:
                where = f" in {row.document!r}" if row.document else ""
                unmatched.add(
                    row.note,
                    f"no text states {row.subject!r} {row.predicate} {row.object!r}{where}",
                    "mend or remove the row",
                )

    def _about(self, s: Statement, entities: Mapping[str, Entity]) -> Iterator[int]:
        """Yield the places of the rows that speak of a statement."""
        subject, object_ = (_forms(entities[i]) for i in (s.subject, s.object))
        ways = [(subject, object_)]
        if s.predicate in SYMMETRIC:
            ways.append((object_, subject))
        for document in (s.document_id, None):
            for first, second in ways:
                for form in first:
                    objects = self._places.get((document, s.predicate, form), {})
                    for end in objects.keys() & second:
                        yield from objects[end]


def _forms(entity: Entity) -> frozenset[str]:
    return frozenset(fold(n) for n in entity.names)
