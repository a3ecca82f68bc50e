"""The corrections file on disk: an answer more, an answer less, never half of one."""

import os
from pathlib import Path

from bacd_graph.errors import DataFileError
from bacd_graph.resolution import NO_CORRECTIONS, Corrections, read_corrections
from bacd_graph.resolution.corrections_file import parse_corrections
from bacd_graph.reviewing.options import Row
from bacd_graph.reviewing.rows import Signature, added, to_toml, without_last


def corrections_in(path: Path) -> Corrections:
    """Return what the file says; nothing if there is none.

    Raises:
        DataFileError: as `read_corrections`.
    """
    return read_corrections(path) if path.exists() else NO_CORRECTIONS


def write_answer(path: Path, row: Row, signature: Signature) -> Corrections:
    """Put a row at the end of the file, and return what it says now.

    All else in it stays as it is, byte for byte.

    Raises:
        DataFileError: if the row contradicts another one, or cannot be written; then nothing is.
    """
    content = added(_bytes(path), to_toml(row, signature))
    corrections = parse_corrections(path, content)
    _replace(path, content)
    return corrections


def take_back(path: Path) -> str:
    """Take the last answer out of the file, and return its row.

    A file that a review made goes with its last answer.

    Raises:
        DataFileError: if there is no answer in it, or it was changed since; then nothing is done.
    """
    content, row = without_last(_bytes(path) or b"", str(path))
    if content is None:
        path.resolve().unlink()
    else:
        _replace(path, content)
    return row


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise DataFileError(f"{path}: cannot be read ({error.strerror}); check the path") from error


def _replace(path: Path, content: bytes) -> None:
    """Give a file new bytes at once: who is killed here leaves the old ones or the new ones."""
    target = path.resolve()
    fresh = target.with_name(f".{target.name}.{os.getpid()}.new")
    fresh.unlink(missing_ok=True)
    try:
        with fresh.open("xb") as file:
            if target.exists():
                fresh.chmod(target.stat().st_mode & 0o7777)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)
