"""The hand-written patterns of ``data/patterns``: read and checked once.

``sequences.jsonl`` and ``dependencies.jsonl`` are in the form of spaCy's Matcher and
DependencyMatcher, over texts in which each name is one token with its type as ENT_TYPE.
``structure.jsonl`` is about blocks: what a list, a table or a heading says by its form.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Literal, TypeVar

import msgspec

from bacd_graph.errors import DataFileError
from bacd_graph.model import BlockKind, EntityType, Predicate


class Sequence(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Tokens in a row; the first and the last name among them are the two ends.

    ``forward`` is true where the first is the subject. ``blocks`` are the kinds of block that
    the pattern holds in; none means all. ``spread`` is true where it holds of names that "and"
    joins to the subject ("Ada and Bob from Acme"), too.
    """

    name: str
    predicate: Predicate
    confidence: float
    pattern: list[dict[str, Any]]
    forward: bool = True
    spread: bool = False
    blocks: frozenset[BlockKind] = frozenset()


class Dependency(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A piece of a dependency tree with nodes called "subject" and "object"."""

    name: str
    predicate: Predicate
    confidence: float
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
    confidence: float
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


@cache
def word_list(name: str) -> frozenset[str]:
    """Return the lower-case words of the packaged list ``name``, one a line, # begins a comment.

    Raises:
        DataFileError: if a line is not one lower-case word; it names file and line.
    """
    file = files("bacd_graph") / "data" / "patterns" / f"{name}.txt"
    words = set()
    for number, line in enumerate(file.read_text("utf-8").split("\n"), start=1):
        if not line or line.startswith("#"):
            continue
        if line != line.lower() or len(line.split()) != 1:
            raise DataFileError(f"{name}.txt:{number}: {line!r} is no lower-case word; mend it")
        words.add(line)
    return frozenset(words)


_ENDS = 2
T = TypeVar("T", "Sequence", "Dependency", "Structure")


def load_patterns(folder: Traversable | Path | None = None) -> Patterns:
    """Return the patterns of ``folder``, by default those that come with the package.

    Raises:
        DataFileError: if a line breaks the rules; it names file and line.
    """
    place = files("bacd_graph") / "data" / "patterns" if folder is None else folder
    return Patterns(
        tuple(lines(place / "sequences.jsonl", Sequence)),
        tuple(lines(place / "dependencies.jsonl", Dependency)),
        tuple(lines(place / "structure.jsonl", Structure)),
    )


def check_ends(pattern: "Sequence | Dependency | Structure", where: str) -> None:
    """Refuse a pattern of tokens that does not say which two names it joins."""
    if isinstance(pattern, Sequence) and sum("ENT_TYPE" in t for t in named(pattern)) < _ENDS:
        raise DataFileError(f"{where}: {pattern.name!r} has not two names by ENT_TYPE; add them")
    if isinstance(pattern, Dependency):
        nodes = {node.get("RIGHT_ID") for node in pattern.pattern}
        if not {"subject", "object"} <= nodes:
            raise DataFileError(
                f"{where}: {pattern.name!r} has no nodes called subject and object; name them so"
            )


def named(pattern: Sequence) -> Iterator[dict[str, Any]]:
    """Yield the tokens of a sequence that must be there and be a name."""
    return (t for t in pattern.pattern if t.get("ENT_TYPE") and t.get("OP") not in ("?", "*"))


def lines(file: Traversable | Path, kind: type[T]) -> Iterator[T]:
    """Yield the patterns of one file; empty lines and those that begin with # are comments."""
    names: set[str] = set()
    for number, line in enumerate(file.read_text("utf-8").split("\n"), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        where = f"{file.name}:{number}"
        try:
            pattern = msgspec.json.decode(line, type=kind)
        except msgspec.DecodeError as error:
            raise DataFileError(f"{where}: {error}; mend the pattern") from error
        if pattern.name in names:
            raise DataFileError(
                f"{where}: {pattern.name!r} is the name of another; choose a new one"
            )
        names.add(pattern.name)
        check_ends(pattern, where)
        yield pattern
