"""What is new: what changed in the newest stretch of days that says enough."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Final

from bacd_graph.changes import SECTIONS, Changes, find_changes
from bacd_graph.errors import QueryError
from bacd_graph.explorer.records import Record, Records
from bacd_graph.model import DocumentInfo, Entity
from bacd_graph.rdf.results import Value
from bacd_graph.rdf.store import TIMEOUT
from bacd_graph.rdf.terms import Terms

if TYPE_CHECKING:
    from bacd_graph.rdf import GraphStore

# In days: about a month, a quarter, a half and a whole year.
_STRETCHES: Final = (31, 92, 183, 366)
_ENOUGH: Final = 10
MOST_ROWS: Final = 8


def find_news(store: "GraphStore", timeout: float = TIMEOUT) -> Changes | None:
    """Return what changed up to the newest document; None if none has a date, or time is up.

    The stretch is the shortest of 31, 92, 183 and 366 days that has ten documents, else the
    longest. ``timeout`` is in seconds.
    """
    days = sorted(info.date for info in store.documents() if info.date)
    if not days:
        return None
    try:
        return find_changes(store, _since(days), days[-1], timeout=timeout)
    except QueryError:
        # A graph so large that this takes too long: its start page does without.
        return None


def _since(days: list[date]) -> date:
    begins = [days[-1] - timedelta(days=length - 1) for length in _STRETCHES]
    full = (begin for begin in begins if sum(day >= begin for day in days) >= _ENOUGH)
    return next(full, begins[-1])


def news_record(
    changes: Changes,
    entities: Mapping[str, Entity],
    documents: Mapping[str, DocumentInfo],
    terms: Terms,
    records: Records,
) -> Record:
    """Return the first rows of each kind of change that are about ``entities``, and how many.

    Each row has the entity, what the query's columns "what" and "before" say of it, the other
    entity if there is one, and the day, document and quote that show it.
    """
    rows = [dict(zip(changes.result.columns, row, strict=True)) for row in changes]
    dated = (info.date for info in documents.values() if info.date)
    kinds = []
    for kind in SECTIONS:
        of_kind = [row for row in rows if row["kind"] == kind]
        told = _told(of_kind, entities, documents, terms, records)
        if of_kind:
            kinds.append(
                {"kind": kind, "count": len(of_kind), "rows": list(islice(told, MOST_ROWS))}
            )
    return {
        "since": changes.since.isoformat(),
        "until": changes.until.isoformat(),
        "documents": sum(changes.since <= day <= changes.until for day in dated),
        "kinds": kinds,
    }


def _told(
    rows: Iterable[Mapping[str, Value]],
    entities: Mapping[str, Entity],
    documents: Mapping[str, DocumentInfo],
    terms: Terms,
    records: Records,
) -> Iterator[Record]:
    for row in rows:
        entity = entities.get(terms.entity_id(str(row["entity"])))
        info = documents.get(str(row["document"]))
        if entity is None or info is None:
            continue
        other = entities.get(terms.entity_id(str(row["other"]))) if row["other"] else None
        yield {
            "entity": records.entity(entity),
            "what": str(row["what"]),
            "before": str(row["before"]),
            "times": row["times"],
            "date": str(row["last" if row["kind"] == "fell silent" else "first"]),
            "document": records.document(info),
            "quote": str(row["quote"]),
            **({} if other is None else {"other": records.entity(other)}),
        }
