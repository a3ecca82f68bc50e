"""The trained model, packaged or of one's own: its files, checked, and the thresholds set for it.

``SHA256SUMS`` beside the files of a model says what they hold, a line each, as the command
``sha256sum`` writes it. A model of one's own may do without.
"""

import re
from hashlib import file_digest
from importlib.resources import files
from pathlib import Path
from typing import Final

import msgspec

from bacd_graph import limits
from bacd_graph.errors import ModelMissingError

SUMS: Final = "SHA256SUMS"
STUDENT: Final = "student"  # the folder of the model's student, within its own
REMEDY: Final = "fit it anew if it is your own, else reinstall bacd-graph"
_SUFFIXES: Final = frozenset({".bin", ".json", ".npz", ".onnx"})
_SUM: Final = re.compile(r"([0-9a-f]{64}) [ *](\S+)")


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How probable a thing must be, each in 0..1; set on documents kept out of the fit.

    ``name`` is for what the encoder takes for a name and ``listed`` for what the gazetteer knows,
    both low, since the judges decide: ``entity`` and ``statement`` are where they say yes.
    """

    name: float
    listed: float
    entity: float
    statement: float


def folder(own: str | None = None) -> Path:
    """Return where the model lies: the folder ``own``, by default that of the package."""
    return Path(str(files("bacd_graph") / "data" / "model") if own is None else own)


def settings(own: str | None = None) -> Settings:
    """Return the thresholds of the model in the folder ``own``, by default the packaged one.

    Raises:
        ModelMissingError: if they are missing or damaged.
    """
    path = checked(folder(own) / "settings.json")
    try:
        return msgspec.json.decode(path.read_bytes(), type=Settings)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ModelMissingError(f"{path} is missing or damaged ({error}); {REMEDY}") from error


def checked(path: Path) -> Path:
    """Return ``path``, a file of a model that is as large as one may be and what its sum says.

    Raises:
        ModelMissingError: if it is missing, too large, or not what ``SHA256SUMS`` beside it says.
    """
    try:
        if (size := path.stat().st_size) > limits.MODEL_BYTES:
            raise ModelMissingError(
                f"{path} has {size:,} bytes, more than {limits.MODEL_BYTES:,}; use a smaller model"
            )
        found = sum_of(path)
    except OSError as error:
        raise ModelMissingError(f"{path} is missing or damaged ({error}); {REMEDY}") from error
    sums = _sums(path.with_name(SUMS))
    if sums is not None and sums.get(path.name) != found:
        raise ModelMissingError(f"{path} is not the file that {SUMS} beside it tells of; {REMEDY}")
    return path


def write_sums(place: Path) -> None:
    """Write the sums of the files of the model in the folder ``place`` beside them."""
    names = sorted(path.name for path in place.iterdir() if path.suffix in _SUFFIXES)
    lines = (f"{sum_of(place / name)}  {name}\n" for name in names)
    (place / SUMS).write_text("".join(lines), "utf-8")


def sum_of(path: Path) -> str:
    """Return the SHA-256 of a file, hexadecimal."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _sums(file: Path) -> dict[str, str] | None:
    """Return the sum of each file that ``file`` tells of; None if it is not there."""
    try:
        lines = file.read_text("utf-8").splitlines()
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise ModelMissingError(f"{file} is damaged ({error}); {REMEDY}") from error
    sums = {}
    for number, line in enumerate(lines, start=1):
        found = _SUM.fullmatch(line)
        if found is None:
            raise ModelMissingError(f"{file}:{number}: no sum and name of a file; {REMEDY}")
        sums[found[2]] = found[1]
    return sums
