"""Which names the rows of a corrections file make one thing's."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from bacd_graph.names.folding import fold
from bacd_graph.resolution.corrections import Corrections, Note


@dataclass(slots=True)
class _Sets:
    """Disjoint sets of keys, each join with the row that made it."""

    _above: dict[str, tuple[str, Note]] = field(default_factory=dict)

    def join(self, a: str, b: str, note: Note) -> None:
        a, b = self._root(a), self._root(b)
        if a != b:
            self._above[b] = (a, note)

    def together(self, a: str, b: str) -> Note | None:
        """Return a row through which the two are in one set, if they are."""
        if self._root(a) != self._root(b):
            return None
        return self._above[a if a in self._above else b][1]

    def _root(self, key: str) -> str:
        while key in self._above:
            key = self._above[key][0]
        return key


class Joined:
    """Looks up whether ``[[same]]`` and ``[[alias]]`` rows join names, in a document or anywhere.

    Names are given as people write them.
    """

    def __init__(self, corrections: Corrections) -> None:
        self._rows = [(r.note, r.names, r.documents) for r in corrections.same if r.names[1:]]
        self._rows += [(r.note, (r.name, r.alias), ()) for r in corrections.aliases]
        self._one_name = [row for row in corrections.same if not row.names[1:]]
        self._limited = frozenset(d for _, _, documents in self._rows for d in documents)
        self._sets: dict[str | None, _Sets] = {}

    def anywhere(self, x: str, y: str, documents: Iterable[str] = ()) -> Note | None:
        """Return a row that joins two names in one of ``documents``, by default in any."""
        for document in (None, *(documents or sorted(self._limited))):
            if note := self.in_document(x, y, document):
                return note
        return None

    def in_document(self, x: str, y: str, document: str | None) -> Note | None:
        """Return a row that joins two names in ``document``; None stands for all others."""
        where = document if document in self._limited else None
        if where not in self._sets:
            self._sets[where] = self._joined_in(where)
        return self._sets[where].together(fold(x), fold(y))

    def _joined_in(self, document: str | None) -> _Sets:
        sets = _Sets()
        for note, names, documents in self._rows:
            if not documents or document in documents:
                for name in names[1:]:
                    sets.join(fold(names[0]), fold(name), note)
        return sets

    def in_documents(self, name: str, a: str, b: str) -> Note | None:
        """Return a row that makes ``name`` one thing's in the two documents."""
        return self._by_name.together(f"{fold(name)}\0{a}", f"{fold(name)}\0{b}")

    @cached_property
    def _by_name(self) -> _Sets:
        sets = _Sets()
        for row in self._one_name:
            keys = [f"{fold(row.names[0])}\0{document}" for document in row.documents]
            for key in keys[1:]:
                sets.join(keys[0], key, row.note)
        return sets
