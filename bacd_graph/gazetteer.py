"""The names that are known before any text is read, from the tables in ``data/gazetteer``.

A table holds one type; the header of each states the columns, the origin and the licence. Finding
these names in a text is the work of extraction; here they are read, checked and looked up.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeAlias

from bacd_graph.errors import DataFileError
from bacd_graph.model import EntityType

TABLES: Final[Mapping[str, EntityType]] = MappingProxyType(
    {
        "people.tsv": EntityType.PERSON,
        "companies.tsv": EntityType.COMPANY,
        "organizations.tsv": EntityType.ORGANIZATION,
        "projects.tsv": EntityType.PROJECT,
        "technologies.tsv": EntityType.TECHNOLOGY,
        "events.tsv": EntityType.EVENT,
        "places.tsv": EntityType.PLACE,
    }
)
GIVEN_NAMES: Final = "given_names.txt"
GENERIC: Final = "generic.txt"

_COLUMNS: Final = 5
_UNSEEN: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\ufeff]")
_MARKS: Final = str.maketrans({"™": None, "®": None, "©": None, "’": "'", "‘": "'"})
_GAP: Final = re.compile(r"[\s\-_\u2010-\u2015]+")


class Case(StrEnum):
    """How a name has to be spelt in a text: just so, or in upper and lower case as one likes."""

    EXACT = "exact"
    ANY = "any"


_CASES: Final = frozenset(case.value for case in Case)


@dataclass(frozen=True, slots=True)
class Entry:
    """One row: a thing's usual name, its other names, and whether their case matters.

    ``parent`` is the name of what made it or holds it (a project's company, an event's series,
    a city's country) and ``source`` says where the row comes from; each may be empty.
    """

    name: str
    type: EntityType
    aliases: tuple[str, ...]
    case: Case
    parent: str
    source: str

    @property
    def forms(self) -> tuple[str, ...]:
        """The name, then the aliases."""
        return (self.name, *self.aliases)


_Spelt: TypeAlias = tuple[str, Entry]


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All entries, in the order of the tables and their rows, and two word lists.

    ``given_names`` are spelt as names are, ``generic`` are lower-case words and phrases that
    name nothing by themselves. ``fingerprint`` is the hexadecimal hash of the files.
    """

    entries: tuple[Entry, ...]
    given_names: frozenset[str]
    generic: frozenset[str]
    fingerprint: str
    _index: Mapping[str, tuple[_Spelt, ...]] = field(repr=False, compare=False)

    def canonical(self, form: str) -> tuple[Entry, ...]:
        """Return the entries that ``form`` may name, at most one a type.

        Hyphens, underscores, spaces, curly quotes and trademark signs make no difference; case
        makes one where the entry says so.

        >>> [entry.name for entry in load_gazetteer().canonical("cloudstack")]
        ['Apache CloudStack']
        """
        spelt = _spelling(form)
        found = self._index.get(spelt.casefold(), ())
        return tuple(e for own, e in found if e.case is Case.ANY or own == spelt)


def load_gazetteer(folder: Path | None = None) -> Gazetteer:
    """Read and check the gazetteer of ``folder``, by default the one that comes with the package.

    Raises:
        DataFileError: if a file is missing or a row breaks the rules; it names file and line.
    """
    place = files("bacd_graph") / "data" / "gazetteer" if folder is None else folder
    texts = {name: _read(place, name) for name in (*TABLES, GIVEN_NAMES, GENERIC)}
    entries: list[Entry] = []
    index: dict[str, tuple[_Spelt, ...]] = {}
    for name, type_ in TABLES.items():
        rows = list(_entries(name, texts[name], type_))
        entries += (entry for _, entry in rows)
        for key, pair in _index(name, rows).items():
            index[key] = (*index.get(key, ()), *pair)
    return Gazetteer(
        entries=tuple(entries),
        given_names=frozenset(word for _, word in _lines(GIVEN_NAMES, texts[GIVEN_NAMES])),
        generic=frozenset(_generic(texts[GENERIC])),
        fingerprint=_fingerprint(texts),
        _index=MappingProxyType(index),
    )


def _read(place: Traversable | Path, name: str) -> str:
    try:
        return (place / name).read_text("utf-8")
    except OSError as error:
        raise DataFileError(
            f"the gazetteer has no readable file {name} in {place}; put it there"
        ) from error
    except UnicodeDecodeError as error:
        raise DataFileError(f"{name} is not UTF-8; save it in that encoding") from error


def _fingerprint(texts: Mapping[str, str]) -> str:
    digest = sha256()
    for name in sorted(texts):
        digest.update(f"{name}\0{texts[name]}\0".encode())
    return digest.hexdigest()


def _lines(name: str, text: str) -> Iterator[tuple[int, str]]:
    """Yield number and content of each line that is neither empty nor a comment."""
    if unseen := _UNSEEN.search(text):
        number = text.count("\n", 0, unseen.start()) + 1
        raise DataFileError(f"{name}:{number}: a control character; remove it")
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip() and not line.startswith("#"):
            yield number, line


def _generic(text: str) -> Iterator[str]:
    for number, phrase in _lines(GENERIC, text):
        if phrase != phrase.lower():
            raise DataFileError(f"{GENERIC}:{number}: {phrase!r} is not lower-case; write it so")
        yield phrase


def _entries(name: str, text: str, type_: EntityType) -> Iterator[tuple[int, Entry]]:
    for number, line in _lines(name, text):
        cells = line.split("\t")
        where = f"{name}:{number}"
        if len(cells) != _COLUMNS:
            raise DataFileError(
                f"{where}: {len(cells)} columns instead of {_COLUMNS}; "
                "write name, aliases, case, parent and source with tabs between"
            )
        title, others, case, parent, source = cells
        aliases = tuple(others.split("|")) if others else ()
        for form in (title, *aliases):
            if not form or form != form.strip():
                raise DataFileError(f"{where}: {form!r} is empty or padded; write the bare name")
        if case not in _CASES:
            raise DataFileError(f"{where}: case {case!r} is unknown; write 'exact' or 'any'")
        yield number, Entry(title, type_, aliases, Case(case), parent, source)


def _index(name: str, rows: Iterable[tuple[int, Entry]]) -> Mapping[str, tuple[_Spelt, ...]]:
    """Return the rows of one table by case-folded form, each form claimed by one thing.

    A thing may have two rows, one for the names whose case matters and one for the others; its
    name itself leads to the first of them.
    """
    index: dict[str, tuple[_Spelt, ...]] = {}
    cases: set[tuple[str, Case]] = set()
    for number, entry in rows:
        where = f"{name}:{number}"
        if (entry.name, entry.case) in cases:
            raise DataFileError(f"{where}: {entry.name!r} has such a row already; join the two")
        cases.add((entry.name, entry.case))
        for form in map(_spelling, entry.forms):
            key = form.casefold()
            known = index.get(key, ())
            for own, other in known:
                if other.name != entry.name and (
                    own == form or Case.ANY in (other.case, entry.case)
                ):
                    raise DataFileError(
                        f"{where}: {form!r} names {other.name!r} already; keep it in one row"
                    )
            if all(entry.case is Case.EXACT and own != form for own, _ in known):
                index[key] = (*known, (form, entry))
    return index


def _spelling(form: str) -> str:
    if not form.isascii():
        form = unicodedata.normalize("NFKC", form.translate(_MARKS))
    return _GAP.sub(" ", form).strip()
