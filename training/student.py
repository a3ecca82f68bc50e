"""Fits the student: a tagger of names to what the encoder finds, and a head that reads no text.

The tagger learns from posts and exercises: by annotations where there are some, by what the
packaged model thinks of each token elsewhere. So the recaps are new to it, and what it makes of
them is what the judges learn from.
"""

from collections.abc import Callable, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from spacy.tokens import Doc
from spacy.util import fix_random_seed
from thinc.api import Adam, Optimizer, set_dropout_rate, warmup_linear
from torch.nn.utils import clip_grad_norm_

from bacd_graph.extraction.encoder import N_TAGS
from bacd_graph.extraction.student import Tagger, make_tagger
from training.batches import make_batch, pair_scores
from training.dataset import IGNORE, Dataset
from training.examples import Example
from training.fit import learned_from, relation_loss
from training.network import Relations, Sizes

ROUNDS = 12
BATCH = 4
DROPOUT = 0.2
RATE = 1e-3
HEAD_ROUNDS = 10
HEAD_RATE = 2e-3

# A text with the probability of each tag of each token, (tokens, tags); zeros say nothing.
Taught = tuple[Doc, NDArray[np.float32]]


def by_annotators(example: Example) -> Taught:
    """Return the text of an example with the tags that annotators gave, optional ones unsaid."""
    said = example.tags != IGNORE
    tags = np.zeros((len(example.tags), N_TAGS), np.float32)
    tags[said, example.tags[said]] = 1
    return example.doc, tags


def fit_tagger(taught: Sequence[Taught], log: Callable[[str], None]) -> bytes:
    """Return the tagger of names fitted to what is taught, as ``Student`` reads it."""
    fix_random_seed(0)
    rng = np.random.default_rng(0)
    tagger = make_tagger()
    tagger.initialize([doc for doc, _ in taught[:10]])
    set_dropout_rate(tagger, DROPOUT)
    batches = -(-len(taught) // BATCH)
    steps = ROUNDS * batches
    optimizer = Adam(warmup_linear(RATE, steps // 10, steps), L2=0.01)
    for number in range(1, ROUNDS + 1):
        order = np.array_split(rng.permutation(len(taught)), batches)
        losses = [learn(tagger, [taught[i] for i in chosen], optimizer) for chosen in order]
        log(f"student round {number}: {np.mean(losses):.4f}")
    with tagger.use_params(optimizer.averages):
        return tagger.to_bytes()


def learn(tagger: Tagger, taught: Sequence[Taught], optimizer: Optimizer) -> float:
    """Learn from some texts; return the mean cross entropy of their tokens."""
    found, backprop = tagger.begin_update([doc for doc, _ in taught])
    said = [tags.sum(axis=1, keepdims=True) for _, tags in taught]
    size = sum(s.sum() for s in said)
    pairs = [(p, tags) for p, (_, tags) in zip(found, taught, strict=True)]
    backprop([(p - tags) * s / size for (p, tags), s in zip(pairs, said, strict=True)])
    tagger.finish_update(optimizer)
    optimizer.step_schedules()
    return -float(sum((tags * np.log(p + 1e-8)).sum() for p, tags in pairs) / size)


def fit_head(data: Dataset, left_out: int | None) -> Relations:
    """Return a head that knows layout, cues and rules alone, fitted to all folds but one."""
    # Its matrices are small: more threads take longer, and would add in another order.
    torch.set_num_threads(1)
    torch.manual_seed(0)
    rng = np.random.default_rng(0)
    head = Relations(Sizes(*data.sizes.tolist()), states=1, parts=(1, 1, 1)).train()
    own = learned_from(data, left_out)
    optimizer = torch.optim.AdamW(head.parameters(), lr=HEAD_RATE, weight_decay=0.01)
    rates = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.0, HEAD_ROUNDS * len(own))
    for _ in range(HEAD_ROUNDS):
        for i in rng.permutation(own).tolist():
            batch = make_batch(data, [i], torch.device("cpu"), rng)
            states = torch.zeros(len(batch.tags), 1)
            optimizer.zero_grad()
            relation_loss(*pair_scores(head, states, batch), batch).backward()
            clip_grad_norm_(head.parameters(), 1.0)
            optimizer.step()
            rates.step()
    return head.eval()
