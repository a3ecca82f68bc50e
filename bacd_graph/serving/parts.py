"""What each page of the server shows: the part of the graph that it needs, within bounds.

A part is the data of `bacd_graph.explorer.content`, of fewer things, and "view", which says what
is to be shown of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from bacd_graph.explorer.content import figures_of
from bacd_graph.explorer.marked import text_record
from bacd_graph.explorer.overview import overview_record
from bacd_graph.explorer.records import Record, Records, order_of, place_of
from bacd_graph.explorer.relations import Relation, Side, relations, surest
from bacd_graph.explorer.ties import ties_record
from bacd_graph.explorer.vocabulary import vocabulary_record
from bacd_graph.model import Claim, DocumentInfo, Entity, EntityType, Statement
from bacd_graph.search import MOST, Finds
from bacd_graph.serving.editions import Edition

# Of each kind of relation on a profile: how many, and how many quotes of each.
MOST_RELATIONS: Final = 24
MOST_QUOTES: Final = 2
MOST_DOCUMENTS: Final = 24
# On a page of a list.
PER_PAGE: Final = 100
# Of one tie on the graph page; its profile has the others, page by page.
MOST_BETWEEN: Final = 500
MOST_SAID: Final = 2_000
NAMES_PER_PAGE: Final = 500

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a long list: its number, from 1, and how many things are on one."""

    number: int
    size: int

    def of(self, things: Sequence[_T]) -> Sequence[_T]:
        """Return the things on this page."""
        return things[(self.number - 1) * self.size : self.number * self.size]

    def record(self, things: Sequence[object]) -> Record:
        """Return which of how many pages this is, and how many things there are in all."""
        pages = max(1, -(-len(things) // self.size))
        return {"page": self.number, "pages": pages, "total": len(things)}


def start_part(edition: Edition) -> Record:
    """Return what the start page shows."""
    records = edition.records()
    overview = overview_record(edition.whole, edition.graph.entities, records)
    return records.data(overview=overview, view={"kind": "start"})


def refusal_part(title: str, said: str) -> Record:
    """Return what a page shows that is none, and says why."""
    return Records(figures_of(())).data(view={"kind": "refusal", "title": title, "told": said})


def vocabulary_part(edition: Edition) -> Record:
    """Return what the page of the vocabulary shows."""
    told = vocabulary_record(edition.graph.entities, edition.graph.claims)
    return edition.records().data(vocabulary=told, view={"kind": "vocab"})


def search_part(edition: Edition, text: str) -> Record:
    """Return what is found for ``text``."""
    records = edition.records()
    finds = edition.graph.search(text, MOST)
    found = [[records.entity(find.entity), find.name, find.match.value] for find in finds]
    view = {"kind": "search", "text": text, "found": found, "most": MOST}
    return records.data(view=view)


def suggestions(finds: Finds) -> list[Record]:
    """Return what a search box suggests."""
    return [
        {"id": e.id, "name": e.name, "type": e.type.value, "found": find.name}
        for find in finds
        for e in (find.entity,)
    ]


def type_part(edition: Edition, kind: EntityType, number: int) -> Record:
    """Return a page of the entities of a type, the best connected first."""
    records, page, all_ = edition.records(), Page(number, NAMES_PER_PAGE), edition.of_type[kind]
    for entity in page.of(all_):
        records.entity(entity)
    return records.data(view={"kind": "type", "type": kind.value, **page.record(all_)})


def documents_part(edition: Edition, number: int) -> Record:
    """Return a page of the documents, the newest first."""
    records, page, all_ = edition.records(), Page(number, NAMES_PER_PAGE), edition.newest
    for info in page.of(all_):
        records.document(info)
    return records.data(view={"kind": "documents", **page.record(all_)})


def profile_part(edition: Edition, entity: Entity) -> Record:
    """Return an entity's profile: of each kind of relation the best supported."""
    records = edition.records()
    at = records.names(entity)
    claims = edition.about(entity.id)
    groups = []
    said = relations(entity, claims)
    for (predicate, outgoing), found in said.items():
        groups.append([predicate.value, 0 if outgoing else 1, len(found)])
        for relation in found[:MOST_RELATIONS]:
            _add(relation, records)
    # When all are there: a talk brings with it what it was about, a claim of another relation.
    for found in said.values():
        _leave_out(found, records)
    tied, ties = ties_record(entity, edition.about, records)
    infos = edition.naming(entity)
    records.naming(entity, infos[:MOST_DOCUMENTS])
    employment = edition.employment(entity.id)
    return records.data(
        ties=ties,
        affiliations=[records.affiliation(one) for one in employment],
        view={
            "kind": "entity",
            "entity": at,
            "groups": groups,
            "tied": tied,
            "statements": len(claims),
            "days": _days(infos),
        },
    )


def relations_part(edition: Edition, entity: Entity, side: Side, number: int) -> Record:
    """Return a page of one kind of relation of an entity."""
    records, page = edition.records(), Page(number, PER_PAGE)
    found = relations(entity, edition.about(entity.id)).get(side, [])
    at = records.entity(entity)
    for relation in page.of(found):
        _add(relation, records)
    _leave_out(found, records)
    group = [side[0].value, 0 if side[1] else 1, len(found)]
    return records.data(
        view={"kind": "relations", "entity": at, "group": group, **page.record(found)}
    )


def between_part(edition: Edition, entity: Entity, other: Entity, page: Page) -> Record:
    """Return a page of all that is said of two entities, the surest first."""
    records = edition.records()
    ends = {entity.id, other.id}
    both = [c for c in edition.about(entity.id) if {c.subject.id, c.object.id} == ends]
    found = surest(both)
    at, other_at = records.entity(entity), records.entity(other)
    for claim in page.of(found):
        records.claim(claim)
    view = {"kind": "between", "entity": at, "other": other_at, **page.record(found)}
    return records.data(view=view)


def naming_part(edition: Edition, entity: Entity, number: int) -> Record:
    """Return a page of the documents that name an entity, the newest first."""
    records, page, infos = edition.records(), Page(number, NAMES_PER_PAGE), edition.naming(entity)
    records.naming(entity, page.of(infos))
    view = {"kind": "naming", "entity": records.entity(entity), **page.record(infos)}
    return records.data(view=view)


def document_part(edition: Edition, info: DocumentInfo) -> Record:
    """Return a document: its text with its marks, what it says, and whom it names."""
    records = edition.records()
    at = records.origin(info)
    claims = sorted(edition.said_in(info.id), key=order_of)
    named = {entity.id: entity for entity in edition.named_in(info.id)}
    marked = edition.graph.texts.get(info.id)
    if marked is not None:
        places = {place_of(passage)[:3] for claim in claims for passage in claim.passages}
        records.text(info, text_record(marked, named, places, records))
    for claim in claims[:MOST_SAID]:
        key = edition.store.terms.statement(_statement(claim)).value.rpartition("/")[2]
        records.identify(records.claim(claim, quoted=marked is None), key)
    for entity in named.values():
        records.naming(entity, [info])
    return records.data(view={"kind": "document", "document": at, "statements": len(claims)})


def _add(relation: Relation, records: Records) -> None:
    """Add the surest claims of a relation."""
    for claim in relation.claims[:MOST_QUOTES]:
        records.claim(claim)


def _leave_out(found: Iterable[Relation], records: Records) -> None:
    """Add to the first claim that is there of each relation how many of its others are not."""
    for relation in found:
        here = [at for claim in relation.claims if (at := records.place(claim)) is not None]
        left = len(relation.claims) - len(here)
        if here and left:
            records.leave_out(here[0], left)


def _days(infos: Sequence[DocumentInfo]) -> list[str] | None:
    """Return the days of the first and the last dated document."""
    days = sorted(info.date for info in infos if info.date)
    return [days[0].isoformat(), days[-1].isoformat()] if days else None


def _statement(claim: Claim) -> Statement:
    """Return ``claim`` as what it was described from, of which its IRI is made."""
    return Statement(
        claim.document.id,
        claim.subject.id,
        claim.predicate,
        claim.object.id,
        claim.status,
        claim.confidence,
        claim.passages,
    )
