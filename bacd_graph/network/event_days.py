"""Claims -> when events were, as far as names and the dates of texts tell."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median_low
from typing import Final

from bacd_graph.model import Claim, DocumentInfo, Entity, EntityType

# "FOSDEM 2013" and "cfgmgmtcamp '15"; no longer number, such as the one of an issue.
_YEAR: Final = re.compile(
    r"(?<![\w.])(?:(?P<whole>(?:19[89]|20\d)\d)|['’](?P<short>\d\d))(?![\w.])"
)


@dataclass(frozen=True, slots=True)
class EventDay:
    """An event and the day where it belongs on an axis of time; None where nothing tells one.

    ``year`` is the year that its name tells, or None. ``exact`` is true where a text of about
    that time stands behind ``day``; where it is false the name tells the year alone, and ``day``
    is the middle of it. ``documents`` counts the documents that state something of it.
    """

    event: Entity
    day: date | None
    year: int | None
    exact: bool
    documents: int
    statements: int


def event_days(claims: Iterable[Claim]) -> tuple[EventDay, ...]:
    """Return the events of plain claims, the earliest first, those without a day at the end.

    Texts seldom say in so many words when an event was, and the vocabulary does not hold it. So
    the day is the middle one (the low median) of the days of the documents that state something
    of the event: announcements come before it, recaps after. Where its name tells a year, those
    of that year alone count, and if there are none, the day is the first of July of the year.
    """
    said: defaultdict[Entity, list[DocumentInfo]] = defaultdict(list)
    for claim in claims:
        for entity in {claim.subject, claim.object}:
            if claim.plain and entity.type is EntityType.EVENT:
                said[entity].append(claim.document)
    found = (_event_day(event, documents) for event, documents in said.items())
    return tuple(sorted(found, key=lambda e: (e.day or date.max, e.event.name, e.event.id)))


def _event_day(event: Entity, said: Sequence[DocumentInfo]) -> EventDay:
    year = year_told(event.name)
    documents = {document.id: document.date for document in said}
    days = [day for day in documents.values() if day and year in (None, day.year)]
    day = median_low(days) if days else date(year, 7, 1) if year else None
    return EventDay(event, day, year, bool(days), len(documents), len(said))


def year_told(name: str) -> int | None:
    """Return the year that the name of an event tells, if it tells just one.

    >>> year_told("Ceph Days London 2024"), year_told("cfgmgmtcamp '15"), year_told("Demo #83")
    (2024, 2015, None)
    """
    found = {int(m["whole"] or f"20{m['short']}") for m in _YEAR.finditer(name)}
    return found.pop() if len(found) == 1 else None
