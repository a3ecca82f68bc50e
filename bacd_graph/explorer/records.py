"""Values of the graph as records that refer to each other by index: JSON for pages."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bacd_graph.affiliations import Affiliation
from bacd_graph.explorer.talks import Talks
from bacd_graph.labels import labels
from bacd_graph.markup import is_web
from bacd_graph.model import SYMMETRIC, Claim, DocumentInfo, Entity, Passage, Status

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Figures:
    """What a part of the graph cannot count: how many neighbours each entity has; and talks."""

    neighbours: Mapping[str, set[str]]
    talks: Talks

    def degree(self, entity: Entity) -> int:
        """Return how many others plain statements tie ``entity`` to."""
        return len(self.neighbours.get(entity.id, ()))


@dataclass
class Records:
    """Collects what a page shows. What is added twice stands once, and keeps its index.

    What a page can do without is left out of a record: a name that is the only one, a status
    that is "asserted".
    """

    figures: Figures
    _entities: dict[str, int] = field(default_factory=dict)
    _documents: dict[str, int] = field(default_factory=dict)
    _passages: dict[tuple[str, int, int], int] = field(default_factory=dict)
    _claims: dict[int, int] = field(default_factory=dict)
    _told: dict[str, list[Record]] = field(
        default_factory=lambda: {"entities": [], "documents": [], "passages": [], "claims": []}
    )

    def data(self, **more: Any) -> Record:
        """Return all records, with ``more``, as the data of a page."""
        return {"labels": labels(), "symmetric": sorted(SYMMETRIC), **self._told, **more}

    def entity(self, entity: Entity) -> int:
        """Add an entity, and return its index."""
        if entity.id not in self._entities:
            self._entities[entity.id] = self._add(
                "entities",
                {
                    "id": entity.id,
                    "name": entity.name,
                    "type": entity.type.value,
                    "degree": self.figures.degree(entity),
                    "mentioned": len(entity.documents),
                },
            )
        return self._entities[entity.id]

    def names(self, entity: Entity) -> int:
        """Add an entity with all of its names, and return its index."""
        at = self.entity(entity)
        if entity.names != (entity.name,):
            self._told["entities"][at]["names"] = list(entity.names)
        return at

    def naming(self, entity: Entity, infos: Iterable[DocumentInfo]) -> None:
        """Add which documents name an entity."""
        indices = [self.document(info) for info in infos]
        self._told["entities"][self.entity(entity)]["documents"] = indices

    def document(self, info: DocumentInfo) -> int:
        """Add a document, and return its index."""
        if info.id not in self._documents:
            record: Record = {"id": info.id}
            if info.title is not None:
                record["title"] = info.title
            if info.date:
                record["date"] = info.date.isoformat()
            if info.url and is_web(info.url):
                record["url"] = info.url
            self._documents[info.id] = self._add("documents", record)
        return self._documents[info.id]

    def origin(self, info: DocumentInfo) -> int:
        """Add a document with its path and authors, and return its index."""
        at = self.document(info)
        self._told["documents"][at] |= {"path": info.path, "authors": list(info.authors)}
        return at

    def text(self, info: DocumentInfo, record: Record) -> None:
        """Add a document's text."""
        self._told["documents"][self.document(info)]["text"] = record

    def passage(self, passage: Passage, *, quoted: bool = True) -> int:
        """Add a passage, and return its index.

        It needs no quote where the text of its document is there.
        """
        place = passage.document_id, passage.start, passage.end
        if place not in self._passages:
            record: Record = {"start": passage.start, "end": passage.end}
            if quoted:
                record["text"] = passage.text
            self._passages[place] = self._add("passages", record)
        return self._passages[place]

    def claim(self, claim: Claim, *, quoted: bool = True) -> int:
        """Add a claim, and return its index."""
        if id(claim) not in self._claims:
            # Before the claims that it refers to, so that it comes before them too.
            at = self._claims[id(claim)] = self._add("claims", {})
            self._told["claims"][at] |= self._claim(claim, quoted)
        return self._claims[id(claim)]

    def place(self, claim: Claim) -> int | None:
        """Return the index of a claim, or None if it was not added."""
        return self._claims.get(id(claim))

    def leave_out(self, claim: int, number: int) -> None:
        """Add to a claim how many that say the same are left out."""
        self._told["claims"][claim]["left"] = number

    def identify(self, claim: int, key: str) -> None:
        """Add to a claim the end of its IRI."""
        self._told["claims"][claim]["key"] = key

    def affiliation(self, one: Affiliation) -> list[Any]:
        """Return a person, an employer, the first and the last day, and 1 if it is the latest."""
        ends = [self.entity(one.person), self.entity(one.employer)]
        return [*ends, one.first.isoformat(), one.last.isoformat(), int(one.latest)]

    def _add(self, kind: str, record: Record) -> int:
        self._told[kind].append(record)
        return len(self._told[kind]) - 1

    def _claim(self, claim: Claim, quoted: bool) -> Record:
        record: Record = {
            "subject": self.entity(claim.subject),
            "predicate": claim.predicate.value,
            "object": self.entity(claim.object),
            "confidence": round(claim.confidence, 3),
            "document": self.document(claim.document),
            "passages": [
                self.passage(p, quoted=quoted) for p in sorted(claim.passages, key=place_of)
            ],
        }
        if claim.status is not Status.ASSERTED:
            record["status"] = claim.status.value
        if not claim.sure:
            record["sure"] = False
        if claim.check:
            record["check"] = {
                "mark": claim.check.mark.value,
                "sources": [source for source in claim.check.sources if is_web(source)],
                "reason": claim.check.reason,
            }
        about = [self.claim(one, quoted=quoted) for one in self.figures.talks.subjects(claim)]
        return record | ({"about": about} if about else {})


def place_of(passage: Passage) -> tuple[str, int, int, str]:
    """Return what sorts passages by document and place."""
    return passage.document_id, passage.start, passage.end, passage.text


def order_of(claim: Claim) -> tuple[Any, ...]:
    """Return what sorts claims, in whichever order they come."""
    return (
        claim.subject.id,
        claim.predicate,
        claim.object.id,
        claim.status,
        claim.document.id,
        [place_of(passage) for passage in claim.passages],
        claim.confidence,
    )
