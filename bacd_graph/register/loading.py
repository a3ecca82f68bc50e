"""A register's files, read and checked.

A file is a table: UTF-8, a row a line, nine columns with tabs between, and lines of comment that
begin with "#":

| column       | holds                                                                     |
|--------------|---------------------------------------------------------------------------|
| subject      | all names of it, the usual one first, with "|" between                    |
| subject type | one of the seven types                                                    |
| predicate    | one of the eighteen predicates, which may join the two types              |
| object       | as subject                                                                |
| object type  | as subject type                                                           |
| since        | the first day on which it held, as 2013-01-31, or nothing                 |
| until        | the last one, or nothing                                                  |
| kind         | "only": the subject has no other object by this predicate than in its     |
|              | rows of this kind; "listed": one of a list for the object, which may lack |
|              | some; or nothing: this fact alone                                         |
| source       | the http or https address of the page that publishes it                   |
"""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final, TypeVar

from bacd_graph.days import exact_day
from bacd_graph.errors import DataFileError
from bacd_graph.model import EntityType, Predicate, allowed
from bacd_graph.rdf.terms import page
from bacd_graph.register.rows import Register, Row, RowKind, Thing
from bacd_graph.tables import read_table, table_lines

PACKAGED: Final = "packaged"
_COLUMNS: Final = 9
_E = TypeVar("_E", bound=StrEnum)


def read_registers(paths: Iterable[Path]) -> Register:
    """Return the rows of these files; the path "packaged" stands for those of the package.

    Raises:
        DataFileError: if a file cannot be read or a row breaks the rules; it names file and line.
    """
    texts = [(shown, read_table(file, shown)) for file, shown in _files(paths)]
    digest = sha256()
    # In whatever order files come, and however often, the same rows are one register.
    for text in sorted({text for _, text in texts}):
        digest.update(f"{text}\0".encode())
    rows = {row for shown, text in texts for row in _rows(shown, text)}
    return Register(tuple(sorted(rows, key=_order)), digest.hexdigest() if texts else "")


def _files(paths: Iterable[Path]) -> Iterator[tuple[Traversable | Path, str]]:
    for path in paths:
        if str(path) != PACKAGED:
            yield path, str(path)
            continue
        folder = files("bacd_graph") / "data" / "register"
        for file in sorted(folder.iterdir(), key=lambda file: file.name):
            if file.name.endswith(".tsv"):
                yield file, file.name


def _order(row: Row) -> tuple[str, ...]:
    """Return a key that no two rows share."""
    told = row.predicate, str(row.since), str(row.until), row.kind, row.source
    ends = row.subject, row.object
    return (*told, *(part for end in ends for part in (end.type, *end.names)))


def _rows(shown: str, text: str) -> Iterator[Row]:
    """Yield the rows of one table, in which no row says what one before it said."""
    said: dict[tuple[object, ...], int] = {}
    for number, line in table_lines(shown, text):
        row = _row(f"{shown}:{number}", line.split("\t"))
        fact = row.subject.key, row.predicate, row.object.key, row.since
        if fact in said:
            raise DataFileError(
                f"{shown}:{number}: line {said[fact]} says this of {row.subject.name!r} already; "
                "keep one of the two"
            )
        said[fact] = number
        yield row


def _row(where: str, cells: list[str]) -> Row:
    if len(cells) != _COLUMNS:
        raise DataFileError(
            f"{where}: {len(cells)} columns instead of {_COLUMNS}; write subject, its type, "
            "predicate, object, its type, since, until, kind and source with tabs between"
        )
    row = Row(
        _thing(where, cells[0], cells[1]),
        _one_of(Predicate, where, "predicate", cells[2]),
        _thing(where, cells[3], cells[4]),
        _day(where, "since", cells[5]),
        _day(where, "until", cells[6]),
        _kind(where, cells[7]),
        _source(where, cells[8]),
    )
    _check_sense(where, row)
    return row


def _thing(where: str, names: str, type_: str) -> Thing:
    forms = tuple(names.split("|"))
    for form in forms:
        if not form or form != form.strip():
            raise DataFileError(f"{where}: {form!r} is empty or padded; write the bare name")
    return Thing(_one_of(EntityType, where, "type", type_), forms)


def _one_of(kind: type[_E], where: str, what: str, cell: str) -> _E:
    try:
        return kind(cell)
    except ValueError:
        raise DataFileError(
            f"{where}: there is no {what} {cell!r}; use one of {', '.join(kind)}"
        ) from None


def _day(where: str, column: str, cell: str) -> date | None:
    if not cell:
        return None
    try:
        return exact_day(cell)
    except ValueError as error:
        raise DataFileError(
            f"{where}: {column} {cell!r} is no day; write it as 2013-01-31"
        ) from error


def _kind(where: str, cell: str) -> RowKind:
    try:
        return RowKind(cell)
    except ValueError:
        raise DataFileError(
            f"{where}: kind is {cell!r}; write 'only' or 'listed', or leave it empty"
        ) from None


def _source(where: str, cell: str) -> str:
    try:
        return page(cell).value
    except ValueError as error:
        raise DataFileError(
            f"{where}: source {cell!r} is no address ({error}); give the page that publishes it"
        ) from error


def _check_sense(where: str, row: Row) -> None:
    if not allowed(row.predicate, row.subject.type, row.object.type):
        raise DataFileError(
            f"{where}: {row.predicate} does not join {row.subject.type} to {row.object.type}; "
            "use another predicate or type"
        )
    if row.since and row.until and row.until < row.since:
        raise DataFileError(f"{where}: it ended on {row.until}, before it began; mend the days")
