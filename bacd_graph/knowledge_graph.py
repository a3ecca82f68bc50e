"""A built graph, as people use it: queries, profiles, networks, pictures, paths.

Each method imports what it needs: a query needs neither networkx nor matplotlib.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final

from bacd_graph import outputs
from bacd_graph.changes import Changes, find_changes
from bacd_graph.connection import Connection
from bacd_graph.days import first_day, last_day
from bacd_graph.errors import GraphMissingError, NoPathError, UnknownNameError
from bacd_graph.model import Claim, DocumentInfo, Entity, MarkedText
from bacd_graph.overview import Overview
from bacd_graph.places import is_url
from bacd_graph.profile import Profile
from bacd_graph.rdf.advice import advising, to_join
from bacd_graph.rdf.store import GraphStore, open_store
from bacd_graph.search import Finds, NameSearch
from bacd_graph.texts import Texts
from bacd_graph.views import OF_ONE, PICTURES

if TYPE_CHECKING:
    import rdflib
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from bacd_graph.graph_view import GraphView
    from bacd_graph.network import Growth, Measures
    from bacd_graph.rdf import Result, Violation
    from bacd_graph.rdf.queries import Value

_QUERY_NAME: Final = re.compile(r"[\w-]+")
_MOST_CANDIDATES: Final = 10


class KnowledgeGraph:
    """A finished graph. Made by `bacd_graph.build` and `bacd_graph.open`; it never changes."""

    def __init__(self, store: GraphStore, texts: Texts | None = None) -> None:
        self.store = store
        self._texts = texts

    def __enter__(self) -> "KnowledgeGraph":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        # No folder: what a notebook shows is read on other machines.
        return f"<KnowledgeGraph of {len(self.store):,} triples>"

    def _repr_html_(self) -> str:
        return self._overview_html

    @cached_property
    def _overview_html(self) -> str:
        return Overview(self.documents, self.entities, self.claims)._repr_html_()

    def close(self) -> None:
        """Let go of the files."""
        self.store.close()
        if self._texts is not None:
            self._texts.close()

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every statement, sorted by document, subject, predicate, object and status."""
        return self.store.claims()

    @property
    def entities(self) -> tuple[Entity, ...]:
        """Every entity, sorted by id."""
        return self.store.entities()

    @property
    def documents(self) -> tuple[DocumentInfo, ...]:
        """Every document, sorted by id."""
        return self.store.documents()

    @property
    def texts(self) -> Mapping[str, MarkedText]:
        """The text of each document that has one, by id; each is read when it is asked for.

        A corrections file has none, and in a store that no build put there no document has one.
        """
        return {} if self._texts is None else self._texts

    def text(self, document_id: str) -> MarkedText:
        """Return a document's text, with what names entities and shows statements marked in it.

        Threads may ask at the same time.

        Raises:
            UnknownNameError: if there is no such document, or it has no text.
            GraphMissingError: if the texts are damaged, or the graph is closed.
        """
        if self._texts is None:
            raise UnknownNameError(
                "this graph was built without the texts of its documents; "
                "run `bacd-graph build` again"
            )
        try:
            return self._texts[document_id]
        except KeyError:
            known = any(info.id == document_id for info in self.documents)
            what = "has no text" if known else "is not in this graph"
            raise UnknownNameError(
                f"document {document_id!r} {what}; use an id of `graph.texts`"
            ) from None

    @cached_property
    def rdf(self) -> "rdflib.Dataset":
        """An rdflib Dataset on the same store; its default graph is the union of all graphs."""
        return self.store.dataset()

    def query(self, query: str, /, *, timeout: float = 30.0, **values: "Value") -> "Result":
        """Return the answer to a SPARQL 1.1 query, or to a named query with these values.

        ``graph.query("speakers", event="FOSDEM")``: `bacd_graph.rdf.named_queries` has the names
        and their parameters. ``timeout`` is in seconds.

        Raises:
            QueryError: if the query cannot be parsed, changes something, or takes too long, or
                if a value does not fit.
            UnknownNameError: if there is no such named query, parameter or entity.
        """
        if _QUERY_NAME.fullmatch(query.strip()):
            return self.store.ask(query.strip(), values, timeout=timeout)
        if values:
            raise UnknownNameError(
                f"a SPARQL text takes no values ({', '.join(sorted(values))}); "
                "write them into it, or use a named query"
            )
        with advising(lambda: to_join(query, self.store.prefixes)):
            return self.store.query(query, timeout=timeout)

    def entity(self, name: str) -> Profile:
        """Return the profile of the entity with this name, or this id ("person/ada-lovelace").

        Case, accents and doubled spaces make no difference. An entity that is called so comes
        before those of which it is another name.

        Raises:
            UnknownNameError: if no entity has the name, or several have; the message offers
                names that are close, or the ids to choose from.
        """
        entity = self._find(name)
        claims = [c for c in self.claims if entity.id in (c.subject.id, c.object.id)]
        documents = {info.id: info for info in self.documents}
        return Profile(entity, tuple(documents[id_] for id_ in entity.documents), tuple(claims))

    def search(self, text: str, limit: int = 10) -> Finds:
        """Return the entities whose names are like ``text``, the best first, at most ``limit``.

        It shows itself as a table, and iterates as finds, each of which says by which of its
        names an entity was found; see `bacd_graph.search.NameSearch.find` for their order.

        Raises:
            QueryError: if the text is too long, or ``limit`` is not from 1 to 100.
        """
        return self._names.find(text, limit)

    @cached_property
    def _names(self) -> NameSearch:
        return NameSearch(self.entities, self.claims)

    def path(self, one: str, other: str) -> Connection:
        """Return the plain claims that lead from one entity to the other, by their names.

        It shows itself step by step, with quotes, and iterates as the claims.

        Raises:
            UnknownNameError: as `entity`.
            NoPathError: if nothing joins the two.
        """
        from bacd_graph.network import shortest_path

        first, second = self._find(one), self._find(other)
        if first.id == second.id:
            return Connection(first, second, ())
        named = {id_ for claim in self.claims for id_ in (claim.subject.id, claim.object.id)}
        for entity in (first, second):
            if entity.id not in named:
                raise NoPathError(
                    f"no statement of this graph is about {entity.name}, so no path leads there; "
                    "ask for another, or add documents that say more"
                )
        return Connection(first, second, shortest_path(self.claims, first.id, second.id))

    def changes(self, since: date | str, until: date | str) -> Changes:
        """Return what changed from one day to another: who is new, who moved, what fell silent.

        It shows itself as a table for each kind. A day may be written ("2013-05-31"); a month
        ("2013-05") or a year stands for its first day as ``since``, its last as ``until``.

        Raises:
            QueryError: if a date is none, ``since`` is after ``until``, or no document is from
                these days.
        """
        first = first_day(since) if isinstance(since, str) else since
        last = last_day(until) if isinstance(until, str) else until
        return find_changes(self.store, first, last)

    def network(self, view: str = "ecosystem", *, planned: bool = False) -> "GraphView":
        """Return a view as a frozen networkx graph; see `bacd_graph.network.project`.

        It shows itself in a notebook as a picture.

        Raises:
            UnknownNameError: if there is no such view.
        """
        from bacd_graph.graph_view import viewed
        from bacd_graph.network import project

        return viewed(project(self.claims, view, planned=planned), view)

    def measures(self, view: str = "ecosystem", limit: int | None = None) -> "Measures":
        """Return who is central, who brokers, who belongs together and what rests on whom.

        It shows itself as tables. ``limit`` keeps the first so many rows of each.

        Raises:
            UnknownNameError: if there is no such view.
        """
        from bacd_graph.network import measure

        return measure(self.claims, view, limit)

    def growth(self, every: str | None = None) -> tuple["Growth", ...]:
        """Return what each month, quarter or year brought, and in all, by kind.

        ``every`` is "month", "quarter" or "year", by default what fits the time that the
        documents span; see `bacd_graph.network.growth` for what is counted.

        Raises:
            UnknownNameError: if there is no such period.
        """
        from bacd_graph.network import growth

        return growth(self.claims, every)

    def draw(
        self,
        view: str,
        name: str | None = None,
        *,
        ax: "Axes | None" = None,
        figsize: tuple[float, float] | None = None,
    ) -> "Figure":
        """Return a picture of `bacd_graph.views.PICTURES` as a matplotlib figure.

        Those of `bacd_graph.views.OF_ONE` are of the entity ``name``, the others of all.
        ``ax`` are axes to draw on; without them the figure is a new one of ``figsize`` inches,
        by default a slide of 1600 x 900 pixels. Fonts and the colours of paper and text are
        those of ``matplotlib.rcParams``.

        Raises:
            UnknownNameError: if there is no such picture, or as `entity`.
            BuildError: if there is nothing to draw.
        """
        from bacd_graph.drawing import DRAWN

        if view not in PICTURES:
            raise UnknownNameError(
                f"there is no picture {view!r}; use one of {', '.join(PICTURES)}"
            )
        if view in OF_ONE and name is None:
            raise UnknownNameError(f"the picture {view!r} is of one entity; give its name too")
        if view not in OF_ONE and name is not None:
            raise UnknownNameError(f"the picture {view!r} is of all; leave {name!r} out")
        whose = () if name is None else (self._find(name).id,)
        return DRAWN[view](self.claims, *whose, ax=ax, figsize=figsize, base=self.store.base)

    def validate(self) -> tuple["Violation", ...]:
        """Return where the graph breaks the shapes that every graph keeps; nothing if nowhere."""
        from bacd_graph.rdf import validate

        return validate(self.store)

    def _find(self, name: str) -> Entity:
        id_of = self.store.terms.entity_id
        found = {id_of(node.value) for node in self.store.find(name)}
        entities = [entity for entity in self.entities if entity.id in found]
        if len(entities) > 1:
            raise _ambiguous(name, entities)
        return entities[0]


def _ambiguous(name: str, found: Iterable[Entity]) -> UnknownNameError:
    ranked = sorted(found, key=lambda e: (-len(e.documents), e.id))
    offers = ", ".join(f"{e.id} ({e.type}, {e.name})" for e in ranked[:_MOST_CANDIDATES])
    return UnknownNameError(
        f"{name!r} names {len(ranked)} entities: {offers}; give the id of the one you mean"
    )


def open(path: str | PathLike[str] = "outputs") -> KnowledgeGraph:  # noqa: A001
    """Return the graph that a build put into the folder ``path``.

    Raises:
        GraphMissingError: if there is none, or it is damaged.
    """
    if is_url(str(path)):
        raise GraphMissingError(
            f"{path}: a graph is opened on the local disk; copy its folder down, and open the copy"
        )
    folder = Path(path)
    version = outputs.current_version(folder)
    outputs.settle_if_free(folder)
    texts = Texts(version.texts) if version.texts.is_file() else None
    return KnowledgeGraph(open_store(version.graph), texts)
