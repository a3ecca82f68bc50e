"""Annotated documents as training examples: tokens, tags, pairs and labels."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from tokenizers import Tokenizer

from bacd_graph.extraction.encoding import TYPES, Window, windows
from bacd_graph.extraction.layout import make_doc
from bacd_graph.extraction.listed import listed_types
from bacd_graph.extraction.nodes import Cluster, make_nodes
from bacd_graph.extraction.pairs import Node, PairSet, candidate_pairs
from bacd_graph.extraction.relations import hits
from bacd_graph.extraction.rules import Rules
from bacd_graph.model import SYMMETRIC, BlockKind, EntityType, Predicate, allowed
from bacd_graph.reading import read

IGNORE = -100
PREDICATES = tuple(Predicate)


@dataclass(frozen=True, slots=True)
class Example:
    """One document.

    ``tags`` has shape (tokens,); ``labels``, ``mask`` and ``planned`` (pairs, predicates).
    """

    id: str
    doc: Doc
    windows: tuple[Window, ...]
    tags: NDArray[np.int64]
    names: tuple[str, ...]
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


def load_examples(
    texts: Path, gold: Path, nlp: Language, tokenizer: Tokenizer, rules: Rules
) -> list[Example]:
    """Return the examples of all annotated texts in a folder, by name."""
    files = {f.stem: f for f in texts.iterdir()}
    return [
        make_example(files[g.stem], json.loads(g.read_text("utf-8")), nlp, tokenizer, rules)
        for g in sorted(gold.glob("*.json"))
    ]


def make_example(
    path: Path, gold: dict[str, Any], nlp: Language, tokenizer: Tokenizer, rules: Rules
) -> Example:
    """Return the example of one annotated text."""
    document = read(path)
    doc = make_doc(document, nlp)
    for _, component in nlp.pipeline:
        doc = component(doc)
    owner: dict[str, dict[str, Any]] = {}
    for entity in gold["entities"]:
        for form in [*entity["mentions"], entity["name"]]:
            owner.setdefault(" ".join(form.split()), entity)
    tags = np.zeros(len(doc), dtype=np.int64)
    spans: dict[str, list[tuple[int, int]]] = {e["id"]: [] for e in gold["entities"]}
    for start, end, form in find_forms(document.text, list(owner)):
        span = doc.char_span(start, end, alignment_mode="expand")
        if tags[span.start : span.end].any():  # two names in one token
            continue
        entity = owner[form]
        spans[entity["id"]].append((span.start, span.end))
        tags[span.start : span.end] = IGNORE
        if not entity.get("optional"):
            kind = TYPES.index(EntityType(entity["type"]))
            tags[span.start : span.end] = 2 + 2 * kind
            tags[span.start] = 1 + 2 * kind
    clusters, ids = [], []
    authors = [(s.start, s.end) for s in doc._.layout if s.kind is BlockKind.AUTHOR]
    for entity in gold["entities"]:
        if spans[entity["id"]]:
            own = tuple(spans[entity["id"]])
            author = (
                any(a <= s < e for s, _ in own for a, e in authors) and entity["type"] == "Person"
            )
            clusters.append(Cluster(entity["name"], EntityType(entity["type"]), own, author=author))
            ids.append(entity["id"])
    doc._.clusters = tuple(clusters)
    nodes = doc._.nodes = make_nodes(doc, clusters)
    doc._.relations = ()
    pairs = candidate_pairs(doc, nodes, hits(rules(doc)._.relations))
    labels, mask, planned = make_labels(gold, ids, nodes, pairs)
    return Example(
        path.stem,
        doc,
        tuple(windows(doc, tokenizer, listed_types(doc))),
        tags,
        tuple(c.name for c in clusters),
        nodes,
        pairs,
        labels,
        mask,
        planned,
    )


def make_labels(
    gold: dict[str, Any], ids: list[str], nodes: tuple[Node, ...], pairs: PairSet
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
    said: dict[tuple[str, str, Predicate], dict[str, Any]] = {}
    for s in gold["statements"]:
        p = Predicate(s["p"])
        for key in [(s["s"], s["o"], p)] + ([(s["o"], s["s"], p)] if p in SYMMETRIC else []):
            if key not in said or said[key].get("optional"):
                said[key] = s
    for row, (a, b) in enumerate(pairs.pairs):
        for column, predicate in enumerate(PREDICATES):
            if not allowed(predicate, nodes[a].type, nodes[b].type):
                mask[row, column] = 0
            elif (s := said.get((ids[a], ids[b], predicate))) is not None and s[
                "status"
            ] != "negated":
                labels[row, column] = 1
                planned[row, column] = s["status"] == "planned"
                mask[row, column] = 0 if s.get("optional") else 1
    return labels, mask, planned
