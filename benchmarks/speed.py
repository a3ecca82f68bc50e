"""How fast one process extracts, beside stock spaCy: ``python -m benchmarks.speed POSTS``.

Each row is processor time over the same texts, read beforehand: the stock pipeline, ours with
the encoder and with its student, and ours with one measure undone at a time.
"""

import os

# Before numpy is loaded: two levels of threads only wait.
os.environ.setdefault("OMP_NUM_THREADS", "1")

import random
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import click
import spacy
from rich.console import Console
from rich.table import Table
from spacy.language import Language
from thinc.api import NumpyOps

from bacd_graph.extraction import open_domain
from bacd_graph.extraction.fingerprints import DEFAULT_MODEL
from bacd_graph.extraction.pipeline import load, run
from bacd_graph.extraction.products import multiply
from bacd_graph.extraction.rules import Rules
from bacd_graph.model import Document
from bacd_graph.reading import find_sources, read

Undo = Callable[[Language], object]


def multiply_by_blis(nlp: Language) -> None:
    """Let BLIS multiply the matrices of spaCy's models."""
    for _, component in nlp.pipeline:
        multiply(component, NumpyOps(use_blis=True))


def parse_all(nlp: Language) -> None:
    """Find the syntax of all sentences, not only where names are."""
    rules = nlp.get_pipe("bacd_rules")
    assert isinstance(rules, Rules)
    rules.least = 0
    rules.syntax_may_match = lambda types, words, roles=None: True


UNDONE: Mapping[str, Undo] = {
    "ours, with the encoder": lambda nlp: None,
    "  BLIS multiplies the matrices": multiply_by_blis,
    "  the syntax of all sentences": parse_all,
    "  spaCy's own names, which nobody asks for": lambda nlp: nlp.add_pipe(
        "ner", source=spacy.load(DEFAULT_MODEL), after="parser"
    ),
}


def seconds(nlp: Language, documents: Sequence[Document]) -> float:
    """Return the processor time that extraction takes."""
    start = time.process_time()
    for document in documents:
        run(document, nlp)
    return time.process_time() - start


def stock_seconds(nlp: Language, documents: Sequence[Document]) -> float:
    """Return the processor time of the stock pipeline over the same texts."""
    start = time.process_time()
    for _ in nlp.pipe([document.text for document in documents], batch_size=8):
        pass
    return time.process_time() - start


@click.command()
@click.argument("posts", type=click.Path(exists=True, path_type=Path))
@click.option("--sample", type=click.IntRange(1), help="read so many of them, drawn at random")
def main(posts: Path, sample: int | None) -> None:
    """Print words a second over the POSTS, and how that compares with the stock pipeline."""
    documents = [read(source.path) for source in find_sources([posts])]
    if sample is not None:
        documents = random.Random(0).sample(documents, min(sample, len(documents)))
    words = sum(len(document.text.split()) for document in documents)
    stock = stock_seconds(spacy.load(DEFAULT_MODEL), documents)
    took = {"stock spaCy": stock}
    for name, undo in UNDONE.items():
        nlp = load()
        undo(nlp)
        took[name] = seconds(nlp, documents)
    took["ours, with the student"] = seconds(load(domain=open_domain(None, fast=True)), documents)
    table = Table(
        "", "words/s", "of stock", title=f"{len(documents)} posts, {words:,} words", box=None
    )
    for name, time_ in took.items():
        table.add_row(name, f"{words / time_:,.0f}", f"{stock / time_:.2f}")
    Console(width=100).print(table)


if __name__ == "__main__":
    main()
