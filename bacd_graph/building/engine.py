"""What turns a document into facts, and by which version of everything."""

import platform
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final, Protocol

import bacd_graph
from bacd_graph.extraction import NO_DOMAIN, Domain, extract, fingerprint, load_pipeline
from bacd_graph.extraction.fingerprints import DEFAULT_MODEL
from bacd_graph.gazetteer import Gazetteer, load_gazetteer
from bacd_graph.limits import DOCUMENT_CHARACTERS
from bacd_graph.model import Document, Facts

# What the facts of a document depend on: code and data beside what the pipeline knows of, and
# libraries.
_READING: Final = (
    *("data/furniture.txt", "reading"),
    *("limits.py", "places.py", "tables.py", "toml.py"),
)
_LIBRARIES: Final = (
    DEFAULT_MODEL.replace("_", "-"),
    *("spacy", "thinc", "numpy", "onnxruntime", "tokenizers"),
    *("msgspec", "pypdf", "pyromark", "PyYAML", "trafilatura", "lxml", "justext"),
)
# The model is part of the pipeline's own hash.
_LEFT_OUT: Final = frozenset({"__pycache__", "model"})


class Engine(Protocol):
    """A way to extract. It travels to worker processes, so pickle must know it."""

    def fingerprint(self) -> str:
        """Return what tells facts made by this engine from those of others."""

    def name(self) -> str:
        """Return what a reader would call the language model, with its version."""

    def gazetteer(self) -> Gazetteer:
        """Return the names that it knows before it reads."""

    def load(self) -> Callable[[Document], Facts]:
        """Return the function that extracts; it may take seconds to get ready."""


@dataclass(frozen=True, slots=True)
class Pipeline:
    """The engine of every usual build: the pipeline of `bacd_graph.extraction`, on a domain.

    It refuses documents of more than so many characters.
    """

    domain: Domain = NO_DOMAIN
    max_characters: int = DOCUMENT_CHARACTERS

    def fingerprint(self) -> str:
        """Return a hash of the pipeline, of what reads documents for it, and of their libraries."""
        own = fingerprint(domain=self.domain)
        told = f"{own}\0{self.max_characters}\0{code_fingerprint(_READING)}\0{versions()}"
        return sha256(told.encode()).hexdigest()

    def name(self) -> str:
        """Return the name of the spaCy model, its version, and the hash of all else, shortened."""
        release = version(DEFAULT_MODEL.replace("_", "-"))
        return f"{DEFAULT_MODEL} {release}, pipeline {fingerprint(domain=self.domain)[:16]}"

    def gazetteer(self) -> Gazetteer:
        """Return the packaged gazetteer and that of the domain."""
        return load_gazetteer(own=self.domain.gazetteer)

    def load(self) -> Callable[[Document], Facts]:
        """Load the pipeline, once for many documents."""
        nlp = load_pipeline(domain=self.domain)
        nlp.max_length = self.max_characters
        return partial(extract, nlp=nlp)


def versions() -> dict[str, str]:
    """Return the versions of all that facts depend on, by name; "none" of what is missing."""
    python = ".".join(platform.python_version_tuple()[:2])
    named = {"Python": python, "bacd-graph": bacd_graph.__version__}
    return named | {library: _version(library) for library in _LIBRARIES}


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return "none"


def code_fingerprint(parts: tuple[str, ...] = ("",)) -> str:
    """Return a hash of the code and the data files of these parts of the package, or of all.

    A change of either makes old results stale, whether or not somebody raised a version.
    """
    digest = sha256()
    for part in parts:
        start = files("bacd_graph") / part if part else files("bacd_graph")
        for path, file in _walk(start, part):
            content = file.read_bytes()
            digest.update(f"{path}\0{len(content)}\0".encode())
            digest.update(content)
    return digest.hexdigest()


def _walk(start: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    if start.is_file():
        yield path, start
    elif start.is_dir():
        for child in sorted(start.iterdir(), key=lambda child: child.name):
            if child.name not in _LEFT_OUT:
                yield from _walk(child, f"{path}/{child.name}")
