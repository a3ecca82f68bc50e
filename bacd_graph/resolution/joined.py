"""Which names the rows of a corrections file make one thing's."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from bacd_graph.names.folding import fold
from bacd_graph.resolution.corrections import Corrections, Note


@dataclass(slots=True)
class _Sets:
    """Disjoint sets of keys, each join with the row that made it."""

    _above: dict[str, tuple[str, Note]] = field(default_factory=dict)

    def join(self, keys: Sequence[str], note: Note) -> None:
        for key in keys[1:]:
            a, b = self.root(keys[0]), self.root(key)
            if a != b:
                self._above[b] = (a, note)

    def pair(self, written: Mapping[str, str]) -> tuple[str, str, Note] | None:
        """Return the first two of the keys in one set, as written, and a row that joins them."""
        seen: dict[str, str] = {}
        for key in written:
            first = seen.setdefault(self.root(key), key)
            if first != key:
                joined = first if first in self._above else key
                return written[first], written[key], self._above[joined][1]
        return None

    def root(self, key: str) -> str:
        path = []
        while key in self._above:
            path.append(key)
            key = self._above[key][0]
        # A chain of rows would be walked again for each of its names.
        for below in path:
            self._above[below] = (key, self._above[below][1])
        return key


class Joined:
    """Looks up whether ``[[same]]`` and ``[[alias]]`` rows join names, in a document or anywhere.

    Names are given as people write them.
    """

    def __init__(self, corrections: Corrections) -> None:
        rows = [(r.note, r.names, r.documents) for r in corrections.same if r.names[1:]]
        rows += [(r.note, (r.name, r.alias), ()) for r in corrections.aliases]
        self._one_name = [row for row in corrections.same if not row.names[1:]]
        self._everywhere = _Sets()
        for note, names, documents in rows:
            if not documents:
                self._everywhere.join([*map(fold, names)], note)
        # In a document, rows about it join what those about all have left apart.
        self._limited: defaultdict[str, list[tuple[Note, list[str]]]] = defaultdict(list)
        self._documents: defaultdict[str, set[str]] = defaultdict(set)
        for note, names, documents in rows:
            roots = [self._everywhere.root(fold(name)) for name in names]
            for document in documents:
                self._limited[document].append((note, roots))
            for root in roots:
                self._documents[root].update(documents)
        self._sets: dict[str, _Sets] = {}

    def anywhere(
        self, names: Iterable[str], documents: Iterable[str] = ()
    ) -> tuple[str, str, Note] | None:
        """Return the first two of ``names`` that are joined in all documents or any, and the row.

        ``documents`` are those that count, by default all.
        """
        written = {fold(name): name for name in names}
        if found := self._everywhere.pair(written):
            return found
        roots = {self._everywhere.root(key): name for key, name in written.items()}
        held = [self._documents[root] for root in roots if root in self._documents]
        # Rows about a document that speak of one of the names alone join it to none of the others.
        times = Counter(d for found in held for d in found) if held[1:] else Counter()
        shared = {d for d, n in times.items() if n > 1}
        for document in sorted(shared.intersection(documents) if documents else shared):
            if found := self._within(document).pair(roots):
                return found
        return None

    def in_document(self, x: str, y: str, document: str | None) -> bool:
        """Say whether rows join two names in ``document``; None stands for all others."""
        a, b = (self._everywhere.root(fold(name)) for name in (x, y))
        if a == b or document is None or document not in self._limited:
            return a == b
        sets = self._within(document)
        return sets.root(a) == sets.root(b)

    def _within(self, document: str) -> _Sets:
        if document not in self._sets:
            self._sets[document] = sets = _Sets()
            for note, roots in self._limited[document]:
                sets.join(roots, note)
        return self._sets[document]

    def in_documents(self, name: str, documents: Iterable[str]) -> tuple[str, str, Note] | None:
        """Return the first two of the documents in which ``name`` is one thing's, and the row."""
        return self._by_name.pair({f"{fold(name)}\0{d}": d for d in documents})

    @cached_property
    def _by_name(self) -> _Sets:
        sets = _Sets()
        for row in self._one_name:
            sets.join([f"{fold(row.names[0])}\0{d}" for d in row.documents], row.note)
        return sets
