"""The hand-written patterns of ``data/patterns`` and of a domain: read and checked once.

``sequences.jsonl`` and ``dependencies.jsonl`` are in the form of spaCy's Matcher and
DependencyMatcher, over texts in which each name is one token with its type as ENT_TYPE.
``structure.jsonl`` is about blocks: what a list, a table or a heading says by its form.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from os import PathLike
from pathlib import Path
from typing import Annotated, Any, Final, Literal, TypeAlias, TypeVar

import msgspec

from bacd_graph import limits
from bacd_graph.errors import DataFileError
from bacd_graph.extraction.freedom import check_freedom
from bacd_graph.model import BlockKind, EntityType, Predicate
from bacd_graph.tables import read_table, table_lines

Confidence: TypeAlias = Annotated[float, msgspec.Meta(ge=0, le=1)]


class Sequence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Tokens in a row; the first and the last name among them are the two ends.

    ``forward`` is true where the first is the subject. ``blocks`` are the kinds of block that
    the pattern holds in; none means all. ``spread`` is true where it holds of names that "and"
    joins to the subject ("Ada and Bob from Acme"), too.
    """

    name: str
    predicate: Predicate
    confidence: Confidence
    pattern: list[dict[str, Any]]
    forward: bool = True
    spread: bool = False
    blocks: frozenset[BlockKind] = frozenset()


class Dependency(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A piece of a dependency tree with nodes called "subject" and "object"."""

    name: str
    predicate: Predicate
    confidence: Confidence
    pattern: list[dict[str, Any]]


class Structure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A name in a block of some kind, under some words, and what it is joined to.

    ``words`` are looked for, lower-case, in the headings above the block and in the first cell
    of a row; ``said`` in the sentence of the name itself. ``subject`` and ``object`` are types;
    one stands in the block. ``across`` says where the other is: "sentence" or "block", the
    same; "event", the event that the block, the section or else the document is about;
    "project", the project it is about; "document" joins what the document names most of either.
    """

    name: str
    predicate: Predicate
    confidence: Confidence
    blocks: frozenset[BlockKind]
    subject: frozenset[EntityType]
    object: frozenset[EntityType]
    across: Literal["sentence", "block", "event", "project", "document"]
    words: frozenset[str] = frozenset()
    said: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Patterns:
    """All patterns, in the order of their files."""

    sequences: tuple[Sequence, ...]
    dependencies: tuple[Dependency, ...]
    structures: tuple[Structure, ...]

    @property
    def names(self) -> frozenset[str]:
        """What the patterns are called."""
        kinds = (self.sequences, self.dependencies, self.structures)
        return frozenset(pattern.name for patterns in kinds for pattern in patterns)


@cache
def word_list(name: str) -> frozenset[str]:
    """Return the lower-case words of the packaged list ``name``, one a line, # begins a comment.

    Raises:
        DataFileError: if a line is not one lower-case word; it names file and line.
    """
    words = set()
    for number, line in packaged_lines(f"{name}.txt"):
        if line != line.lower() or len(line.split()) != 1:
            raise DataFileError(f"{name}.txt:{number}: {line!r} is no lower-case word; mend it")
        words.add(line)
    return frozenset(words)


def packaged_lines(name: str) -> Iterator[tuple[int, str]]:
    """Yield number and content of each line of a file in ``data/patterns``, comments left out.

    Raises:
        DataFileError: as `read_table` and `table_lines`.
    """
    return table_lines(name, read_table(files("bacd_graph") / "data" / "patterns" / name, name))


SEQUENCES: Final = "sequences.jsonl"
DEPENDENCIES: Final = "dependencies.jsonl"
STRUCTURES: Final = "structure.jsonl"
FILES: Final = (SEQUENCES, DEPENDENCIES, STRUCTURES)

_ENDS = 2
SURELY: Final = (None, "1", "+")  # how often a token stands that must be there
_TYPES: Final = ("", *EntityType)
T = TypeVar("T", "Sequence", "Dependency", "Structure")


def load_patterns(
    folder: Traversable | Path | None = None, own: str | PathLike[str] | None = None
) -> Patterns:
    """Return the patterns of ``folder``, by default those that come with the package.

    ``own`` is a folder with any of the files, whose patterns are added; one that is called as a
    pattern of ``folder``, in whatever file, takes its place.

    Raises:
        DataFileError: if a line breaks the rules; it names file and line.
    """
    place = files("bacd_graph") / "data" / "patterns" if folder is None else folder
    found = _read({name: place / name for name in FILES})
    if own is None:
        return found
    mine = _read({name: path for name in FILES if (path := Path(own) / name).is_file()})
    return Patterns(
        (*_others(found.sequences, mine.names), *mine.sequences),
        (*_others(found.dependencies, mine.names), *mine.dependencies),
        (*_others(found.structures, mine.names), *mine.structures),
    )


def _read(place: Mapping[str, Traversable | Path]) -> Patterns:
    """Return the patterns of the files that ``place`` has, by their usual names."""
    return Patterns(
        tuple(lines(place[SEQUENCES], Sequence) if SEQUENCES in place else ()),
        tuple(lines(place[DEPENDENCIES], Dependency) if DEPENDENCIES in place else ()),
        tuple(lines(place[STRUCTURES], Structure) if STRUCTURES in place else ()),
    )


def _others(patterns: Iterable[T], taken: frozenset[str]) -> Iterator[T]:
    return (pattern for pattern in patterns if pattern.name not in taken)


def check_tokens(pattern: "Sequence | Dependency | Structure", where: str) -> None:
    """Refuse a pattern of tokens that names a type that there is not, or joins no two names."""
    if isinstance(pattern, Structure):
        return
    check_freedom(pattern.pattern, f"{where}: {pattern.name!r}")
    for type_ in types_of(pattern):
        if type_ not in _TYPES:
            raise DataFileError(
                f"{where}: {pattern.name!r} has the ENT_TYPE {type_!r}; "
                f"write one of {', '.join(EntityType)}"
            )
    if isinstance(pattern, Sequence) and sum("ENT_TYPE" in t for t in named(pattern)) < _ENDS:
        raise DataFileError(f"{where}: {pattern.name!r} has not two names by ENT_TYPE; add them")
    if isinstance(pattern, Dependency):
        nodes = {node.get("RIGHT_ID") for node in pattern.pattern}
        if not {"subject", "object"} <= nodes:
            raise DataFileError(
                f"{where}: {pattern.name!r} has no nodes called subject and object; name them so"
            )


def types_of(pattern: Sequence | Dependency) -> Iterator[str]:
    """Yield the types that the tokens of a pattern may have, "" where it asks for no name."""
    for token in pattern.pattern:
        match token.get("RIGHT_ATTRS", token):
            case {"ENT_TYPE": str(type_)}:
                yield type_
            case {"ENT_TYPE": {"IN": list(types)}}:
                yield from types


def named(pattern: Sequence) -> Iterator[dict[str, Any]]:
    """Yield the tokens of a sequence that must be there and be a name."""
    return (t for t in pattern.pattern if t.get("ENT_TYPE") and t.get("OP") in SURELY)


def lines(file: Traversable | Path, kind: type[T]) -> Iterator[T]:
    """Yield the patterns of one file; empty lines and those that begin with # are comments."""
    names: set[str] = set()
    for number, line in enumerate(read_table(file, str(file)).split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        where = f"{file}:{number}"
        try:
            pattern = msgspec.json.decode(line, type=kind)
        except (msgspec.DecodeError, RecursionError) as error:
            raise DataFileError(f"{where}: {error}; mend the pattern") from error
        if pattern.name in names:
            raise DataFileError(
                f"{where}: {pattern.name!r} is the name of another; choose a new one"
            )
        names.add(pattern.name)
        if len(names) > limits.PATTERNS:
            raise DataFileError(
                f"{where}: there are more than {limits.PATTERNS:,} patterns; join some"
            )
        check_tokens(pattern, where)
        yield pattern
