"""Written days, and what a written date spans: a year and a month are written as dates too."""

import re
from calendar import monthrange
from datetime import date
from typing import Final

from bacd_graph.errors import QueryError

_WRITTEN: Final = re.compile(r"[0-9]{4}(-[0-9]{2}){0,2}")
_YEAR: Final = len("2013")
_MONTH: Final = len("2013-05")
_DAY: Final = len("2013-05-31")


def exact_day(written: str) -> date:
    """Return a day that is written as 2013-05-31, and in no other of the ways of ISO 8601.

    Raises:
        ValueError: if it is written otherwise, or the calendar does not have it.
    """
    if len(written) != _DAY or not _WRITTEN.fullmatch(written):
        raise ValueError(f"{written!r} is not written as 2013-05-31")
    return date.fromisoformat(written)


def first_day(written: str) -> date:
    """Return the first day of a year, a month or a day.

    >>> first_day("2013-05").isoformat()
    '2013-05-01'

    Raises:
        QueryError: if ``written`` is none of the three, or the calendar does not have it.
    """
    text = written.strip()
    try:
        if not _WRITTEN.fullmatch(text):
            raise ValueError
        return exact_day(f"{text}-01-01"[:_DAY])
    except ValueError as error:
        raise QueryError(
            f"{written!r} is no date; give a day as 2013-05-31, a month as 2013-05 or a year"
        ) from error


def last_day(written: str) -> date:
    """Return the last day of a year, a month or a day.

    >>> last_day("2012-02").isoformat(), last_day("2013").isoformat()
    ('2012-02-29', '2013-12-31')

    Raises:
        QueryError: as `first_day`.
    """
    first = first_day(written)
    length = len(written.strip())
    if length == _YEAR:
        return first.replace(month=12, day=31)
    if length == _MONTH:
        return first.replace(day=monthrange(first.year, first.month)[1])
    return first
