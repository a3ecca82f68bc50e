"""What an edition of the graph says, as answers of the tools."""

from typing import Final

from bacd_graph.agents.answers import (
    Change,
    ChangeTables,
    Counted,
    DocumentContent,
    DocumentText,
    EntityPath,
    EntityProfile,
    Found,
    GraphOverview,
    Held,
    SearchFinds,
)
from bacd_graph.agents.fitting import ROOM, Room, left_out, rest, told
from bacd_graph.agents.statements import named, source, stated
from bacd_graph.agents.tables import cut
from bacd_graph.agents.words import quoted, words
from bacd_graph.changes import SECTIONS, Changes
from bacd_graph.editions import Edition
from bacd_graph.errors import UnknownNameError
from bacd_graph.model import Predicate
from bacd_graph.names.closeness import closest
from bacd_graph.names.folding import fold
from bacd_graph.overview import Overview
from bacd_graph.rdf.queries import document_id
from bacd_graph.search import MOST, Find

MOST_ROWS: Final = 500
# Quotes and escapes make them twice as many at most.
MOST_CHARACTERS: Final = ROOM // 2
_MOST_NAMES: Final = 100
_MOST_OTHER_NAMES: Final = 20
_LATEST: Final = 10
_OFFERED: Final = 3


def overview(edition: Edition) -> GraphOverview:
    """Return what the graph holds."""
    graph = edition.graph
    whole = Overview(graph.documents, graph.entities, graph.claims)
    dated = sorted((info for info in graph.documents if info.date), key=lambda i: str(i.date))
    days = [str(info.date) for info in dated]
    return GraphOverview(
        documents=len(graph.documents),
        entities=len(graph.entities),
        statements=len(graph.claims),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        types=[
            Counted(
                type=kind.type.value,
                entities=kind.entities,
                most_tied=[named(entity) for entity, _ in kind.most_tied],
            )
            for kind in whole.kinds
        ],
        relations=[
            Held(relation=predicate.value, asserted=asserted, planned=planned, negated=negated)
            for predicate, (asserted, planned, negated) in whole.relations
        ],
        latest=[source(info) for info in reversed(dated[-_LATEST:])],
    )


def finds(edition: Edition, text: str, limit: int) -> SearchFinds:
    """Return the entities whose names are like ``text``."""
    found = edition.graph.search(text, limit)
    finds = Room().fit(map(_found, found), _size)
    more = rest(len(found), len(finds), "finds", "ask for more of the name")
    if len(found) == limit and not more:
        remedy = "ask with a higher limit" if limit < MOST else "ask for more of the name"
        more = f"perhaps more finds; {remedy}"
    return SearchFinds(finds=finds, more=more)


def _found(find: Find) -> Found:
    return Found(
        entity=named(find.entity),
        found_as=words(find.name),
        match=find.match.value,
        documents=len(find.entity.documents),
    )


def profile(
    edition: Edition, name: str, relation: Predicate | None, skip: int, limit: int
) -> EntityProfile:
    """Return the statements about one entity, ``limit`` from ``skip`` on."""
    found = edition.graph.entity(name)
    claims = [
        line.claim
        for group in found.groups
        if relation in (None, group.predicate)
        for line in group.lines
    ]
    room, jobs = Room(), found.affiliations
    names = room.fit(map(words, found.other_names[:_MOST_OTHER_NAMES]), _quoted_size, shares=4)
    employers = room.fit((words(str(job)) for job in jobs), _quoted_size, shares=3)
    statements = room.fit(map(stated, claims[skip : skip + limit]), _size)
    return EntityProfile(
        entity=named(found.entity),
        other_names=names,
        other_names_total=len(found.other_names),
        employers=employers,
        documents=len(found.documents),
        total=len(claims),
        statements=statements,
        more=told(
            left_out(len(claims), skip, len(statements), "statements"),
            rest(len(jobs), len(employers), "employers", "ask sparql for bacd:worksFor"),
        ),
    )


def path(edition: Edition, one: str, other: str) -> EntityPath:
    """Return how two entities are connected."""
    found = edition.graph.path(one, other)
    steps = Room().fit(map(stated, found), _size)
    return EntityPath(
        source=named(found.source),
        target=named(found.target),
        total=len(found),
        steps=steps,
        more=rest(len(found), len(steps), "steps", "ask for the path from where the last one ends"),
    )


def document(edition: Edition, text: str, skip: int, limit: int) -> DocumentContent:
    """Return what one document says, ``limit`` statements from ``skip`` on."""
    id_ = _document_id(edition, text)
    info, claims, names = edition.documents[id_], edition.said_in(id_), edition.named_in(id_)
    ordered = sorted(claims, key=lambda claim: min(p.start for p in claim.passages))
    room = Room()
    authors = room.fit(map(words, info.authors), _quoted_size, shares=4)
    shown = room.fit(map(named, names[:_MOST_NAMES]), _size, shares=3)
    statements = room.fit(map(stated, ordered[skip : skip + limit]), _size)
    return DocumentContent(
        document=source(info),
        authors=authors,
        total=len(claims),
        statements=statements,
        names=shown,
        names_total=len(names),
        more=told(
            left_out(len(claims), skip, len(statements), "statements"),
            rest(len(names), len(shown), "names", "ask sparql for schema:mentions"),
            rest(len(info.authors), len(authors), "authors", "ask sparql for dc:creator"),
        ),
    )


def text(edition: Edition, text: str, skip: int, limit: int) -> DocumentText:
    """Return the text of one document, ``limit`` characters from ``skip`` on."""
    id_ = _document_id(edition, text)
    whole = edition.graph.text(id_).text
    shown = whole[skip : skip + limit]
    lines = (words(line, limit) for line in shown.splitlines())
    return DocumentText(
        document=source(edition.documents[id_]),
        total=len(whole),
        text=[line for line in lines if line],
        more=left_out(len(whole), skip, len(shown), "characters"),
    )


def _document_id(edition: Edition, text: str) -> str:
    known = edition.documents
    # What nobody sees is left out of the ids that an agent is shown.
    for id_ in (text, document_id(text), {words(id_): id_ for id_ in known}.get(text, "")):
        if id_ in known:
            return id_
    ids = sorted(known)
    near = [ids[place] for place in closest(fold(text), [fold(id_) for id_ in ids])[:_OFFERED]]
    remedy = f"did you mean {' or '.join(map(repr, near))}?" if near else "ask overview for some"
    raise UnknownNameError(f"no document of this graph has the id {text!r}; {remedy}")


def changes(found: Changes) -> ChangeTables:
    """Return what changed, as tables."""
    room = ROOM // len(SECTIONS)
    changes = [
        Change(kind=title, **cut(table, 0, MOST_ROWS, Room(room)).model_dump())
        for title, table in found.tables.items()
    ]
    left = sum(change.total - len(change.rows) for change in changes)
    return ChangeTables(
        since=str(found.since),
        until=str(found.until),
        changes=changes,
        more=f"{left:,} more rows; ask for fewer days" if left else "",
    )


def _size(thing: object) -> int:
    """Return how long a thing of a list is in an answer's text, with what parts it from others."""
    return len(str(thing)) + 2


def _quoted_size(text: str) -> int:
    return _size(quoted(text))
