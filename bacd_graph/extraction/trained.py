"""The trained model that comes with the package: where it lies, and the thresholds set for it."""

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

import msgspec

from bacd_graph.errors import ModelMissingError
from bacd_graph.model import EntityType, Predicate


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How sure the model must be, each in 0..1; set on documents kept out of the fit.

    ``names`` is for names that the encoder finds, ``listed`` for those that the gazetteer knows,
    ``relations`` for the classifier's.
    """

    names: Mapping[EntityType, float]
    listed: float
    relations: Mapping[Predicate, float]


def folder() -> Path:
    """Return where the packaged model lies."""
    return Path(str(files("bacd_graph") / "data" / "model"))


@lru_cache(maxsize=1)
def settings() -> Settings:
    """Return the thresholds of the packaged model.

    Raises:
        ModelMissingError: if they are missing or damaged.
    """
    path = folder() / "settings.json"
    try:
        return msgspec.json.decode(path.read_bytes(), type=Settings)
    except (OSError, msgspec.DecodeError) as error:
        raise ModelMissingError(
            f"{path} is missing or damaged ({error}); reinstall bacd-graph"
        ) from error
