"""The trained model, packaged or of one's own: where it lies, and the thresholds set for it."""

from importlib.resources import files
from pathlib import Path
from typing import Final

import msgspec

from bacd_graph.errors import ModelMissingError

STUDENT: Final = "student"  # the folder of the model's student, within its own
REMEDY: Final = "fit it anew if it is your own, else reinstall bacd-graph"


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
    path = folder(own) / "settings.json"
    try:
        return msgspec.json.decode(path.read_bytes(), type=Settings)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ModelMissingError(f"{path} is missing or damaged ({error}); {REMEDY}") from error
