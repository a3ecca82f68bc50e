"""Rows as TOML, and how they come into a text and out of it again.

Each answer is marked by a comment above its row that tells how the text was before:

    # review: 1 3f0c9d2a5b7e8146

First how many line breaks were put before it ("new" where there was no file), then a hash of
this and of the row. A row ends at the first empty line, so that what people add to it counts.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Final

import tomlkit

from bacd_graph.errors import DataFileError
from bacd_graph.reviewing.options import Row

_NEW: Final = b"new"
_MARK: Final = re.compile(rb"^# review: (new|[012]) ([0-9a-f]{16})\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Signature:
    """Who answers, if that is to be told, and on which day."""

    by: str | None
    on: date


def to_toml(row: Row, signature: Signature) -> str:
    """Return a row as TOML that ends in a line break and has no empty line.

    What does not print is escaped, also what TOML would let stand: it would hide in an editor.

    Raises:
        DataFileError: if a name holds half a surrogate pair, which is no text.
    """
    table = tomlkit.table()
    for key, value in (*row.cells.items(), *_signed(signature).items()):
        table.add(key, list(value) if isinstance(value, tuple) else value)
    rows = tomlkit.aot()
    rows.append(table)
    text = tomlkit.dumps({row.section: rows})
    if any("\ud800" <= c <= "\udfff" for c in text):
        raise DataFileError(
            f"a name of [[{row.section}]] is no valid text, so no corrections file can hold it; "
            "skip the question"
        )
    return "".join(c if c.isprintable() or c == "\n" else _escaped(c) for c in text)


def _signed(signature: Signature) -> Mapping[str, object]:
    by = {} if signature.by is None else {"by": signature.by}
    return {**by, "date": signature.on}


def _escaped(character: str) -> str:
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def added(before: bytes | None, row: str) -> bytes:
    """Return a file's bytes with a marked row at their end; None where there is no file."""
    gap = _gap(before or b"")
    told = _NEW if before is None else str(len(gap)).encode()
    mark = b"# review: %s %s\n" % (told, _digest(told, row.encode()))
    return (before or b"") + gap + mark + row.encode()


def _gap(before: bytes) -> bytes:
    """Return the line breaks after which an empty line stands at the end of a file."""
    if not before or before.endswith(b"\n\n"):
        return b""
    return b"\n" if before.endswith(b"\n") else b"\n\n"


def without_last(content: bytes, where: str) -> tuple[bytes | None, str]:
    """Return a file's bytes as they were before its last marked row, and that row.

    None stands for no file. What people wrote below the row stays.

    Raises:
        DataFileError: if no row is marked, or the last one was changed since.
    """
    marks = list(_MARK.finditer(content))
    if not marks:
        raise DataFileError(f"{where} holds no answer of a review; there is nothing to undo")
    mark = marks[-1]
    told, digest = mark.groups()
    end = content.find(b"\n\n", mark.end() - 1)
    end = len(content) if end < 0 else end + 1
    row = content[mark.end() : end]
    start = max(0, mark.start() - (0 if told == _NEW else int(told)))
    moved = told != _NEW and _gap(content[:start]) != content[start : mark.start()]
    if moved or _digest(told, row) != digest:
        line = content.count(b"\n", 0, mark.start()) + 1
        raise DataFileError(
            f"{where}:{line}: this answer was changed since it was written; take it back by hand"
        )
    rest = content[:start] + content[end:]
    return (None if told == _NEW and not rest else rest), row.decode()


def _digest(told: bytes, row: bytes) -> bytes:
    return sha256(told + b" " + row).hexdigest()[:16].encode()
