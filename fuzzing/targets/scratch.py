"""Where targets put the files that they read at once."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory


@cache
def _folder() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="fuzzing-")


def scratch() -> Path:
    """Return a folder of this process, which goes with it."""
    return Path(_folder().name)


@contextmanager
def holding(folder: Path, contents: Mapping[str, bytes]) -> Iterator[Path]:
    """Give ``folder`` with these files; they go with the context."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    try:
        yield folder
    finally:
        for name in contents:
            (folder / name).unlink()
