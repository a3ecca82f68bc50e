"""A domain: a folder of one's own names, patterns and model, beside those of the package.

    gazetteer/projects.tsv ...     any of the tables; their rows are added
    patterns/sequences.jsonl ...   any of the files; their patterns are added
    model/encoder.onnx ...         all of the files; they take the place of the packaged model
    model/SHA256SUMS               what these must hold, if one likes; so in the student
    model/student/tagger.bin ...   all of the files, or none; what --fast reads with

Hidden files and a README, which is about its folder, are no part of it.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from os import PathLike
from pathlib import Path
from types import MappingProxyType
from typing import Final

from bacd_graph import limits
from bacd_graph.errors import DataFileError
from bacd_graph.extraction.patterns import FILES
from bacd_graph.extraction.trained import STUDENT, SUMS
from bacd_graph.extraction.trained import folder as model_folder
from bacd_graph.gazetteer import TABLES

_MODEL: Final = (
    "encoder.onnx",
    "entities.onnx",
    "events.onnx",
    "relations.npz",
    "settings.json",
    "statements.onnx",
    "tokenizer.json",
)
_STUDENT: Final = (
    "entities.onnx",
    "events.onnx",
    "relations.npz",
    "settings.json",
    "statements.onnx",
    "tagger.bin",
)
_PARTS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {"gazetteer": tuple(TABLES), "model": (*_MODEL, SUMS), "patterns": FILES}
)


@dataclass(frozen=True, slots=True)
class Domain:
    """Where the parts of a domain lie, None for a part that it leaves to the package.

    ``digest`` is the hexadecimal hash of all its files as they were when it was opened, wherever
    they lay; "" of none. ``folder`` and ``fast`` are what it was opened with: where it travels to
    another machine, it is opened there.
    """

    gazetteer: str | None = None
    patterns: str | None = None
    model: str | None = None
    digest: str = ""
    folder: str | None = None
    fast: bool = False

    def __reduce__(self) -> tuple[Callable[..., "Domain"], tuple[object, ...]]:
        if self.folder or self.fast:
            return _reopened, (self.folder, self.fast)
        return Domain, (self.gazetteer, self.patterns, self.model, self.digest)


NO_DOMAIN: Final = Domain()


def open_domain(folder: str | PathLike[str] | None, *, fast: bool = False) -> Domain:
    """Return the domain in ``folder``; for no folder the one that leaves all to the package.

    ``fast`` takes the student of the domain's model, or of the packaged one, in its place. What
    the files say is checked where they are loaded.

    Raises:
        DataFileError: if the folder is missing or empty, holds anything that is no part of a
            domain or a part that cannot be read, if its model is not whole, or if that has no
            student where one is asked for.
    """
    domain = NO_DOMAIN if folder is None else _opened(folder)
    if not fast:
        return domain
    student = model_folder(domain.model) / STUDENT
    if not student.is_dir():
        raise DataFileError(
            f"{student.parent}: has no {STUDENT}, so no fast form; leave out --fast"
        )
    return replace(domain, model=str(student), digest=f"fast {domain.digest}", fast=True)


def _reopened(folder: str | None, fast: bool) -> Domain:
    return open_domain(folder, fast=fast)


def _opened(folder: str | PathLike[str]) -> Domain:
    parts = _children(Path(folder), _PARTS, Path.is_dir)
    digest = sha256()
    for name, part in parts.items():
        beside = part / STUDENT if name == "model" else None
        files = _children(part, _PARTS[name], Path.is_file, beside)
        lacking = [file for file in _MODEL if file not in files] if name == "model" else []
        if lacking:
            missing = ", ".join(lacking)
            raise DataFileError(
                f"{part}: {missing} is missing; a model takes the place of the packaged one whole"
            )
        found = [*files.values()]
        if beside is not None and beside.is_dir():
            found += _children(beside, (*_STUDENT, SUMS), Path.is_file).values()
        for file in found:
            content = _content(file)
            digest.update(f"{file.relative_to(folder)}\0{len(content)}\0".encode())
            digest.update(content)
    gazetteer, patterns, model = (
        _text(parts.get(name)) for name in ("gazetteer", "patterns", "model")
    )
    return Domain(gazetteer, patterns, model, digest.hexdigest(), str(Path(folder).absolute()))


def _text(part: Path | None) -> str | None:
    return None if part is None else str(part)


def _children(
    folder: Path, known: Collection[str], fits: Callable[[Path], bool], apart: Path | None = None
) -> dict[str, Path]:
    """Return what lies in ``folder``, by name and in its order; each is ``known`` and ``fits``.

    What lies ``apart`` is left to others.
    """
    allowed = ", ".join(known)
    try:
        found = {
            path.name: path
            for path in sorted(folder.iterdir())
            if not _beside(path.name) and path != apart
        }
    except OSError as error:
        raise DataFileError(
            f"{folder}: cannot be read as a folder ({error.strerror}); give one with {allowed}"
        ) from error
    for name, path in found.items():
        if name not in known or not fits(path):
            raise DataFileError(f"{path}: no part of a domain; {folder} may hold {allowed} alone")
    if not found:
        raise DataFileError(f"{folder}: is empty; put any of {allowed} into it")
    return found


def _beside(name: str) -> bool:
    return name.startswith(".") or name.lower().partition(".")[0] == "readme"


def _content(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            content = opened.read(limits.MODEL_BYTES + 1)
    except OSError as error:
        raise DataFileError(f"{file}: cannot be read ({error.strerror}); check it") from error
    if len(content) > limits.MODEL_BYTES:
        raise DataFileError(
            f"{file}: has more than {limits.MODEL_BYTES:,} bytes, the limit; make it smaller"
        )
    return content
