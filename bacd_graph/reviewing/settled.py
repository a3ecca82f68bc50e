"""Whether the rows of a corrections file have decided a question already."""

from collections.abc import Set
from typing import TypeAlias

from bacd_graph.names.folding import fold
from bacd_graph.resolution import Corrections, Question, QuestionKind
from bacd_graph.resolution.joined import Joined
from bacd_graph.reviewing.doubts import Doubt
from bacd_graph.reviewing.options import Row, options

_Triple: TypeAlias = tuple[str, str, str]
_OF_NAMES = (QuestionKind.SAME, QuestionKind.NAMESAKES)


class Settled:
    """Says of questions whether ``corrections`` settle them."""

    def __init__(self, corrections: Corrections) -> None:
        self._joined = Joined(corrections)
        self._same = corrections.same
        self._different = corrections.different
        self._types = {fold(row.name) for row in corrections.types}
        self._dropped = {fold(row.name) for row in corrections.drop_entities}
        self._added = {_triple(r.subject, r.predicate, r.object) for r in corrections.add}
        self._wrong, self._right = (
            {(_triple(r.subject, r.predicate, r.object), r.document) for r in rows}
            for rows in (corrections.drop_statements, corrections.confirmed)
        )

    def __contains__(self, item: Question | Doubt) -> bool:
        if any(self._says(option.row) for option in options(item)):
            return True
        return isinstance(item, Question) and item.kind in _OF_NAMES and self._placed(item)

    def _says(self, row: Row) -> bool:
        """Say whether the file says already what ``row`` would, or the like of it."""
        match row.section:
            case "same":
                return self._says_same(row)
            case "different":
                return self._says_different(row)
            case "type":
                return fold(str(row.cells["name"])) in self._types
            case "confirm":
                return _triple_of(row) in self._added or _is_said(row, self._right)
            case "drop" if "entity" in row.cells:
                return fold(str(row.cells["entity"])) in self._dropped
            case "drop":
                return _is_said(row, self._wrong)

    def _says_same(self, row: Row) -> bool:
        names, documents = _names(row), _documents(row)
        if len(names) == 1:
            return bool(self._joined.in_documents(names[0], documents[:2]))
        a, b = names
        return all(self._joined.in_document(a, b, d) for d in documents or (None,))

    def _says_different(self, row: Row) -> bool:
        names = {fold(name) for name in _names(row)}
        documents = {*_documents(row)}
        for said in self._different:
            alike = names <= {fold(name) for name in said.names}
            one_name = len(said.names) == len(names) == 1
            wide = not said.documents and not one_name
            if alike and (wide or (documents and documents <= {*said.documents})):
                return True
        return False

    def _placed(self, question: Question) -> bool:
        """Say whether a row tells whom a name means that means several in these documents.

        Another yes would make one of the two whom it may mean.
        """
        unclear = [s for s in question.sides if {*s.documents} <= {*question.within}]
        return any(
            fold(side.name) in {fold(name) for name in row.names}
            and not {*side.documents}.isdisjoint(row.documents)
            for side in unclear
            for row in self._same
            if len(row.names) > 1
        )


def _names(row: Row) -> tuple[str, ...]:
    names = row.cells.get("names") or (row.cells["name"],)
    return tuple(map(str, names))


def _documents(row: Row) -> tuple[str, ...]:
    return tuple(map(str, row.cells.get("documents", ())))


def _is_said(row: Row, said: Set[tuple[_Triple, str | None]]) -> bool:
    """Say whether rows about a statement, of its document or of all, have that of ``row``."""
    triple = _triple_of(row)
    return (triple, None) in said or (triple, str(row.cells["document"])) in said


def _triple(subject: str, predicate: str, object_: str) -> _Triple:
    return fold(subject), predicate, fold(object_)


def _triple_of(row: Row) -> _Triple:
    subject, predicate, object_ = (
        str(row.cells[key]) for key in ("subject", "predicate", "object")
    )
    return _triple(subject, predicate, object_)
