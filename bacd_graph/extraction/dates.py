"""Days of the calendar in English text: "17 July 2024", "July 17th", "2024-07-17"."""

import datetime
import re
from collections.abc import Iterator
from typing import Final

from bacd_graph.names.months import MONTHS, SPELLINGS

# With a capital, since "may" is a word.
_MONTH: Final = "|".join(spelling.title() for spelling in SPELLINGS)
_DAY: Final = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_TO: Final = r"(?:\s*(?:-|–|to|and|&)\s*(?P<last>\d{1,2})(?:st|nd|rd|th)?)?"
_YEAR: Final = r"(?:,?\s+(?P<year>(?:19|20)\d\d))?"
_PATTERNS: Final = (
    re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)\b"),
    re.compile(rf"\b{_DAY}{_TO}(?:\s+of)?\s+(?P<month>{_MONTH})\b\.?{_YEAR}"),
    re.compile(rf"\b(?P<month>{_MONTH})\b\.?\s+{_DAY}{_TO}\b{_YEAR}"),
)


def days_in(text: str, written: datetime.date) -> Iterator[datetime.date]:
    """Yield the days that ``text`` names; of a stretch of days, the last.

    A day without a year is the one nearest to the day the text was ``written``.

    >>> list(days_in("17 July; 19th to 22nd of November 2026", datetime.date(2026, 7, 8)))
    [datetime.date(2026, 7, 17), datetime.date(2026, 11, 22)]
    >>> list(days_in("see you on January 5th", datetime.date(2012, 12, 20)))
    [datetime.date(2013, 1, 5)]
    >>> list(days_in("Sept. 3, 2024", datetime.date(2024, 9, 1)))
    [datetime.date(2024, 9, 3)]
    """
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            day = day_of(match.groupdict(), written)
            if day is not None:
                yield day


def day_of(parts: dict[str, str | None], written: datetime.date) -> datetime.date | None:
    """Return the day of a match, or None where the calendar has no such day."""
    month_word = (parts["month"] or "").lower()
    month = int(month_word) if month_word.isdigit() else month_of(month_word)
    number = int(parts.get("last") or parts["day"] or 0)
    year = parts.get("year")
    years = (int(year),) if year else (written.year - 1, written.year, written.year + 1)
    days = []
    for y in years:
        try:
            days.append(datetime.date(y, month, number))
        except ValueError:
            continue
    return min(days, key=lambda d: abs(d - written), default=None)


def month_of(word: str) -> int:
    """Return the number of the month that ``word`` is or begins."""
    return next(i for i, name in enumerate(MONTHS, start=1) if name.startswith(word))
