"""Inputs that showed a mistake, each a small file that the tests try from then on."""

from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

from fuzzing.target import HOUSE, Target, what_is_wrong

FOUND = HOUSE / "fuzzing" / "found"
_TRIES = 2_000


def found_files() -> Iterator[tuple[str, Path]]:
    """Yield the target's name and the file of each finding, sorted."""
    for path in sorted(FOUND.glob("*/*")):
        yield path.parent.name, path


def keep(target: str, kind: str, data: bytes) -> Path:
    """Write an input to the findings of a target, and return its file."""
    path = FOUND / target / f"{kind}-{sha256(data).hexdigest()[:10]}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def smallest(target: Target, data: bytes, kind: tuple[str, str]) -> bytes:
    """Return a part of ``data``, as small as a few tries make it, that is wrong in the same way."""

    def is_alike(part: bytes) -> bool:
        wrong = what_is_wrong(target, part)
        return wrong is not None and wrong.kind == kind

    return _shrunk(data, is_alike)


def _shrunk(data: bytes, is_alike: Callable[[bytes], bool]) -> bytes:
    tries = 0
    size = len(data) // 2
    while size and tries < _TRIES:
        at = 0
        while at < len(data) and tries < _TRIES:
            part = data[:at] + data[at + size :]
            tries += 1
            if is_alike(part):
                data = part
            else:
                at += size
        size //= 2
    return data
