"""Files that are whole or not there."""

import errno
import os
import tempfile
from pathlib import Path
from typing import Final

from bacd_graph.errors import BuildError

_FULL: Final = {errno.EDQUOT, errno.EFBIG, errno.ENOSPC}
_NO_ROOM: Final = "make room there, or write elsewhere"
_NO_PLACE: Final = "name a file in a folder that exists and that you may write to"


def write_whole(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path`` so that a reader sees the old file or the new, never half.

    Where a link leads there, the file behind it is written. A file keeps its mode; a new one is
    for whoever may read the folder. What is no usual file (a device, a pipe) is written into.

    Raises:
        BuildError: if the folder does not exist or cannot be written to.
    """
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_bytes(content)
        else:
            _replace(path.resolve(), content)
    # A link that leads back to itself is a RuntimeError in Python 3.11 and 3.12.
    except (OSError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or error
        remedy = _NO_ROOM if getattr(error, "errno", None) in _FULL else _NO_PLACE
        raise BuildError(f"{path}: cannot be written ({reason}); {remedy}") from error


def _replace(target: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=".bacd-graph.")
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp makes files for the owner alone.
        fresh.chmod(target.stat().st_mode & 0o7777 if target.exists() else 0o666 & ~_umask())
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
