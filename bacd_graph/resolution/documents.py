"""Documents after resolution: their statements and marked texts, made of facts at each look."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bacd_graph.model import Entity, Facts, MarkedText, Statement
from bacd_graph.resolution.judging import Judge, Judged
from bacd_graph.resolution.marking import mark
from bacd_graph.resolution.restating import Lost, restate


@dataclass(frozen=True, slots=True)
class Restating:
    """Turns the facts of one document into what it says of entities.

    ``by_chain`` has the entities by document and chain, ``entities`` has them by id.
    """

    by_chain: Mapping[tuple[str, str], Entity]
    entities: Mapping[str, Entity]
    judge: Judge

    def judged(self, facts: Facts) -> tuple[Judged, tuple[Lost, ...]]:
        """Return a document's statements as corrections leave them, and what types forbid."""
        found, lost = restate(facts, self.by_chain)
        return self.judge.judged(found, self.entities), lost

    def marked(self, facts: Facts) -> MarkedText:
        """Return a document's text with its marks."""
        return mark(facts, self.by_chain, self.judged(facts)[0].statements)


@dataclass(frozen=True, slots=True)
class Statements:
    """All statements: those of each document together and sorted, ``added`` ones last."""

    facts: Iterable[Facts]
    restating: Restating
    added: tuple[Statement, ...]

    def __iter__(self) -> Iterator[Statement]:
        for facts in self.facts:
            yield from self.restating.judged(facts)[0].statements
        yield from self.added


@dataclass(frozen=True, slots=True)
class MarkedTexts:
    """The id and the marked text of each document whose facts bring one."""

    facts: Iterable[Facts]
    restating: Restating

    def __iter__(self) -> Iterator[tuple[str, MarkedText]]:
        for facts in self.facts:
            if facts.text:
                yield facts.info.id, self.restating.marked(facts)
