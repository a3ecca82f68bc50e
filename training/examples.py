"""Annotated documents as examples to learn from: tokens, tags, pairs and labels."""

import random
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence, Set
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from tokenizers import Tokenizer

from bacd_graph.evaluation.gold import (
    AnnotatedEntity,
    AnnotatedStatement,
    Annotations,
    read_annotations,
)
from bacd_graph.extraction.candidates import PREDICATES
from bacd_graph.extraction.encoding import TYPES, Window, windows
from bacd_graph.extraction.listed import listed_types
from bacd_graph.extraction.nodes import Cluster, make_nodes
from bacd_graph.extraction.pairs import Node, PairSet, candidate_pairs
from bacd_graph.extraction.pipeline import parse
from bacd_graph.extraction.relations import hits
from bacd_graph.extraction.rules import Rules
from bacd_graph.model import SYMMETRIC, BlockKind, EntityType, Predicate, Status, allowed
from bacd_graph.reading import find_sources, read
from training.dataset import IGNORE, fold_of
from training.renaming import collect, renamed

ANNOTATIONS = Path(__file__).parent / "annotations"
EXERCISES = Path(__file__).parent / "exercises"


class Origin(Enum):
    """Where an annotated text is from."""

    GOLD = auto()
    """The texts that the model is made for, of which thresholds are asked."""
    ARCHIVE = auto()
    """Other posts, with annotations of our own."""
    EXERCISE = auto()
    """Written to be learned from."""


@dataclass(frozen=True, slots=True)
class Source:
    """A text, and what annotators found in it; a copy has other names."""

    text: Path
    gold: Annotations
    origin: Origin
    copy: bool = False

    @property
    def id(self) -> str:
        """Its name, the same for a text and its copies."""
        return self.gold.id


@dataclass(frozen=True, slots=True)
class Example:
    """One document.

    ``tags`` has shape (tokens,); ``labels``, ``mask`` and ``planned`` (pairs, predicates).
    """

    source: Source
    doc: Doc
    windows: tuple[Window, ...]
    tags: NDArray[np.int64]
    nodes: tuple[Node, ...]
    pairs: PairSet
    labels: NDArray[np.float32]
    mask: NDArray[np.float32]
    planned: NDArray[np.float32]


def find_forms(text: str, forms: list[str]) -> Iterator[tuple[int, int, str]]:
    """Yield where the forms stand in ``text`` as whole words, longest first, without overlap."""
    if forms:
        parts = sorted(
            {r"\s+".join(map(re.escape, f.split())) for f in forms}, key=len, reverse=True
        )
        for m in re.finditer(r"(?<!\w)(?:" + "|".join(parts) + r")(?!\w)", text):
            yield m.start(), m.end(), " ".join(m[0].split())


def by_name(gold: Path, texts: Path, origin: Origin = Origin.GOLD) -> list[Source]:
    """Return the annotations in the folder ``gold``, each with the text of its name."""
    files = {f.stem: f for f in texts.iterdir() if f.suffix != ".json"}
    return [Source(files[g.stem], read_annotations(g), origin) for g in sorted(gold.glob("*.json"))]


def exercises() -> list[Source]:
    """Return the texts that were written to be learned from, with their annotations."""
    return by_name(EXERCISES, EXERCISES, Origin.EXERCISE)


class Reference(msgspec.Struct):
    """Which text of the archive a file of ``annotations/`` is about."""

    text: str


def of_archive(archive: Path) -> list[Source]:
    """Return our own annotations, each with its text in the folder of all posts."""
    return [
        Source(archive / reference(path), read_annotations(path), Origin.ARCHIVE)
        for path in sorted(ANNOTATIONS.glob("*.json"))
    ]


def reference(path: Path) -> str:
    """Return the path in the archive of the text that a file of annotations is about."""
    return msgspec.json.decode(path.read_bytes(), type=Reference).text


def unlike(archive: Path, known: Sequence[Path], others: Set[Path]) -> Iterator[Path]:
    """Yield the texts of an archive that are neither among ``others`` nor like a known one.

    Texts are alike that share half of their runs of eight words.
    """
    apart = [runs(path) for path in known]
    for source in find_sources([archive]):
        own = runs(source.path)
        if source.path.resolve() not in others and not any(
            len(own & r) > min(len(own), len(r)) / 2 for r in apart
        ):
            yield source.path


def runs(path: Path) -> frozenset[tuple[str, ...]]:
    """Return the runs of eight words of a text."""
    words = re.findall(r"\w+", path.read_text(errors="replace").lower())
    return frozenset(zip(*(words[i:] for i in range(8)), strict=False))


def copies(sources: Sequence[Source], folder: Path, seed: int) -> Iterator[Source]:
    """Write copies of texts with other names into ``folder``, and yield them.

    The names are those of the same fold: no network learns names of a fold that it is not to know.
    """
    rng = random.Random(seed)  # noqa: S311 (no secret)
    folds = [fold_of(source.id) for source in sources]
    names = {
        fold: collect(s.gold for s, own in zip(sources, folds, strict=True) if own == fold)
        for fold in {*folds}
    }
    for number, source in enumerate(sources):
        changed = renamed(
            source.text.read_text(errors="replace"), source.gold, names[folds[number]], rng
        )
        if changed is not None:
            text = folder / f"{seed}-{number}{source.text.suffix}"
            text.write_text(changed[0])
            yield Source(text, changed[1], source.origin, copy=True)


def load_examples(
    sources: Sequence[Source], make: Callable[[Source], Example], rounds: int
) -> Iterator[Example]:
    """Yield the texts as examples, and so many rounds of copies of them."""
    yield from map(make, sources)
    with tempfile.TemporaryDirectory() as scratch:
        for seed in range(rounds):
            yield from map(make, copies(sources, Path(scratch), seed))


def make_example(source: Source, nlp: Language, tokenizer: Tokenizer, rules: Rules) -> Example:
    """Return the example of one annotated text."""
    document, gold = read(source.text), source.gold
    doc = parse(document, nlp)
    owner: dict[str, AnnotatedEntity] = {}
    for entity in gold.entities:
        for form in (*entity.mentions, entity.name):
            owner.setdefault(" ".join(form.split()), entity)
    tags = np.zeros(len(doc), dtype=np.int64)
    spans: dict[str, list[tuple[int, int]]] = {e.id: [] for e in gold.entities}
    for start, end, form in find_forms(document.text, list(owner)):
        span = doc.char_span(start, end, alignment_mode="expand")
        if tags[span.start : span.end].any():  # two names in one token
            continue
        entity = owner[form]
        spans[entity.id].append((span.start, span.end))
        tags[span.start : span.end] = IGNORE
        if not entity.optional:
            kind = TYPES.index(entity.type)
            tags[span.start : span.end] = 2 + 2 * kind
            tags[span.start] = 1 + 2 * kind
    named = [e for e in gold.entities if spans[e.id]]
    authors = [(s.start, s.end) for s in doc._.layout if s.kind is BlockKind.AUTHOR]
    clusters = [
        Cluster(
            e.name,
            e.type,
            tuple(spans[e.id]),
            author=e.type is EntityType.PERSON
            and any(a <= start < b for start, _ in spans[e.id] for a, b in authors),
        )
        for e in named
    ]
    doc._.clusters, doc._.relations = tuple(clusters), ()
    nodes = doc._.nodes = make_nodes(doc, clusters)
    pairs = candidate_pairs(doc, nodes, hits(rules(doc)._.relations))
    labels, mask, planned = make_labels(gold, [e.id for e in named], nodes, pairs)
    return Example(
        source,
        doc,
        tuple(windows(doc, tokenizer, listed_types(doc))),
        tags,
        nodes,
        pairs,
        labels,
        mask,
        planned,
    )


def make_labels(
    gold: Annotations, ids: list[str], nodes: tuple[Node, ...], pairs: PairSet
) -> tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]:
    """Return labels, mask and planned of each pair and predicate, shape (pairs, predicates) each.

    Optional statements, and what the vocabulary does not allow, are masked.
    """
    shape = (len(pairs.pairs), len(PREDICATES))
    labels, mask, planned = (
        np.zeros(shape, np.float32),
        np.ones(shape, np.float32),
        np.zeros(shape, np.float32),
    )
    said: dict[tuple[str, str, Predicate], AnnotatedStatement] = {}
    for s in gold.statements:
        for key in [(s.s, s.o, s.p)] + ([(s.o, s.s, s.p)] if s.p in SYMMETRIC else []):
            if key not in said or said[key].optional:
                said[key] = s
    for row, (a, b) in enumerate(pairs.pairs):
        for column, predicate in enumerate(PREDICATES):
            if not allowed(predicate, nodes[a].type, nodes[b].type):
                mask[row, column] = 0
            elif (
                said_so := said.get((ids[a], ids[b], predicate))
            ) is not None and said_so.status is not Status.NEGATED:
                labels[row, column] = 1
                planned[row, column] = said_so.status is Status.PLANNED
                mask[row, column] = 0 if said_so.optional else 1
    return labels, mask, planned
