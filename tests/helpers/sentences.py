"""An engine that needs no model: a document of lines "Ada worksFor Acme." says just that."""

import os
import time
from collections.abc import Callable
from dataclasses import replace
from functools import cache

from bacd_graph.errors import ModelMissingError
from bacd_graph.extraction import NO_DOMAIN, Domain
from bacd_graph.gazetteer import Gazetteer, load_gazetteer
from bacd_graph.limits import DOCUMENT_CHARACTERS
from bacd_graph.model import (
    SIGNATURES,
    AlignedSpan,
    Block,
    Chain,
    Document,
    EntityType,
    Facts,
    Mention,
    Passage,
    Predicate,
    Statement,
    Status,
)
from bacd_graph.reading import source_span

STATUSES = {".": Status.ASSERTED, "?": Status.PLANNED, "!": Status.NEGATED}


@cache
def packaged() -> Gazetteer:
    """Return the gazetteer of the package, loaded once for all builds of a process."""
    return load_gazetteer()


class Sentences:
    """Extracts lines of three words; the last sign tells the status.

    "FAIL" in a text raises, "CRASH" kills the process, "SLOW" takes a minute. Types come from
    the vocabulary: the last pair, by name, that the predicate may join.
    """

    version = "1"

    def __init__(
        self, domain: Domain = NO_DOMAIN, max_characters: int = DOCUMENT_CHARACTERS
    ) -> None:
        self.domain = domain
        self.max_characters = max_characters

    def fingerprint(self) -> str:
        return f"sentences {self.version} {self.domain.digest}"

    def name(self) -> str:
        return "sentences"

    def gazetteer(self) -> Gazetteer:
        own = self.domain.gazetteer
        return load_gazetteer(own=own) if own else packaged()

    def load(self) -> Callable[[Document], Facts]:
        return extract


class NewSentences(Sentences):
    version = "2"


class TooSure(Sentences):
    """Breaks the shapes: no statement can be surer than 1."""

    version = "3"

    def load(self) -> Callable[[Document], Facts]:
        return exaggerate


class Doubtful(Sentences):
    """Is less sure of who works where: 0.4, and 0.9 of all else."""

    version = "5"

    def load(self) -> Callable[[Document], Facts]:
        return doubt


class Unfound(Sentences):
    """Stands on a model that nobody installed."""

    version = "4"

    def load(self) -> Callable[[Document], Facts]:
        raise ModelMissingError("the model is not installed; install it")


def exaggerate(document: Document) -> Facts:
    facts = extract(document)
    return replace(facts, statements=tuple(replace(s, confidence=2.0) for s in facts.statements))


def doubt(document: Document) -> Facts:
    facts = extract(document)
    sure = {Predicate.WORKS_FOR: 0.4}
    doubted = (replace(s, confidence=sure.get(s.predicate, 0.9)) for s in facts.statements)
    return replace(facts, statements=tuple(doubted))


def extract(document: Document) -> Facts:
    if "CRASH" in document.text:
        os._exit(9)
    if "SLOW" in document.text:
        time.sleep(60)
    if "FAIL" in document.text:
        raise ValueError("a text that nobody foresaw")
    names: dict[tuple[str, EntityType], list[Mention]] = {}
    said: list[tuple[tuple[str, EntityType], Predicate, tuple[str, EntityType], Status, Block]] = []
    for block in document.blocks:
        line = document.text[block.start : block.end]
        words = line[:-1].split(" ")
        if (
            len(words) != 3
            or not all(words)
            or words[1] not in set(Predicate)
            or line[-1] not in STATUSES
        ):
            continue
        predicate = Predicate(words[1])
        subject_type, object_type = sorted(SIGNATURES[predicate])[-1]
        ends = (words[0], subject_type), (words[2], object_type)
        for name, at in zip(ends, (0, line.rindex(words[2])), strict=True):
            start = block.start + at
            names.setdefault(name, []).append(Mention(start, start + len(name[0]), name[0]))
        said.append((ends[0], predicate, ends[1], STATUSES[line[-1]], block))
    ids = {name: f"e{number}" for number, name in enumerate(names, start=1)}
    chains = tuple(Chain(ids[n], n[0], n[1], tuple(mentions)) for n, mentions in names.items())
    statements = tuple(
        Statement(document.id, ids[s], p, ids[o], status, 0.9, (_passage(document, block),))
        for s, p, o, status, block in said
    )
    shown = tuple(_aligned(document, block) for *_, block in said)
    return Facts(document.info, chains, statements, document.text, document.blocks, shown)


def _passage(document: Document, block: Block) -> Passage:
    return _aligned(document, block).passage(document.id, document.text)


def _aligned(document: Document, block: Block) -> AlignedSpan:
    source = source_span(document, block.start, block.end)
    return AlignedSpan(block.start, block.end, *source)
