"""The corrections file on disk: an answer more, an answer less, never half of one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bacd_graph.errors import DataFileError
from bacd_graph.files import write_whole
from bacd_graph.resolution import NO_CORRECTIONS, Corrections, read_corrections
from bacd_graph.resolution.corrections_file import corrections_bytes, parse_corrections
from bacd_graph.reviewing.options import Row
from bacd_graph.reviewing.rows import Signature, added, to_toml, without_last


def corrections_in(path: Path) -> Corrections:
    """Return what the file says; nothing if there is none.

    Raises:
        DataFileError: as `read_corrections`.
    """
    return read_corrections(path) if path.exists() else NO_CORRECTIONS


def write_answer(path: Path, row: Row, signature: Signature) -> bytes:
    """Put a row at the end of the file, and return its bytes now.

    All else in it stays as it is, byte for byte.

    Raises:
        DataFileError: if the row contradicts another one, or cannot be written; then nothing is.
    """
    with _alone(path):
        content = added(_bytes(path), to_toml(row, signature))
        parse_corrections(path, content)
        write_whole(path, content)
    return content


def take_back(path: Path, written: bytes | None = None) -> str:
    """Take the last answer out of the file, and return its row.

    A file that a review made goes with its last answer. ``written`` is how the file must be, if
    that matters: another session's answer is not ours to take back.

    Raises:
        DataFileError: if there is no answer in it, or it was changed since; then nothing is done.
    """
    with _alone(path):
        before = _bytes(path) or b""
        if written is not None and before != written:
            raise DataFileError(f"{path} was changed since your answer; take that back by hand")
        content, row = without_last(before, str(path))
        if content is None:
            path.resolve().unlink()
        else:
            write_whole(path, content)
    return row


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Let one session at a time read the file and write it anew, where the system can.

    The folder is locked, not the file, in whose place another one comes.
    """
    try:
        import fcntl

        folder = os.open(path.resolve().parent, os.O_RDONLY)
    except (ImportError, OSError):
        yield
        return
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _bytes(path: Path) -> bytes | None:
    return corrections_bytes(path) if path.exists() else None
