"""Where files lie: on a local disk, or behind a URL that fsspec reaches (``s3://``, ``gs://``)."""

import errno
import re
from collections.abc import Iterator
from contextlib import contextmanager
from os import PathLike, fspath
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias, Union

from bacd_graph.errors import BacdGraphError, ExtraMissingError, ReadingError

if TYPE_CHECKING:
    from upath import UPath

# A name that is known to type checkers alone cannot be joined by "|".
Place: TypeAlias = Union[Path, "UPath"]

# Two letters or more: one is a drive of Windows.
_URL: Final = re.compile(r"[A-Za-z][\w+.:-]+://")


def is_url(text: str) -> bool:
    """Say whether ``text`` is a URL and no path.

    >>> is_url("s3://bucket/recaps"), is_url("corpus/recaps"), is_url("C://recaps")
    (True, False, False)
    """
    return bool(_URL.match(text))


def place(named: "str | PathLike[str] | UPath") -> Place:
    """Return the local path, or what is behind the URL, that somebody named.

    ``file://`` leads to a local path.

    Raises:
        ExtraMissingError: if a library is missing that the URL needs.
        ReadingError: if nothing is known that reads such URLs.
    """
    if not isinstance(named, str | PathLike):
        return named
    text = fspath(named)
    if not is_url(text):
        return Path(named)
    try:
        from upath import UPath

        found = UPath(text)
        # Only now it is looked whether there is what such a URL needs.
        found.fs  # noqa: B018
    except ImportError as error:
        ours = "'bacd-graph[urls]'" if error.name in {"fsspec", "upath"} else ""
        raise ExtraMissingError(
            f"{text}: a library for such URLs is missing ({error}); run pip install {ours or 'it'}"
        ) from error
    except ValueError as error:
        raise ReadingError(f"{text}: nothing reads such URLs ({error}); check it") from error
    return Path(found.path) if text.startswith("file://") else found


def behind_links(path: Place) -> Place:
    """Return where ``path`` leads by all links; the path itself where they lead in a circle."""
    try:
        return path.resolve()
    # Python 3.11 and 3.12 say so by a RuntimeError.
    except (OSError, RuntimeError):
        return path.absolute()


def below(path: Place, folder: Place) -> str | None:
    """Return how ``path`` is named from ``folder``, with "/"; None where it does not lie in it.

    >>> below(Path("corpus/2013/day.md"), Path("corpus"))
    '2013/day.md'
    """
    if isinstance(path, Path) or isinstance(folder, Path):
        here = isinstance(path, Path) and isinstance(folder, Path) and path.is_relative_to(folder)
        return path.relative_to(folder).as_posix() if here else None  # type: ignore[arg-type]
    return path.relative_to(folder).as_posix() if path.is_relative_to(folder) else None


@contextmanager
def reaching(where: Place) -> Iterator[None]:
    """Raise what goes wrong behind a URL as an OSError, as on a disk."""
    try:
        yield
    except (OSError, BacdGraphError):
        raise
    # Each file system has errors of its own: of missing rights, keys and networks.
    except Exception as error:
        if isinstance(where, Path):
            raise
        raise OSError(errno.EIO, f"{type(error).__name__}: {error}", str(where)) from error
