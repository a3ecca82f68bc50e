"""Graphs behind a URL: built on the local disk, copied there when they are whole.

The local folder is kept in the user's cache, so that the next build reads only what changed. If
another machine built into the URL meanwhile, its graph and facts are copied down first.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from bacd_graph import outputs
from bacd_graph.errors import BuildError, ExtraMissingError
from bacd_graph.places import Place, below, reaching

if TYPE_CHECKING:
    from upath import UPath


@contextmanager
def published(out: "UPath") -> Iterator[Path]:
    """Give a local folder to build into; what is built there when the context ends goes to ``out``.

    Nothing goes there after an error, or where ``out`` holds the same already.

    Raises:
        BuildError: if another build is at work in the folder, or was in ``out`` meanwhile.
        OSError: if ``out`` cannot be reached.
    """
    home = _cache() / sha256(str(out).encode()).hexdigest()[:16]
    folder = home / "graph"
    with _locked(home, out), reaching(out):
        before = _manifest(out)
        if before and before != _manifest(folder):
            copy_graph(out, folder)
        yield folder
        made = _manifest(folder)
        if made != before:
            if _manifest(out) != before:
                raise BuildError(f"{out}: another build wrote there meanwhile; build again")
            copy_graph(folder, out)
            _remove_older(out, made, before)


def copy_graph(origin: Place, target: Place) -> None:
    """Copy the graph that counts in ``origin``, and the facts, to ``target``.

    What says that it counts comes last, so that who reads ``target`` never sees half a version.

    Raises:
        BuildError: if what says it is damaged.
    """
    content = _manifest(origin)
    try:
        manifest = outputs.parse_manifest(content)
    except (ValueError, TypeError, RecursionError) as error:
        raise BuildError(
            f"{origin / outputs.STORE / outputs.MANIFEST} is damaged ({error}); "
            "remove it, and build again"
        ) from error
    here, there = origin / outputs.STORE, target / outputs.STORE
    _remove(there / manifest.version)
    for file in _files(here / manifest.version):
        _copy(file, there / str(below(file, here)))
    _copy(here / outputs.FACTS, there / outputs.FACTS)
    for name in outputs.FILES:
        if name in manifest.files:
            _copy(origin / name, target / name)
        else:
            # It would tell of an older graph.
            (target / name).unlink(missing_ok=True)
    (there / outputs.MANIFEST).write_bytes(content)


def _remove_older(out: Place, *kept: bytes) -> None:
    """Remove the versions in ``out`` but these: someone may still read the last one."""
    names = {outputs.parse_manifest(content).version for content in kept if content}
    for folder in (out / outputs.STORE).iterdir():
        if folder.is_dir() and folder.name not in names:
            _remove(folder)


def _cache() -> Path:
    try:
        from platformdirs import user_cache_path
    except ImportError as error:
        raise ExtraMissingError(
            "a graph behind a URL needs platformdirs, which is not installed; "
            "run pip install 'bacd-graph[urls]'"
        ) from error
    return user_cache_path("bacd-graph")


@contextmanager
def _locked(home: Path, out: "UPath") -> Iterator[None]:
    lock = outputs.locked(home)
    try:
        lock.__enter__()
    except BuildError as error:
        raise BuildError(f"{out}: another build is at work for it; wait until it ends") from error
    try:
        yield
    finally:
        lock.__exit__(None, None, None)


def _manifest(folder: Place) -> bytes:
    """Return the bytes that say which version counts in ``folder``; none where none does."""
    try:
        return (folder / outputs.STORE / outputs.MANIFEST).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return b""


def _files(folder: Place) -> Iterator[Place]:
    for child in folder.iterdir():
        if child.is_dir():
            yield from _files(child)
        else:
            yield child


def _copy(origin: Place, target: Place) -> None:
    if not target.parent.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
    with origin.open("rb") as read, target.open("wb") as written:
        shutil.copyfileobj(read, written)


def _remove(folder: Place) -> None:
    if not folder.exists():
        return
    if isinstance(folder, Path):
        shutil.rmtree(folder)
    else:
        folder.fs.rm(folder.path, recursive=True)
