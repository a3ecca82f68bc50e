"""Rows of a corrections file that cannot both hold."""

from bacd_graph.errors import DataFileError
from bacd_graph.model import Predicate
from bacd_graph.names.folding import fold
from bacd_graph.resolution.corrections import Corrections, Note, Said
from bacd_graph.resolution.joined import Joined


def check_contradictions(corrections: Corrections) -> None:
    """Raise if two rows say opposite things.

    Raises:
        DataFileError: naming both rows.
    """
    _check_same_and_different(corrections)
    _check_types(corrections)
    _check_aliases(corrections)
    _check_add_and_drop(corrections)
    _check_confirmed_and_dropped(corrections)


def _refuse(first: Note, second: Note, what: str) -> None:
    raise DataFileError(f"{second.where}: {what}, against {first.where}; keep one of the two rows")


def _check_same_and_different(corrections: Corrections) -> None:
    joined = Joined(corrections)
    for row in corrections.different:
        written: dict[str, str] = {}
        for name in row.names:
            if (first := written.setdefault(fold(name), name)) != name:
                raise DataFileError(
                    f"{row.note.where}: {first!r} and {name!r} differ in case and accents alone, "
                    "which do not count; give one name and the documents"
                )
        if found := joined.anywhere(row.names, row.documents):
            x, y, note = found
            _refuse(note, row.note, f"{x!r} and {y!r} are different")
        if len(row.names) == 1:
            (name,) = row.names
            if found := joined.in_documents(name, row.documents):
                a, b, note = found
                _refuse(note, row.note, f"{name!r} in {a!r} and in {b!r} are different")


def _check_types(corrections: Corrections) -> None:
    seen: dict[str, tuple[str, Note]] = {}
    for row in corrections.types:
        type_, note = seen.setdefault(fold(row.name), (row.type, row.note))
        if type_ != row.type:
            _refuse(note, row.note, f"{row.name!r} is a {row.type}")


def _check_aliases(corrections: Corrections) -> None:
    seen: dict[str, tuple[str, Note]] = {}
    for row in corrections.aliases:
        name, note = seen.setdefault(fold(row.alias), (fold(row.name), row.note))
        if name != fold(row.name):
            _refuse(note, row.note, f"{row.alias!r} is an alias of {row.name!r}")


def _check_add_and_drop(corrections: Corrections) -> None:
    added = {(fold(a.subject), a.predicate, fold(a.object)): a.note for a in corrections.add}
    for row in corrections.drop_statements:
        note = added.get(_triple(row))
        # One text may say by mistake what a person knows to be so.
        if note and row.document is None:
            _refuse(note, row.note, f"{row.subject!r} {row.predicate} {row.object!r} is dropped")
    named = {fold(n): a.note for a in corrections.add for n in (a.subject, a.object)}
    for entity in corrections.drop_entities:
        if note := named.get(fold(entity.name)):
            _refuse(note, entity.note, f"{entity.name!r} is dropped")


def _check_confirmed_and_dropped(corrections: Corrections) -> None:
    dropped = {(_triple(row), row.document): row.note for row in corrections.drop_statements}
    for row in corrections.confirmed:
        # Wrong in general and right in one text, a statement may be.
        if note := dropped.get((_triple(row), row.document)):
            _refuse(note, row.note, f"{row.subject!r} {row.predicate} {row.object!r} is confirmed")


def _triple(row: Said) -> tuple[str, Predicate, str]:
    return fold(row.subject), row.predicate, fold(row.object)
