"""What an agent may ask of a graph. Each tool only reads, and gives so much that it can be read.

The docstrings are for the agent: they are what it knows of a tool.
"""

from collections.abc import Sequence
from typing import Annotated, Final

from pydantic import Field

from bacd_graph.agents.answers import (
    Change,
    ChangeTables,
    Counted,
    DocumentContent,
    EntityPath,
    EntityProfile,
    Found,
    GraphOverview,
    Held,
    QueryDescription,
    QueryList,
    QueryParameter,
    QueryRows,
    SearchFinds,
)
from bacd_graph.agents.fitting import ROOM, fit, left_out
from bacd_graph.agents.statements import Stated, named, source, stated
from bacd_graph.agents.tables import cut, query_rows
from bacd_graph.agents.words import words
from bacd_graph.changes import SECTIONS
from bacd_graph.editions import Edition, Editions
from bacd_graph.errors import UnknownNameError
from bacd_graph.model import Claim, Predicate
from bacd_graph.names.closeness import closest
from bacd_graph.names.folding import fold
from bacd_graph.overview import Overview
from bacd_graph.rdf import bind, named_queries, named_query
from bacd_graph.rdf.processes import Pool
from bacd_graph.rdf.queries import document_id
from bacd_graph.search import MOST

MAX_ROWS: Final = 10_000
_MOST_STATEMENTS: Final = 100
_MOST_SHOWN_ROWS: Final = 500
_MOST_NAMES: Final = 100
_MOST_OTHER_NAMES: Final = 20
_LATEST: Final = 10
_OFFERED: Final = 3

Name = Annotated[
    str,
    Field(
        description="An entity by its id (person/ada-lovelace; best, as the tools give it), or by "
        "any of its names, whatever the case."
    ),
]
Skip = Annotated[int, Field(ge=0, description="How many to pass over, to read on.")]
Statements = Annotated[
    int, Field(ge=1, le=_MOST_STATEMENTS, description="How many statements at most.")
]
Rows = Annotated[int, Field(ge=1, le=_MOST_SHOWN_ROWS, description="How many rows at most.")]
Day = Annotated[str, Field(description="2013-05-31, or a whole month 2013-05, or a year 2013.")]


class Tools:
    """The tools, on the newest edition of a graph."""

    def __init__(self, editions: Editions[Edition], pool: Pool, timeout: float) -> None:
        self._editions, self._pool, self._timeout = editions, pool, timeout

    def overview(self) -> GraphOverview:
        """Tell what the graph holds: its size and dates, who is in it, the latest documents.

        Begin here. The ids that it gives are those that the other tools take.
        """
        return self._editions.read(_overview)

    def search(
        self,
        text: Annotated[
            str, Field(description="A name or a part of one; typing errors are borne.")
        ],
        limit: Annotated[int, Field(ge=1, le=MOST, description="How many finds at most.")] = 10,
    ) -> SearchFinds:
        """Find entities by their names, the best first, with the ids that the other tools take.

        It looks at names alone. For words in quotes use named_query with the query "quotes".
        """
        return self._editions.read(lambda edition: _finds(edition, text, limit))

    def profile(
        self,
        name: Name,
        relation: Annotated[
            Predicate | None, Field(description="Only statements of this relation.")
        ] = None,
        skip: Skip = 0,
        limit: Statements = 25,
    ) -> EntityProfile:
        """Tell everything that documents say about one person, project, company or other entity.

        Each statement comes with the words that say it, its document, that one's date, the
        status and the confidence. They are ordered by relation; in one of these asserted ones come
        first, then planned, then negated ones, the earlier first.
        """
        return self._editions.read(lambda edition: _profile(edition, name, relation, skip, limit))

    def path(self, one: Name, other: Name) -> EntityPath:
        """Tell how two entities are connected: the shortest chain of asserted statements.

        A step may be read from either of its ends. Each comes with the words that say it.
        """
        return self._editions.read(lambda edition: _path(edition, one, other))

    def document(
        self,
        id: Annotated[str, Field(description="The document's id, as the tools give it.")],  # noqa: A002
        skip: Skip = 0,
        limit: Statements = 25,
    ) -> DocumentContent:
        """Tell what one document says, statement by statement with quotes, and whom it names.

        The graph keeps no whole texts: the address of the document leads to its own.
        """
        return self._editions.read(lambda edition: _document(edition, id, skip, limit))

    def list_named_queries(self) -> QueryList:
        """List the queries that have a name: what each answers, and its parameters.

        They cover most questions (who speaks at an event, who works where and since when, who
        uses a project, what is planned, what is disputed); named_query asks them.
        """
        return QueryList(
            queries=[
                QueryDescription(
                    name=query.name,
                    answers=query.description,
                    parameters=[
                        QueryParameter(name=p.name, kind=p.kind, meaning=p.description)
                        for p in query.parameters
                    ],
                )
                for query in named_queries().values()
            ]
        )

    def named_query(
        self,
        name: Annotated[str, Field(description="One of those that list_named_queries lists.")],
        values: Annotated[
            dict[str, str | int] | None,
            Field(
                description='Values of its parameters, as {"event": "FOSDEM"}; one that is left '
                "out matches everything."
            ),
        ] = None,
        skip: Skip = 0,
        limit: Rows = 50,
    ) -> QueryRows:
        """Ask a query that has a name, with values for its parameters.

        Many give a quote and a document with each row; where one does not, profile and document
        have the words behind a row.
        """
        return self._editions.read(
            lambda edition: self._rows(
                edition, bind(named_query(name), values or {}, edition.store.find), skip, limit
            )
        )

    def sparql(
        self,
        query: Annotated[str, Field(description="SPARQL 1.1: SELECT, ASK, CONSTRUCT or DESCRIBE.")],
        skip: Skip = 0,
        limit: Rows = 50,
    ) -> QueryRows:
        """Ask a SPARQL query, where neither profile nor a named query answers the question.

        No prefix needs a declaration: bacd: (types and relations: bacd:Person, bacd:worksFor),
        rdf:, skos:, dcterms:, prov:, xsd:; and for the graph's own things person:, company:,
        organization:, project:, technology:, event:, place:, document:. The id person/ada is
        person:ada. Entities have skos:prefLabel and skos:altLabel. A document has dcterms:title
        and dcterms:date, and is a named graph with what it asserts as plain triples:
          SELECT ?company { person:ada bacd:worksFor/skos:prefLabel ?company }
        With the evidence, and of any status, a statement is a node:
          SELECT ?company ?status ?confidence ?quote ?date {
            ?s rdf:subject person:ada ; rdf:predicate bacd:worksFor ; rdf:object ?company ;
               bacd:status ?status ; bacd:confidence ?confidence ; prov:wasDerivedFrom ?passage .
            ?passage bacd:text ?quote ; dcterms:isPartOf ?document .
            OPTIONAL { ?document dcterms:date ?date } }
        Ask for the quote too where you state something. The time, the memory and the rows of a
        query are limited; use LIMIT.
        """
        return self._editions.read(lambda edition: self._rows(edition, query, skip, limit))

    def changes(self, since: Day, until: Day) -> ChangeTables:
        """Tell what changed between two days: newcomers, who moved to another employer, returning
        speakers, first integrations, and who fell silent.

        The days are those of documents: a text of that day is the first, or the last, to say so.
        """  # noqa: D205
        return self._editions.read(lambda edition: _changes(edition, since, until))

    def _rows(self, edition: Edition, sparql: str, skip: int, limit: int) -> QueryRows:
        result = edition.store.query(
            sparql, timeout=self._timeout, max_rows=MAX_ROWS, pool=self._pool
        )
        return query_rows(result, skip, limit)


def _overview(edition: Edition) -> GraphOverview:
    graph = edition.graph
    overview = Overview(graph.documents, graph.entities, graph.claims)
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
            for kind in overview.kinds
        ],
        relations=[
            Held(relation=predicate.value, asserted=asserted, planned=planned, negated=negated)
            for predicate, (asserted, planned, negated) in overview.relations
        ],
        latest=[source(info) for info in reversed(dated[-_LATEST:])],
    )


def _finds(edition: Edition, text: str, limit: int) -> SearchFinds:
    found = [
        Found(
            entity=named(find.entity),
            found_as=words(find.name),
            match=find.match.value,
            documents=len(find.entity.documents),
        )
        for find in edition.graph.search(text, limit)
    ]
    full = len(found) == limit and limit < MOST
    return SearchFinds(
        finds=found, more="perhaps more finds; ask with a higher limit" if full else ""
    )


def _profile(
    edition: Edition, name: str, relation: Predicate | None, skip: int, limit: int
) -> EntityProfile:
    profile = edition.graph.entity(name)
    claims = [
        line.claim
        for group in profile.groups
        if relation in (None, group.predicate)
        for line in group.lines
    ]
    statements = _statements(claims, skip, limit)
    return EntityProfile(
        entity=named(profile.entity),
        other_names=[words(name) for name in profile.other_names[:_MOST_OTHER_NAMES]],
        employers=[words(str(job)) for job in profile.affiliations],
        documents=len(profile.documents),
        total=len(claims),
        statements=statements,
        more=left_out(len(claims), skip, len(statements), "statements"),
    )


def _path(edition: Edition, one: str, other: str) -> EntityPath:
    found = edition.graph.path(one, other)
    return EntityPath(
        source=named(found.source), target=named(found.target), steps=[stated(c) for c in found]
    )


def _document(edition: Edition, text: str, skip: int, limit: int) -> DocumentContent:
    id_ = _document_id(edition, text)
    info, claims, names = edition.documents[id_], edition.said_in(id_), edition.named_in(id_)
    ordered = sorted(claims, key=lambda claim: min(p.start for p in claim.passages))
    statements = _statements(ordered, skip, limit)
    return DocumentContent(
        document=source(info),
        authors=[words(author) for author in info.authors],
        total=len(claims),
        statements=statements,
        names=[named(entity) for entity in names[:_MOST_NAMES]],
        names_total=len(names),
        more=left_out(len(claims), skip, len(statements), "statements"),
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


def _changes(edition: Edition, since: str, until: str) -> ChangeTables:
    found = edition.graph.changes(since, until)
    room = ROOM // len(SECTIONS)
    changes = [
        Change(kind=title, **cut(table, 0, _MOST_SHOWN_ROWS, room).model_dump())
        for title, table in found.tables.items()
    ]
    left = sum(change.total - len(change.rows) for change in changes)
    return ChangeTables(
        since=str(found.since),
        until=str(found.until),
        changes=changes,
        more=f"{left:,} more rows; ask for fewer days" if left else "",
    )


def _statements(claims: Sequence[Claim], skip: int, limit: int) -> list[Stated]:
    shown = (stated(claim) for claim in claims[skip : skip + limit])
    return fit(shown, lambda statement: len(str(statement)))
