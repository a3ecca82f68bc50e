"""A corrections file, read and checked.

It is TOML with rows ``[[same]]``, ``[[different]]``, ``[[type]]``, ``[[alias]]``, ``[[drop]]``,
``[[confirm]]`` and ``[[add]]``.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, TypeVar

from bacd_graph import limits
from bacd_graph.days import exact_day
from bacd_graph.errors import DataFileError
from bacd_graph.model import DocumentInfo, EntityType, Passage, Predicate, Status
from bacd_graph.places import Place
from bacd_graph.resolution.contradictions import check_contradictions
from bacd_graph.resolution.corrections import (
    Add,
    Alias,
    Corrections,
    Different,
    DropEntity,
    Note,
    Said,
    Same,
    Type,
)
from bacd_graph.toml import load_toml
from bacd_graph.wording import writable

_HEADER: Final = re.compile(r"^[ \t]*\[\[[ \t]*([\w\"'-]+)[ \t]*\]\]", re.MULTILINE)
_NOTES: Final = ("reason", "by", "date")
_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "same": ("names", "name", "documents", "type"),
    "different": ("names", "name", "documents"),
    "type": ("name", "type"),
    "alias": ("name", "alias"),
    "drop": ("entity", "type", "subject", "predicate", "object", "document"),
    "confirm": ("subject", "predicate", "object", "document"),
    "add": (
        "subject", "predicate", "object", "status", "quote", "subject_type", "object_type",
    ),
}  # fmt: skip
_E = TypeVar("_E", bound=StrEnum)


def read_corrections(path: Path) -> Corrections:
    """Return what a corrections file says.

    Raises:
        DataFileError: if the file cannot be read, or as `parse_corrections`.
    """
    return parse_corrections(path, corrections_bytes(path))


def parse_corrections(path: Place, raw: bytes) -> Corrections:
    """Return what a corrections file at ``path`` with these bytes would say.

    Raises:
        DataFileError: if it is too large or no TOML, or a row breaks the rules; it names the
            file and, of a row, its line.
    """
    if len(raw) > limits.CORRECTIONS_BYTES:
        raise DataFileError(
            f"{path}: larger than {limits.CORRECTIONS_BYTES:,} bytes, the limit; drop some rows"
        )
    try:
        # Editors of Windows put a byte order mark before a text; it is no character of it.
        text = raw.decode("utf-8-sig")
        load_toml(text)
    except UnicodeDecodeError as error:
        raise DataFileError(f"{path}: not UTF-8; save it in that encoding") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise DataFileError(f"{path}: no valid TOML ({error}); mend it there") from error
    rows = [_checked(row) for row in _rows(path, text)]
    corrections = Corrections(
        same=tuple(_same(r) for r in rows if r.section == "same"),
        different=tuple(_different(r) for r in rows if r.section == "different"),
        types=tuple(_type(r) for r in rows if r.section == "type"),
        aliases=tuple(_alias(r) for r in rows if r.section == "alias"),
        drop_entities=tuple(_drop_entity(r) for r in rows if _is_drop(r, entity=True)),
        drop_statements=tuple(_said(r) for r in rows if _is_drop(r, entity=False)),
        confirmed=tuple(_said(r) for r in rows if r.section == "confirm"),
        add=(added := tuple(_add(r, writable(path.stem)) for r in rows if r.section == "add")),
        document=_document(path, raw, added) if added else None,
    )
    check_contradictions(corrections)
    return corrections


def corrections_bytes(path: Place) -> bytes:
    """Return the bytes of a corrections file, or so many that `parse_corrections` refuses them.

    Raises:
        DataFileError: if the file cannot be read.
    """
    try:
        if path.exists() and not path.is_file():
            raise DataFileError(f"{path}: no usual file; give a corrections file")
        with path.open("rb") as file:
            return file.read(limits.CORRECTIONS_BYTES + 1)
    except OSError as error:
        raise DataFileError(
            f"{path}: cannot be read ({error.strerror}); give a readable corrections file"
        ) from error


@dataclass(frozen=True, slots=True)
class _Row:
    """A row, where it stands, and its own text with the offsets of that in the file."""

    path: Place
    line: int
    section: str
    cells: Mapping[str, Any]
    start: int
    end: int
    text: str

    @property
    def where(self) -> str:
        return f"{writable(str(self.path))}:{self.line}"

    def error(self, problem: str, remedy: str) -> DataFileError:
        return DataFileError(f"{self.where}: [[{self.section}]] {problem}; {remedy}")


def _rows(path: Place, text: str) -> Iterator[_Row]:
    """Yield the rows, each with its place.

    tomllib tells no places. A header may also stand inside a multi-line string, so the text from
    a header on counts as a row as soon as it is TOML by itself.
    """
    starts = [m.start() for m in _HEADER.finditer(text)]
    head = text[: starts[0]] if starts else text
    if stray := _loads(head):
        raise DataFileError(
            f"{path}: {min(stray)!r} stands outside of a row; write it under one of "
            f"{', '.join(f'[[{s}]]' for s in _KEYS)}"
        )
    at, line, counted = 0, 1, 0
    while at < len(starts):
        upto = at + 1
        last = min(at + limits.ROW_HEADERS, len(starts))
        while (data := _loads(_piece(text, starts, at, upto))) is None and upto < last:
            upto += 1
        piece = _piece(text, starts, at, upto)
        line += text.count("\n", counted, starts[at])
        counted = starts[at]
        if data is None or len(data) != 1 or not _is_table_list(data):
            raise DataFileError(
                f"{path}:{line}: the row cannot be told from others; "
                "write only [[...]] rows, each with plain keys"
            )
        (section, (cells,)) = next(iter(data.items()))
        start = starts[at] + len(piece) - len(piece.lstrip())
        shown = _without_comments_below(piece).strip()
        yield _Row(path, line, section, cells, start, start + len(shown), shown)
        at = upto


def _without_comments_below(piece: str) -> str:
    """Return a row without the lines at its end that say nothing: these are the next row's."""
    lines = piece.split("\n")
    while len(lines) > 1 and lines[-1].strip(" \t")[:1] in {"", "#"}:
        lines.pop()
    return "\n".join(lines)


def _piece(text: str, starts: list[int], at: int, upto: int) -> str:
    return text[starts[at] : starts[upto] if upto < len(starts) else len(text)]


def _loads(text: str) -> dict[str, Any] | None:
    try:
        return load_toml(text)
    except tomllib.TOMLDecodeError:
        return None


def _is_table_list(data: Mapping[str, Any]) -> bool:
    (value,) = data.values()
    return isinstance(value, list) and len(value) == 1 and isinstance(value[0], dict)


def _checked(row: _Row) -> _Row:
    if row.section not in _KEYS:
        raise row.error("is no kind of row", f"write one of {', '.join(_KEYS)}")
    allowed = (*_KEYS[row.section], *_NOTES)
    if unknown := sorted(set(row.cells) - set(allowed)):
        raise row.error(f"has an unknown key {unknown[0]!r}", f"use {', '.join(allowed)}")
    return row


def _text(row: _Row, key: str) -> str:
    value = row.cells.get(key)
    if not isinstance(value, str) or not value.strip():
        raise row.error(f"has no {key!r}", f'write {key} = "..."')
    return value.strip()


def _optional(row: _Row, key: str) -> str | None:
    return _text(row, key) if key in row.cells else None


def _texts(row: _Row, key: str, least: int) -> tuple[str, ...]:
    value = row.cells.get(key)
    fits = isinstance(value, list) and all(isinstance(v, str) and v.strip() for v in value)
    if not fits or len(found := {v.strip(): None for v in value or ()}) < least:
        raise row.error(
            f"needs a list {key!r} of at least {least} different texts",
            f'write {key} = ["...", "..."]',
        )
    if len(found) > limits.ROW_NAMES:
        raise row.error(
            f"has more than {limits.ROW_NAMES} {key}, the limit",
            "write several rows that share one",
        )
    return tuple(found)


def _member(row: _Row, key: str, kind: type[_E]) -> _E:
    value = _text(row, key)
    try:
        return kind(value)
    except ValueError as error:
        raise row.error(f"has an unknown {key} {value!r}", f"use {', '.join(kind)}") from error


def _entity_type(row: _Row, key: str) -> EntityType | None:
    return _member(row, key, EntityType) if key in row.cells else None


def _note(row: _Row) -> Note:
    when = row.cells.get("date")
    if isinstance(when, str):
        try:
            when = exact_day(when)
        except ValueError as error:
            raise row.error(f"has a date {when!r}", "write it as 2025-01-31") from error
    if isinstance(when, datetime):
        when = when.date()
    if when is not None and not isinstance(when, date):
        raise row.error("has a date that is none", "write it as 2025-01-31")
    return Note(row.where, _optional(row, "reason"), _optional(row, "by"), when)


def _same(row: _Row) -> Same:
    names, documents = _named(row)
    return Same(_note(row), names, _entity_type(row, "type"), documents)


def _different(row: _Row) -> Different:
    return Different(_note(row), *_named(row))


def _named(row: _Row) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names of a row and the documents that it speaks of."""
    if "name" not in row.cells:
        limited = "documents" in row.cells
        return _texts(row, "names", 2), _texts(row, "documents", 1) if limited else ()
    if "names" in row.cells:
        raise row.error("has both 'names' and 'name'", "write names, or name and documents")
    return (_text(row, "name"),), _texts(row, "documents", 2)


def _type(row: _Row) -> Type:
    return Type(_note(row), _text(row, "name"), _member(row, "type", EntityType))


def _alias(row: _Row) -> Alias:
    name, alias = _text(row, "name"), _text(row, "alias")
    if name == alias:
        raise row.error("gives a name as its own alias", "write another name")
    return Alias(_note(row), name, alias)


def _is_drop(row: _Row, *, entity: bool) -> bool:
    return row.section == "drop" and ("entity" in row.cells) is entity


def _drop_entity(row: _Row) -> DropEntity:
    if extra := {"subject", "predicate", "object", "document"} & set(row.cells):
        raise row.error(
            f"has both 'entity' and {min(extra)!r}", "drop an entity or a statement, not both"
        )
    return DropEntity(_note(row), _text(row, "entity"), _entity_type(row, "type"))


def _said(row: _Row) -> Said:
    if "type" in row.cells:
        raise row.error("has a type of a statement", "give a type only beside 'entity'")
    return Said(
        _note(row),
        _text(row, "subject"),
        _member(row, "predicate", Predicate),
        _text(row, "object"),
        _optional(row, "document"),
    )


def _add(row: _Row, document: str) -> Add:
    quote = _optional(row, "quote")
    status = _member(row, "status", Status) if "status" in row.cells else Status.ASSERTED
    return Add(
        _note(row),
        _text(row, "subject"),
        _member(row, "predicate", Predicate),
        _text(row, "object"),
        status,
        Passage(document, row.start, row.end, quote or row.text),
        _entity_type(row, "subject_type"),
        _entity_type(row, "object_type"),
    )


def _document(path: Place, raw: bytes, added: tuple[Add, ...]) -> DocumentInfo:
    """Return the file as a document, dated by its latest added statement."""
    return DocumentInfo(
        id=writable(path.stem),
        path=writable(path.name),
        sha256=sha256(raw).hexdigest(),
        title="Corrections",
        date=max((a.note.date for a in added if a.note.date), default=None),
        authors=tuple(sorted({a.note.by for a in added if a.note.by})),
    )
