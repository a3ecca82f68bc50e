"""What a graph shows of the things that a question is about."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from bacd_graph.model import Claim, DocumentInfo, Entity, Passage
from bacd_graph.names.folding import fold
from bacd_graph.profile import source
from bacd_graph.resolution.questions import Side

_QUOTED: Final = 3


@dataclass(frozen=True, slots=True)
class Shown:
    """A quote, on one line, or none; and the document that it comes from, with its date."""

    quote: str | None
    source: str


class Quotes:
    """Looks up what the sides of questions are called and what is said of them, and where."""

    def __init__(
        self,
        claims: Iterable[Claim],
        entities: Iterable[Entity],
        documents: Iterable[DocumentInfo],
    ) -> None:
        self._entities = {entity.id: entity for entity in entities}
        self._documents = {info.id: info for info in documents}
        self._claims: defaultdict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            for id_ in {claim.subject.id, claim.object.id}:
                self._claims[id_].append(claim)

    def other_names(self, side: Side) -> tuple[str, ...]:
        """Return what else the side's entities are called, sorted."""
        found = (self._entities[id_] for id_ in side.entities if id_ in self._entities)
        return tuple(sorted({n for e in found for n in e.names} - {side.name}))

    def shown(self, side: Side) -> tuple[Shown, ...]:
        """Return up to three quotes of statements about the side, from its documents.

        Quotes that use its name, by date; others only where none does. Where there is no
        statement, the documents stand alone.
        """
        found = sorted(self._quotes(side), key=_order)
        using = [q for q in found if fold(side.name) in fold(q[1].text)]
        quotes: dict[str, Shown] = {}
        for claim, passage in using or found:
            line = " ".join(passage.text.split())
            quotes.setdefault(line, Shown(line, source(claim.document)))
        return (tuple(quotes.values()) or tuple(self._titles(side)))[:_QUOTED]

    def _quotes(self, side: Side) -> Iterator[tuple[Claim, Passage]]:
        wanted = {*side.documents}
        for id_ in side.entities:
            for claim in self._claims.get(id_, ()):
                if claim.document.id in wanted:
                    yield from ((claim, passage) for passage in claim.passages)

    def _titles(self, side: Side) -> Iterator[Shown]:
        for id_ in side.documents:
            if id_ in self._documents:
                yield Shown(None, source(self._documents[id_]))


def _order(quoted: tuple[Claim, Passage]) -> tuple[str, str, int]:
    claim, passage = quoted
    date = claim.document.date.isoformat() if claim.document.date else ""
    return date, claim.document.id, passage.start
