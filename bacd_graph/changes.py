"""What changed in a stretch of days, as a value that shows itself.

The named query ``changes`` finds it, and says in its head what makes a newcomer, a mover and
the others; here its rows get tables.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal

from bacd_graph.errors import QueryError
from bacd_graph.markup import shown
from bacd_graph.rdf.processes import SHARED, Answering
from bacd_graph.rdf.results import Result, Value
from bacd_graph.rdf.store import TIMEOUT, GraphStore

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Section:
    """How a kind of row is shown: a title, and for each column of its table one of the query."""

    title: str
    columns: Mapping[str, str]


SECTIONS: Final[Mapping[str, Section]] = MappingProxyType(
    {
        "newcomer": Section(
            "Newcomers",
            {
                "name": "name",
                "works for": "what",
                "statements": "times",
                "first named": "first",
                "document": "document",
            },
        ),
        "mover": Section(
            "Movers",
            {"name": "name", "from": "before", "to": "what", "date": "first", "quote": "quote"},
        ),
        "returning speaker": Section(
            "Returning speakers",
            {
                "name": "name",
                "at": "what",
                "before at": "before",
                "date": "first",
                "quote": "quote",
            },
        ),
        "first integration": Section(
            "First integrations",
            {
                "one": "name",
                "other": "what",
                "documents": "times",
                "date": "first",
                "quote": "quote",
            },
        ),
        "fell silent": Section(
            "Fell silent",
            {
                "name": "name",
                "type": "what",
                "documents": "times",
                "last named": "last",
                "document": "document",
            },
        ),
    }
)


@dataclass(frozen=True, slots=True, repr=False)
class Changes:
    """What changed from the day ``since`` to the day ``until``, both included.

    ``result`` holds the rows of the named query. It iterates as they do, and shows itself as
    text, and in a notebook as a table for each kind.
    """

    since: date
    until: date
    result: Result

    def __iter__(self) -> Iterator[tuple[Value, ...]]:
        return iter(self.result)

    def __len__(self) -> int:
        return len(self.result)

    def __repr__(self) -> str:
        return f"<Changes from {self.since} to {self.until}: {len(self)}>"

    @property
    def tables(self) -> dict[str, Result]:
        """The rows of each kind by its title ("Newcomers"), also where there are none."""
        return {section.title: self._table(kind) for kind, section in SECTIONS.items()}

    def _table(self, kind: str) -> Result:
        columns = SECTIONS[kind].columns
        place = self.result.columns.index
        places = [place(column) for column in columns.values()]
        of_kind = [row for row in self.result.terms if row[place("kind")] == Literal(kind)]
        rows = [tuple(row[at] for at in places) for row in of_kind]
        return Result("select", tuple(columns), rows, self.result.prefixes)

    def to_frame(self) -> "pd.DataFrame":
        """Return all rows as a pandas DataFrame, with the columns of the named query.

        Raises:
            ExtraMissingError: if pandas is not installed.
        """
        return self.result.to_frame()

    def __str__(self) -> str:
        return "\n".join(self._text())

    def _text(self) -> Iterator[str]:
        yield f"{self.since} to {self.until}"
        for title, table in self.tables.items():
            yield f"\n{title}: {len(table)}"
            for row in table:
                yield f"  {', '.join(str(value) for value in row if value != '')}"

    def _repr_html_(self) -> str:
        return "".join(
            f"<h4>{shown(title)}: {len(table)}</h4>{table._repr_html_() if table else ''}"
            for title, table in self.tables.items()
        )


def find_changes(
    store: GraphStore,
    since: date,
    until: date,
    *,
    timeout: float = TIMEOUT,
    pool: Answering = SHARED,
) -> Changes:
    """Return what changed in a graph from the day ``since`` to the day ``until``.

    Raises:
        QueryError: if ``since`` is after ``until``, or no document is from these days; or as
            `GraphStore.query`, which says what ``timeout`` and ``pool`` are.
    """
    if since > until:
        raise QueryError(f"{since} is after {until}; give the earlier day first")
    days = sorted(info.date for info in store.documents() if info.date)
    if not days:
        raise QueryError(
            "no document of this graph has a date, so nothing tells what changed; "
            "add dates to the texts and build again"
        )
    if not any(since <= day <= until for day in days):
        raise QueryError(
            f"no document of this graph is from {since} to {until}; "
            f"choose days from {days[0]} to {days[-1]}"
        )
    days_asked = {"since": since, "until": until}
    return Changes(since, until, store.ask("changes", days_asked, timeout=timeout, pool=pool))
