"""Texts of strangers as Markdown: as one line that does nothing, and as tables."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

_ACTIVE: Final = re.compile(r"[\\`*_\[\]<>|~&$]|^[#+\-=:]")
_NUMBERED: Final = re.compile(r"^([0-9]{1,9})([.)])(?=\s|$)")


def escape(text: str) -> str:
    r"""Return ``text`` as one line in which Markdown and HTML find nothing to act on.

    A line break would end a row, and an item that begins with "1." would be a list.

    >>> print(escape("*a* <b>"))
    \*a\* \<b\>
    """
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return _NUMBERED.sub(r"\1\\\2", _ACTIVE.sub(lambda found: f"\\{found[0]}", line))


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    r"""Return the lines of a table; its texts become escaped ones.

    >>> print("\n".join(table(["name"], [["a|b"]])))
    | name |
    |---|
    | a\|b |
    """
    return [_line(head), f"|{'---|' * len(head)}", *map(_line, rows)]


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(map(escape, cells))} |"
