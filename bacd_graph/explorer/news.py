"""What is new: what changed in the newest stretch of days that says enough."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from bacd_graph.changes import SECTIONS, Changes, find_changes
from bacd_graph.errors import QueryError
from bacd_graph.explorer.records import Record, Records
from bacd_graph.model import DocumentInfo, Entity
from bacd_graph.rdf.results import Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bacd_graph.rdf import GraphStore

# In days: about a month, a quarter, a half and a whole year.
_STRETCHES: Final = (31, 92, 183, 366)
_ENOUGH: Final = 10
MOST_ROWS: Final = 8


def find_news(store: "GraphStore") -> Changes | None:
    """Return what changed up to the newest document, or None where none has a date.

    The stretch is the shortest of `_STRETCHES` that has ten documents, else the longest.
    """
    days = sorted(info.date for info in store.documents() if info.date)
    if not days:
        return None
    last = days[-1]
    stretches = [last - timedelta(days=length - 1) for length in _STRETCHES]
    full = (since for since in stretches if sum(day >= since for day in days) >= _ENOUGH)
    try:
        return find_changes(store, next(full, stretches[-1]), last)
    except QueryError:
        # A graph so large that this takes too long: its start page does without.
        return None


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the named query ``changes``, by column."""

    values: dict[str, Value]

    def text(self, column: str) -> str:
        value = self.values[column]
        return "" if value is None else str(value)


def news_record(
    changes: Changes,
    entities: "Mapping[str, Entity]",
    documents: "Mapping[str, DocumentInfo]",
    base: str,
    records: Records,
) -> Record:
    """Return the first rows of each kind of change, and how many there are.

    A row about an entity that is not among ``entities`` is left out of the rows.
    """
    rows = [_Row(dict(zip(changes.result.columns, row, strict=True))) for row in changes]
    return {
        "since": changes.since.isoformat(),
        "until": changes.until.isoformat(),
        "documents": sum(_within(info.date, changes) for info in documents.values()),
        "kinds": [
            {
                "kind": kind,
                "count": len(of_kind),
                "rows": list(islice(_told(of_kind, entities, documents, base, records), MOST_ROWS)),
            }
            for kind in SECTIONS
            if (of_kind := [row for row in rows if row.text("kind") == kind])
        ],
    }


def _within(day: date | None, changes: Changes) -> bool:
    return day is not None and changes.since <= day <= changes.until
