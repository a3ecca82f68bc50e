"""Fits encoder and relation classifier to annotated documents."""

import random
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional
from torch.optim.lr_scheduler import LambdaLR

from training.examples import IGNORE, Example
from training.scoring import Network, encode, pair_scores

MAX_PAIRS = 3000  # of a document in one step; positive ones are always among them
RELATION_WEIGHT = 0.15
PLANNED_WEIGHT = 0.3
KEEP_LISTED = 0.7
RATE, HEAD_RATE = 2e-4, 1.6e-3
NEW = ("relations", "encoder.tags", "encoder.cases", "encoder.kinds", "encoder.listed")


def fit(
    examples: Sequence[Example],
    pretrained: Path,
    *,
    epochs: int = 16,
    seed: int = 0,
    log: Callable[[str], None],
) -> Network:
    """Return a network fitted to the examples; the same seed gives the same weights."""
    torch.manual_seed(seed)
    rng = random.Random(seed)  # noqa: S311 (no secret)
    network = Network()
    network.encoder.load_pretrained(pretrained)
    # Rare names keep the places that much text gave them.
    network.encoder.words.requires_grad_(False)
    optimizer, schedule = make_optimizer(network, epochs * len(examples))
    network.train()
    for epoch in range(epochs):
        losses = [
            step(network, example, rng, optimizer, schedule)
            for example in rng.sample(examples, len(examples))
        ]
        tags, relations = np.mean(losses, axis=0)
        log(f"epoch {epoch + 1}: tags {tags:.3f} relations {relations:.3f}")
    network.eval()
    return network


def make_optimizer(network: Network, steps: int) -> tuple[torch.optim.AdamW, LambdaLR]:
    """Return AdamW, faster for what is new, with a rate that rises for a tenth and then falls."""
    new = [p for name, p in network.named_parameters() if name.startswith(NEW)]
    old = [
        p for name, p in network.named_parameters() if not name.startswith(NEW) and p.requires_grad
    ]
    groups = [{"params": old, "lr": RATE}, {"params": new, "lr": HEAD_RATE}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)

    def rate(i: int) -> float:
        return min((i + 1) / (0.1 * steps), max(0.0, (steps - i) / (0.9 * steps)))

    return optimizer, LambdaLR(optimizer, rate)


def step(
    network: Network,
    example: Example,
    rng: random.Random,
    optimizer: torch.optim.AdamW,
    schedule: LambdaLR,
) -> tuple[float, float]:
    """Learn from one document; return its tag loss and its relation loss."""
    optimizer.zero_grad()
    with torch.autocast("cpu", dtype=torch.bfloat16):
        hidden, scores = encode(network, example, KEEP_LISTED)
        tags = torch.from_numpy(example.tags)
        tag_loss = functional.cross_entropy(scores, tags, ignore_index=IGNORE, label_smoothing=0.05)
        pair_loss = relation_loss(network, hidden, example, rng)
    (tag_loss + RELATION_WEIGHT * pair_loss).backward()
    nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimizer.step()
    schedule.step()
    return float(tag_loss.detach()), float(pair_loss.detach())


def relation_loss(network: Network, hidden: Tensor, example: Example, rng: random.Random) -> Tensor:
    """Return the loss over the pairs of one document, for each statement that it makes."""
    rows = chosen_rows(example, rng)
    if not len(rows):
        return torch.zeros(())
    holds, planned = pair_scores(network, hidden, example, rows)
    labels = torch.from_numpy(example.labels[rows])
    mask = torch.from_numpy(example.mask[rows])
    each = functional.binary_cross_entropy_with_logits(holds, labels, reduction="none")
    loss = (each * mask).sum() / (labels * mask).sum().clamp(min=4)
    stated = labels.bool()
    if stated.any():
        ahead = torch.from_numpy(example.planned[rows])[stated]
        loss = loss + PLANNED_WEIGHT * functional.binary_cross_entropy_with_logits(
            planned[stated], ahead
        )
    return loss


def chosen_rows(example: Example, rng: random.Random) -> NDArray[np.int64]:
    """Return the pairs to learn from: all, or all that hold something and a sample of the rest."""
    size = len(example.pairs.pairs)
    if size <= MAX_PAIRS:
        return np.arange(size)
    positive = (example.labels * example.mask).any(axis=1)
    rest = np.flatnonzero(~positive).tolist()
    sample = rng.sample(rest, max(0, MAX_PAIRS - int(positive.sum())))
    return np.array(sorted([*np.flatnonzero(positive).tolist(), *sample]))
