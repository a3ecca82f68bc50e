"""Networks and the documents that each has not learned from, beside the network of all."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch

from bacd_graph.extraction.encoder import Encoding, softmax
from bacd_graph.extraction.heads import RelationHead
from training.examples import Example
from training.fit import fit, go_on, mean
from training.judging import KeptOut
from training.scoring import Network, encode

FOLDS = (0, 1)


def crossfit(
    gold: Sequence[Example],
    posts: Sequence[Example],
    pretrained: Path,
    log: Callable[[str], None],
) -> tuple[Network, list[KeptOut]]:
    """Return the network, and what networks make of documents that they have not learned from.

    With posts: one network is fitted to the gold and goes on twice, each time with half of the
    posts; the result is the mean of the two, and each half is judged by the network of the
    other. Without, two more networks are fitted to the halves of the gold.
    """
    if posts:
        first = fit(gold, pretrained, log=log)
        halves = [go_on(first, gold, others(posts, fold), log=log) for fold in FOLDS]
        whole, documents = mean(halves), posts
    else:
        halves = [fit(others(gold, fold), pretrained, log=log) for fold in FOLDS]
        whole, documents = fit(gold, pretrained, log=log), gold
    kept_out = [
        keep_out(halves[fold], example, fold)
        for fold in FOLDS
        for example in documents
        if fold_of(example) == fold
    ]
    return whole, kept_out


def fold_of(example: Example) -> int:
    """Return the fold of a document, by its name alone."""
    return hashlib.sha256(example.id.encode()).digest()[0] % len(FOLDS)


def others(examples: Sequence[Example], fold: int) -> list[Example]:
    """Return the examples that are not in ``fold``."""
    return [example for example in examples if fold_of(example) != fold]


def keep_out(network: Network, example: Example, fold: int) -> KeptOut:
    """Return what ``network`` makes of a document."""
    with torch.no_grad():
        states, scores = encode(network, example)
    tags = softmax(scores.numpy())
    tags[[token.is_space for token in example.doc]] = 0
    weights = {
        name: value.numpy().astype(np.float32)
        for name, value in network.relations.state_dict().items()
    }
    encoding = Encoding(states.numpy(), tags)
    return KeptOut(example.doc, example.gold, encoding, RelationHead(weights), fold)
