"""Lines that stand around a post and are not part of it."""

import re
from functools import cache
from importlib.resources import files
from typing import Final

from bacd_graph.errors import DataFileError

_NAME: Final = "data/furniture.txt"
_LONGEST: Final = 12
_NUMBER: Final = re.compile(r"\d+")


def is_furniture(text: str) -> bool:
    """Say whether a block is a page's furniture ("3 comments:"), not its author's words."""
    words = text.split()
    if len(words) > _LONGEST:
        return False
    line = _normal(text)
    whole, beginnings = _lines()
    return line in whole or line.startswith(beginnings)


def parse_furniture(text: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return whole lines and beginnings of lines, in the form that `is_furniture` compares.

    Raises:
        DataFileError: if a line stands twice or is longer than what is looked at.
    """
    whole: set[str] = set()
    beginnings: set[str] = set()
    for number, written in enumerate(text.splitlines(), 1):
        line = _normal(written)
        if not line or line.startswith("//"):
            continue
        if line in whole | beginnings or line.rstrip("*") in beginnings:
            raise DataFileError(f"{_NAME}, line {number}: {line!r} stands twice; remove one")
        if len(line.split()) > _LONGEST or line == "*":
            raise DataFileError(
                f"{_NAME}, line {number}: {line!r} must have 1 to {_LONGEST} words; change it"
            )
        if line.endswith("*"):
            beginnings.add(line.rstrip("*"))
        else:
            whole.add(line)
    return frozenset(whole), tuple(sorted(beginnings))


@cache
def _lines() -> tuple[frozenset[str], tuple[str, ...]]:
    return parse_furniture((files("bacd_graph") / _NAME).read_text("utf-8"))


def _normal(text: str) -> str:
    return _NUMBER.sub("#", " ".join(text.split())).casefold()
