"""Files that are whole or not there."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO, Final

from bacd_graph.errors import BuildError

_FULL: Final = {errno.EDQUOT, errno.EFBIG, errno.ENOSPC}
_NO_ROOM: Final = "make room there, or write elsewhere"
_NO_PLACE: Final = "name a file in a folder that exists and that you may write to"


def write_whole(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path``; see `writing_whole`."""
    with writing_whole(path) as file:
        file.write(content)


@contextmanager
def writing_whole(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write into, so that a reader of ``path`` sees the old one or all of it.

    Where a link leads there, the file behind it is written. A file keeps its mode; a new one is
    for whoever may read the folder. What is no usual file (a device, a pipe) is written into.

    Raises:
        BuildError: if the folder does not exist or cannot be written to.
    """
    try:
        unusual = path.exists() and not path.is_file() and not path.is_dir()
        with path.open("wb") if unusual else _replacing(_resolved(path)) as file:
            yield file
    except OSError as error:
        reason = getattr(error, "strerror", None) or error
        remedy = _NO_ROOM if getattr(error, "errno", None) in _FULL else _NO_PLACE
        raise BuildError(f"{path}: cannot be written ({reason}); {remedy}") from error


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    # A link that leads back to itself is a RuntimeError in Python 3.11 and 3.12.
    except RuntimeError as error:
        raise OSError(error) from error


@contextmanager
def _replacing(target: Path) -> Iterator[BinaryIO]:
    fresh = target.parent / f".bacd-graph.{token_hex(8)}"
    mode = target.stat().st_mode & 0o7777 if target.exists() else None
    # A new file gets what the system gives to new ones. The process's umask cannot be asked for
    # without a moment in which files of other threads are for everyone.
    created = partial(os.open, mode=0o666 if mode is None else 0o600)
    try:
        with open(fresh, "xb", opener=created) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if mode is not None:
            fresh.chmod(mode)
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)
