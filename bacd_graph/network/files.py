"""Files that are whole or not there."""

import os
import tempfile
from pathlib import Path

from bacd_graph.errors import BuildError


def write_whole(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path`` so that a reader sees the old file or the new, never half.

    Raises:
        BuildError: if the folder does not exist or cannot be written to.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        # mkstemp makes files for the owner alone; an output is for whoever may read the folder.
        Path(name).chmod(0o666 & ~_umask())
        Path(name).replace(path)
    except OSError as error:
        raise _unwritable(path, error) from error
    finally:
        Path(name).unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _unwritable(path: Path, error: OSError) -> BuildError:
    return BuildError(
        f"{path}: cannot be written ({error.strerror}); name a file in a folder that exists "
        "and that you may write to"
    )
