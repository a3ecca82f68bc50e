"""Extraction beside the stock spaCy pass over the same texts, in one process."""

import random
from functools import partial

import spacy

from bacd_graph.extraction import open_domain
from bacd_graph.extraction.fingerprints import DEFAULT_MODEL
from bacd_graph.extraction.pipeline import load
from bacd_graph.reading import find_sources, read
from benchmarks.material import Material
from benchmarks.results import Pair
from benchmarks.rounds import in_turns
from benchmarks.speed import seconds, stock_seconds

SAMPLE = 20


def pairs(material: Material, rounds: int) -> list[Pair]:
    """Return what it takes to extract from some of the posts, in seconds of the processor."""
    documents = [read(source) for source in find_sources([material.posts])]
    some = random.Random(0).sample(documents, min(SAMPLE, len(documents)))
    words = sum(len(document.text.split()) for document in some)
    stock = f"stock spaCy, {len(some)} posts, {words:,} words"
    calls = {
        stock: partial(stock_seconds, spacy.load(DEFAULT_MODEL)),
        "encoder": partial(seconds, load()),
        "--fast": partial(seconds, load(domain=open_domain(None, fast=True))),
    }
    for call in calls.values():
        call(some[:1])  # what is done once is not what a text costs
    taken = in_turns(rounds, {name: partial(call, some) for name, call in calls.items()})
    theirs = taken.pop(stock)
    return [Pair("extraction", name, stock, "CPU s", ours, theirs) for name, ours in taken.items()]
