"""The months of the calendar, as English texts spell them."""

from typing import Final

MONTHS: Final = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
# Whole names before their first letters: of alternatives the first that fits is taken.
SPELLINGS: Final = (*MONTHS, "sept", *(name[:3] for name in MONTHS))
