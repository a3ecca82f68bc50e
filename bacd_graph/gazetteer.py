"""The names that are known before any text is read, from the tables in ``data/gazetteer``.

A table holds one type; the header of each states the columns, the origin and the licence. Tables of
one's own may be added to them. Finding these names in a text is the work of extraction; here they
are read, checked and looked up.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from hashlib import sha256
from importlib.resources import files
from itertools import chain
from os import PathLike
from pathlib import Path
from types import MappingProxyType
from typing import Final, TypeAlias

from bacd_graph import limits
from bacd_graph.errors import DataFileError
from bacd_graph.model import EntityType
from bacd_graph.tables import read_table, table_lines

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

    Entries of one's own come before those of the package.
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

    def in_any_case(self, form: str) -> tuple[Entry, ...]:
        """Return the entries that ``form`` may name where it may be written in any case.

        >>> load_gazetteer().canonical("quincy")
        ()
        >>> [entry.name for entry in load_gazetteer().in_any_case("quincy")]
        ['Ceph']
        """
        return tuple(e for _, e in self._index.get(_spelling(form).casefold(), ()))


def load_gazetteer(folder: Path | None = None, own: str | PathLike[str] | None = None) -> Gazetteer:
    """Read and check the gazetteer of ``folder``, by default the one that comes with the package.

    ``own`` is a folder with any of the tables, whose rows are added. A form that one of them and
    a row of ``folder`` claim for different things, whatever their types, is the own row's alone.

    Raises:
        DataFileError: if a file is missing or a row breaks the rules; it names file and line.
    """
    place = files("bacd_graph") / "data" / "gazetteer" if folder is None else folder
    texts = {name: read_table(place / name, name) for name in (*TABLES, GIVEN_NAMES, GENERIC)}
    entries = [e for name, type_ in TABLES.items() for e in _table(name, texts[name], type_)]
    if own is not None:
        added = {name: path for name in TABLES if (path := Path(own) / name).is_file()}
        texts |= {f"own/{name}": read_table(path, str(path)) for name, path in added.items()}
        tables = (
            _table(str(path), texts[f"own/{name}"], TABLES[name]) for name, path in added.items()
        )
        mine = [*_bounded(chain.from_iterable(tables), str(own))]
        entries = [*mine, *_beside(mine, entries)]
    return Gazetteer(
        entries=tuple(entries),
        given_names=frozenset(word for _, word in table_lines(GIVEN_NAMES, texts[GIVEN_NAMES])),
        generic=frozenset(_generic(texts[GENERIC])),
        fingerprint=_fingerprint(texts),
        _index=MappingProxyType(_index(entries)),
    )


def _fingerprint(texts: Mapping[str, str]) -> str:
    digest = sha256()
    for name in sorted(texts):
        digest.update(f"{name}\0{texts[name]}\0".encode())
    return digest.hexdigest()


def _generic(text: str) -> Iterator[str]:
    for number, phrase in table_lines(GENERIC, text):
        if phrase != phrase.lower():
            raise DataFileError(f"{GENERIC}:{number}: {phrase!r} is not lower-case; write it so")
        yield phrase


def _entries(name: str, text: str, type_: EntityType) -> Iterator[tuple[int, Entry]]:
    for number, line in table_lines(name, text):
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


def _table(shown: str, text: str, type_: EntityType) -> Iterator[Entry]:
    """Yield the entries of one table, each form of which is claimed by one thing.

    A thing may have two rows, one for the names whose case matters and one for the others.
    """
    claims: defaultdict[str, list[_Spelt]] = defaultdict(list)
    cases: set[tuple[str, Case]] = set()
    for number, entry in _entries(shown, text, type_):
        where = f"{shown}:{number}"
        if (entry.name, entry.case) in cases:
            raise DataFileError(f"{where}: {entry.name!r} has such a row already; join the two")
        cases.add((entry.name, entry.case))
        for form in map(_spelling, entry.forms):
            if other := _rival(form, entry, claims[form.casefold()]):
                raise DataFileError(
                    f"{where}: {form!r} names {other.name!r} already; keep it in one row"
                )
            claims[form.casefold()].append((form, entry))
            if len(claims[form.casefold()]) > limits.SPELLINGS:
                raise DataFileError(
                    f"{where}: {form!r} is written in more than {limits.SPELLINGS} ways by case, "
                    "the limit; write one row of the case 'any'"
                )
        yield entry


def _bounded(entries: Iterable[Entry], shown: str) -> Iterator[Entry]:
    """Yield ``entries``, those of the folder ``shown``, as long as their names are not too many."""
    names = 0
    for entry in entries:
        names += len(entry.forms)
        if names > limits.GAZETTEER_NAMES:
            raise DataFileError(
                f"{shown}: its tables have more than {limits.GAZETTEER_NAMES:,} names, the limit; "
                "leave out those that no text of yours has"
            )
        yield entry


def _rival(form: str, entry: Entry, claims: Iterable[_Spelt]) -> Entry | None:
    """Return whose name ``form``, which ``entry`` has, is by ``claims``, if it is another thing."""
    for own, other in claims:
        same = (other.name, other.type) == (entry.name, entry.type)
        if not same and (own == form or Case.ANY in (other.case, entry.case)):
            return other
    return None


def _beside(mine: Iterable[Entry], others: Sequence[Entry]) -> Iterator[Entry]:
    """Yield ``others`` without the forms that ``mine`` claim for other things.

    A thing that loses its name so is called by the first form that is left to it.
    """
    claims: defaultdict[str, list[_Spelt]] = defaultdict(list)
    for entry in mine:
        for form in map(_spelling, entry.forms):
            claims[form.casefold()].append((form, entry))
    left = [
        tuple(
            form
            for form, spelt in zip(entry.forms, map(_spelling, entry.forms), strict=True)
            if not _rival(spelt, entry, claims.get(spelt.casefold(), ()))
        )
        for entry in others
    ]
    called: dict[tuple[str, EntityType], str] = {}
    for entry, forms in sorted(zip(others, left, strict=True), key=lambda pair: _strict(pair[0])):
        if forms:
            called.setdefault((entry.name, entry.type), forms[0])
    for entry, forms in zip(others, left, strict=True):
        if forms:
            name = called[entry.name, entry.type]
            yield replace(entry, name=name, aliases=tuple(f for f in forms if f != name))


def _strict(entry: Entry) -> bool:
    return entry.case is Case.EXACT


def _index(entries: Iterable[Entry]) -> dict[str, tuple[_Spelt, ...]]:
    """Return the entries by case-folded form; a thing's name itself leads to one of its rows."""
    index: dict[str, tuple[_Spelt, ...]] = {}
    # Rows that any case fits first: they are found wherever the others of their thing are.
    for entry in sorted(entries, key=_strict):
        for form in map(_spelling, entry.forms):
            known = index.get(form.casefold(), ())
            if all(
                other.type is not entry.type or (_strict(other) and own != form)
                for own, other in known
            ):
                index[form.casefold()] = (*known, (form, entry))
    return index


def _spelling(form: str) -> str:
    if not form.isascii():
        form = unicodedata.normalize("NFKC", form.translate(_MARKS))
    return _GAP.sub(" ", form).strip()
