"""Which files of a corpus are sources, and what each is called."""

import os
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from bacd_graph import limits
from bacd_graph.errors import ReadingError
from bacd_graph.places import Place, behind_links, below, reaching
from bacd_graph.reading.metadata import date_in_name

ENDINGS: Final = (".htm", ".html", ".markdown", ".md", ".pdf", ".txt")
_UNTELLING: Final = frozenset({"index", "readme"})
# Whatever its ending: such a file tells about the folder that it lies in.
_ABOUT_FOLDER: Final = "readme"


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read: where it lies, the id of its document, and the path to show for it.

    It is refused if it has more than ``max_bytes``.
    """

    path: Place
    id: str
    label: str
    max_bytes: int = limits.SOURCE_BYTES

    @property
    def named_day(self) -> date | None:
        """The day that the file's name holds, or that of its folder."""
        return date_in_name(self.path.stem) or date_in_name(self.path.absolute().parent.name)


def find_sources(
    paths: Sequence[Place], max_bytes: int = limits.SOURCE_BYTES
) -> tuple[Source, ...]:
    """Return the sources among files and folders, sorted by label, with unique ids.

    A file given by name is always a source; in a folder, those with an ending of `ENDINGS`
    are, but for hidden ones, a README, which is about the folder, and links that lead out of
    it. An id is the file's name without its ending, or the folder's name for "index" and
    "readme"; where two are equal, folders' names are put before them until they differ.

    Raises:
        ReadingError: if a path does not exist or a folder cannot be listed.
    """
    found: dict[Place, str] = {}
    real: set[Place] = set()
    for path in paths:
        for file, label in _listed(path):
            behind = behind_links(file)
            if behind not in real:
                real.add(behind)
                found[file] = label
    ids = _unique(_all_name_parts(found), "-")
    labels = _unique({file: _label_parts(file, label) for file, label in found.items()}, "/")
    sources = (Source(file, ids[file], labels[file], max_bytes) for file in found)
    return tuple(sorted(sources, key=lambda source: source.label))


def left_out(paths: Sequence[Place]) -> tuple[str, ...]:
    """Return the labels of the READMEs in these folders: texts, but not sources.

    Raises:
        ReadingError: if a folder cannot be listed.
    """
    folders = (path for path in paths if path.is_dir())
    return tuple(sorted(label for f in folders for _, label in _files_of_folder(f, _is_readme)))


def lone_source(path: Place) -> Source:
    """Return the source that one file is, outside of any corpus."""
    return Source(path, _name_parts(path)[-1], path.name)


def _listed(path: Place) -> list[tuple[Place, str]]:
    try:
        with reaching(path):
            return list(_files(path))
    except OSError as error:
        raise ReadingError(
            f"{path}: cannot be reached ({error.strerror or error}); check the address and rights"
        ) from error


def _files(path: Place) -> Iterator[tuple[Place, str]]:
    if path.is_dir():
        yield from _files_of_folder(path, _is_text)
    elif path.exists():
        yield path, path.name
    else:
        raise ReadingError(f"{path}: there is no such file or folder; check its name")


def _files_of_folder(root: Place, wanted: Callable[[Place], bool]) -> Iterator[tuple[Place, str]]:
    real_root = root.resolve()
    try:
        with reaching(root):
            for folder, subfolders, names in _walk(root):
                subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
                for name in sorted(names):
                    file = folder / name
                    if name.startswith(".") or not wanted(file):
                        continue
                    if file.is_symlink() and below(behind_links(file), real_root) is None:
                        continue
                    yield file, below(file, root) or name
    except OSError as error:
        raise ReadingError(
            f"{root}: the folder cannot be listed ({error.strerror}); check its permissions"
        ) from error


def _walk(root: Place) -> Iterator[tuple[Place, list[str], list[str]]]:
    if not isinstance(root, Path):
        yield from root.walk(on_error=_refuse_folder)  # type: ignore[arg-type]
        return
    for folder, subfolders, names in os.walk(root, onerror=_refuse_folder):
        yield Path(folder), subfolders, names


def _is_text(file: Place) -> bool:
    return file.suffix.lower() in ENDINGS and not _is_readme(file)


def _is_readme(file: Place) -> bool:
    return file.suffix.lower() in ENDINGS and file.stem.lower() == _ABOUT_FOLDER


def _refuse_folder(error: OSError) -> None:
    raise ReadingError(
        f"{error.filename}: the folder cannot be listed ({error.strerror}); check its permissions"
    ) from error


def _name_parts(file: Place) -> tuple[str, ...]:
    """Return what an id may be made of, from the outermost folder to the name that tells."""
    folders = tuple(file.absolute().parent.parts[1:])
    if file.stem.lower() in _UNTELLING and folders:
        return folders
    return (*folders, file.stem)


def _all_name_parts(files: Collection[Place]) -> dict[Place, tuple[str, ...]]:
    """Return the parts of each file's id; the ending is one where nothing else differs."""
    parts = {file: _name_parts(file) for file in files}
    count = Counter(parts.values())
    return {
        file: names
        if count[names] == 1
        else (*file.absolute().parent.parts[1:], f"{file.stem}-{file.suffix[1:]}")
        for file, names in parts.items()
    }


def _label_parts(file: Place, label: str) -> tuple[str, ...]:
    parts = file.absolute().parts
    return (*parts[: len(parts) - label.count("/") - 1], label)


def _unique(parts: dict[Place, tuple[str, ...]], joiner: str) -> dict[Place, str]:
    """Return the last part of each, with parts before it where others would be equal."""
    taken = dict.fromkeys(parts, 1)
    while True:
        groups: defaultdict[str, list[Place]] = defaultdict(list)
        for file, names in parts.items():
            groups[joiner.join(names[-taken[file] :])].append(file)
        clashing = [
            file
            for files in groups.values()
            if len(files) > 1
            for file in files
            if taken[file] < len(parts[file])
        ]
        if not clashing:
            return {
                file: name if number == 0 else f"{name}-{number + 1}"
                for name, files in groups.items()
                for number, file in enumerate(sorted(files, key=lambda file: tuple(file.parts)))
            }
        for file in clashing:
            taken[file] += 1
