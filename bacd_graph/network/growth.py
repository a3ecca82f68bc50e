"""Claims -> how much was known when: what is new in each month, quarter or year, and in all."""

from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from types import MappingProxyType
from typing import Final

from bacd_graph.errors import UnknownNameError
from bacd_graph.model import Claim, EntityType

STATEMENTS: Final = "Statement"
DOCUMENTS: Final = "Document"
# What is counted, in the order of the rows.
COUNTED: Final = (*(kind.value for kind in EntityType), STATEMENTS, DOCUMENTS)

# The periods, the finest first: how many months one is long, and up to how many of them are told
# apart by who looks at a curve.
_PERIODS: Mapping[str, tuple[int, float]] = MappingProxyType(
    {"month": (1, 36), "quarter": (3, 80), "year": (12, float("inf"))}
)
PERIODS: Final = tuple(_PERIODS)


@dataclass(frozen=True, slots=True)
class Growth:
    """What one period brought of one kind, and what there is at its end.

    ``period`` is written "2013-05", "2013-Q2" or "2013"; ``first`` and ``last`` are its days.
    ``kind`` is a type of entity ("Person"), "Statement" or "Document". ``new`` and ``total`` are
    >= 0, and ``total`` is the sum of ``new`` up to this period.
    """

    period: str
    first: date
    last: date
    kind: str
    new: int
    total: int


def growth(claims: Iterable[Claim], every: str | None = None) -> tuple[Growth, ...]:
    """Return a row for each period and kind, in the order of time and of `COUNTED`.

    Plain claims of documents with a date count. An entity is new in the period of the first
    document that states something of it, a document in that of its date; a statement is what one
    document says, so it counts once for each that says it. What has no date is nowhere in here.

    ``every`` is "month", "quarter" or "year", by default the finest that gives a curve of not
    too many points: months up to three years, quarters up to twenty. Periods in which nothing is
    new are there too, so that all are equally far apart. Without a dated plain claim there are no
    rows.

    Nodes and edges at the end of each period are what studies of growing networks compare.

    Raises:
        UnknownNameError: if there is no such period.

    Source: Leskovec, J., Kleinberg, J. & Faloutsos, C. (2007), Graph evolution: densification
    and shrinking diameters, ACM Transactions on Knowledge Discovery from Data 1(1), 2.
    """
    if every is not None and every not in _PERIODS:
        raise UnknownNameError(f"there is no period {every!r}; use one of {', '.join(PERIODS)}")
    said = [(day, claim) for claim in claims if claim.plain and (day := claim.document.date)]
    if not said:
        return ()
    days = [day for day, _ in said]
    length = _PERIODS[every or _fitting(min(days), max(days))][0]
    new: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for kind, day in _firsts(said):
        new[kind][_number(day, length)] += 1
    periods = range(_number(min(days), length), _number(max(days), length) + 1)
    totals = {kind: list(accumulate(new[kind][p] for p in periods)) for kind in COUNTED}
    return tuple(
        Growth(*_written(period, length), kind, new[kind][period], totals[kind][at])
        for at, period in enumerate(periods)
        for kind in COUNTED
    )


def _firsts(said: Iterable[tuple[date, Claim]]) -> Iterator[tuple[str, date]]:
    """Yield the kind and the first day of each entity, document and statement."""
    entities: dict[tuple[str, str], date] = {}
    documents: dict[str, date] = {}
    for day, claim in said:
        for entity in (claim.subject, claim.object):
            key = (entity.type.value, entity.id)
            entities[key] = min(day, entities.get(key, day))
        documents[claim.document.id] = day
        yield STATEMENTS, day
    yield from ((DOCUMENTS, day) for day in documents.values())
    yield from ((kind, day) for (kind, _), day in entities.items())


def _fitting(first: date, last: date) -> str:
    """Return the finest period of which there are not too many."""
    spans = (
        (p, _number(last, n) - _number(first, n) + 1, most) for p, (n, most) in _PERIODS.items()
    )
    return next(period for period, count, most in spans if count <= most)


def _number(day: date, length: int) -> int:
    """Return how many periods of so many months lie between the year 0 and the day."""
    return (day.year * 12 + day.month - 1) // length


def _written(number: int, length: int) -> tuple[str, date, date]:
    year, month = divmod(number * length, 12)
    end = month + length
    first, last = date(year, month + 1, 1), date(year, end, monthrange(year, end)[1])
    names = {1: f"{first:%Y-%m}", 3: f"{year}-Q{end // 3}", 12: f"{year}"}
    return names[length], first, last
