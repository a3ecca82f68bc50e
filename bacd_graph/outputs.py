"""The folder of a graph: which version in it counts, and how a new one takes its place.

    outputs/graph.trig ...              what people look at (`FILES`)
    outputs/store/current.json          which version counts, and what it was made with
    outputs/store/graph-7/graph/        a version: the store
    outputs/store/graph-7/files/        its files, until they are moved to where people look
    outputs/store/graph-7/questions.json    what its build left to decide
    outputs/store/graph-7/texts.sqlite3     the texts of its documents, with their marks
    outputs/store/facts.sqlite3         what was taken from each document
    outputs/store/lock                  held by the build at work

A new version is made beside the old one, and counts from the moment at which `current.json` is
replaced. A build that is killed before leaves the old graph; one that is killed after leaves
the new one, whose files the next build, or whoever opens it, moves to their place.
"""

import json
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from hashlib import file_digest
from pathlib import Path
from typing import Final

from bacd_graph.errors import BuildError, GraphMissingError
from bacd_graph.files import write_whole

TRIG: Final = "graph.trig"
TURTLE: Final = "graph.ttl"
FILES: Final = (
    "ecosystem.png",
    "ecosystem.svg",
    "explorer.html",
    "graph.graphml",
    TRIG,
    TURTLE,
    "report.md",
)
STORE: Final = "store"
MANIFEST: Final = "current.json"
FACTS: Final = "facts.sqlite3"
_VERSION: Final = re.compile(r"graph-([1-9][0-9]{0,8})")
# Those of the engine's files that hold the graph; the tables among them it checks itself.
_ENGINE_FILE: Final = re.compile(r"CURRENT|MANIFEST-[0-9]+|[0-9]+\.sst")
_TABLE: Final = ".sst"


@dataclass(frozen=True, slots=True)
class Manifest:
    """The version that counts: its folder's name, a hash of what made it, a hash of each file.

    ``questions`` is the hash of the questions that it left open, ``texts`` that of its texts, and
    ``store`` has the hash of each file that the engine reads.
    """

    version: str
    made_with: str
    files: Mapping[str, str]
    questions: str = ""
    texts: str = ""
    store: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Version:
    """A version's folder, and the hash of its questions as its build wrote them, once it counts."""

    path: Path
    questions_hash: str = ""

    @property
    def graph(self) -> Path:
        """Where its store lies."""
        return self.path / "graph"

    @property
    def files(self) -> Path:
        """Where its files wait."""
        return self.path / "files"

    @property
    def questions(self) -> Path:
        """Where it keeps what its build left to decide."""
        return self.path / "questions.json"

    @property
    def texts(self) -> Path:
        """Where it keeps its documents' texts."""
        return self.path / "texts.sqlite3"


def store_folder(folder: Path) -> Path:
    """Return where the versions, the facts and the lock of the graph in ``folder`` lie."""
    return folder / STORE


def read_manifest(folder: Path) -> Manifest | None:
    """Return what counts in ``folder``, or None where no build was ever finished.

    Raises:
        GraphMissingError: if what says so is damaged.
    """
    path = store_folder(folder) / MANIFEST
    try:
        return parse_manifest(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError, TypeError, RecursionError) as error:
        raise GraphMissingError(
            f"{path} is damaged ({error}); run `bacd-graph build` again"
        ) from error


def parse_manifest(content: bytes) -> Manifest:
    """Return what a file of this content says.

    Raises:
        ValueError, TypeError or RecursionError: if it says what no build writes.
    """
    manifest = Manifest(**json.loads(content))
    if not (isinstance(manifest.files, dict) and isinstance(manifest.store, dict)):
        raise TypeError("its hashes have no names")
    if (
        not _VERSION.fullmatch(manifest.version)
        or not {*manifest.files} <= {*FILES}
        or not all(map(_ENGINE_FILE.fullmatch, manifest.store))
    ):
        raise ValueError("it names what no build makes")
    return manifest


def forget(folder: Path) -> None:
    """Forget which version of ``folder`` counts; to be called under the lock."""
    (store_folder(folder) / MANIFEST).unlink(missing_ok=True)


def current_version(folder: Path) -> Version:
    """Return the version that counts in ``folder``.

    Raises:
        GraphMissingError: if there is none, or its store lists other files than the build made.
    """
    manifest = read_manifest(folder)
    if manifest is None:
        raise GraphMissingError(
            f"{folder} holds no graph; run `bacd-graph build CORPUS --out {folder}` first"
        )
    version = Version(store_folder(folder) / manifest.version, manifest.questions)
    for name, digest in manifest.store.items():
        # A list of tables that is cut short is a smaller graph to the engine, or an empty one.
        if not name.endswith(_TABLE) and _digest(version.graph / name) != digest:
            raise GraphMissingError(
                f"{version.graph / name} is damaged or missing; run `bacd-graph build` again"
            )
    return version


def stamp(folder: Path) -> tuple[int, int] | None:
    """Return what changes whenever another version counts in ``folder``; None if none does."""
    try:
        found = (store_folder(folder) / MANIFEST).stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep other builds out of ``folder`` for as long as the context lasts.

    The lock goes with the process that holds it, however that ends.

    Raises:
        BuildError: if another build is at work there.
    """
    from filelock import FileLock, Timeout

    store_folder(folder).mkdir(parents=True, exist_ok=True)
    lock = FileLock(store_folder(folder) / "lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise BuildError(
            f"{folder}: another build is at work there; wait until it ends or choose another folder"
        ) from error
    try:
        yield
    finally:
        lock.release()


def settle(folder: Path) -> None:
    """Move the files of the version that counts to their place, if they are not there yet.

    To be called under the lock. A file that the version does not have goes, since it would tell
    of an older graph.
    """
    manifest = read_manifest(folder)
    if manifest is None:
        return
    waiting = Version(store_folder(folder) / manifest.version).files
    if not waiting.is_dir():
        return
    for name in FILES:
        if (waiting / name).exists():
            (waiting / name).replace(folder / name)
        elif name not in manifest.files:
            (folder / name).unlink(missing_ok=True)
    shutil.rmtree(waiting)


def settle_if_free(folder: Path) -> None:
    """Do as `settle`, but leave it to others where a build is at work or nothing can be written."""
    manifest = read_manifest(folder)
    if manifest and Version(store_folder(folder) / manifest.version).files.is_dir():
        try:
            with locked(folder):
                settle(folder)
        except (BuildError, OSError):
            return


@contextmanager
def making(folder: Path) -> Iterator[Version]:
    """Give a version to fill, as `new_version`; it goes again if that fails."""
    version = new_version(folder)
    try:
        yield version
    # An interrupt too: half a version is of no use, and on a full disk its room is.
    except BaseException:
        shutil.rmtree(version.path, ignore_errors=True)
        raise


def new_version(folder: Path) -> Version:
    """Return a new, empty version; what older and unfinished builds left behind goes.

    To be called under the lock. The version that counts stays until the build after this one,
    so that who reads it now can go on.
    """
    manifest = read_manifest(folder)
    current = manifest.version if manifest else ""
    for path in sorted(store_folder(folder).glob("graph-*")):
        if path.name != current:
            shutil.rmtree(path)
    found = _VERSION.fullmatch(current)
    version = Version(store_folder(folder) / f"graph-{int(found[1]) + 1 if found else 1}")
    version.files.mkdir(parents=True)
    return version


def commit(folder: Path, version: Version, made_with: str) -> None:
    """Make ``version`` the one that counts, and put its files where people look.

    Where not even its manifest has room, it goes again.
    """
    files = {name: digest for name in FILES if (digest := _digest(version.files / name))}
    kept = (_digest(version.questions) or "", _digest(version.texts) or "")
    manifest = Manifest(version.path.name, made_with, files, *kept, _store_digests(version))
    try:
        content = json.dumps(asdict(manifest), indent=1)
        write_whole(store_folder(folder) / MANIFEST, f"{content}\n".encode())
    except BaseException:
        shutil.rmtree(version.path, ignore_errors=True)
        raise
    settle(folder)


def is_current(folder: Path, made_with: str) -> bool:
    """Say whether ``folder`` already holds, untouched, what ``made_with`` would make."""
    manifest = read_manifest(folder)
    if manifest is None or manifest.made_with != made_with:
        return False
    version = Version(store_folder(folder) / manifest.version)
    return (
        _store_digests(version) == manifest.store
        and _digest(version.questions) == manifest.questions
        and _digest(version.texts) == manifest.texts
        and all(_digest(folder / name) == manifest.files.get(name) for name in FILES)
    )


def _store_digests(version: Version) -> dict[str, str]:
    found = sorted(version.graph.glob("*"))
    return {path.name: _digest(path) or "" for path in found if _ENGINE_FILE.fullmatch(path.name)}


def _digest(path: Path) -> str | None:
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
