"""Fits encoder and relation classifier to annotated documents."""

import copy
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
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
PLANNED_WEIGHT = 0.3
NEW = ("relations", "encoder.tags", "encoder.cases", "encoder.kinds", "encoder.listed")
# What is not learned further when a fitted network goes on: input and the two lowest layers.
LOW = (
    "encoder.words",
    "encoder.positions",
    "encoder.cases",
    "encoder.kinds",
    "encoder.listed",
    "encoder.norm",
    "encoder.layers.0.",
    "encoder.layers.1.",
)


@dataclass(frozen=True, slots=True)
class Plan:
    """How to learn: rounds, rates of old and new weights, and how much relations weigh.

    ``rise`` is the share of all steps in which the rates rise; a window keeps what the gazetteer
    says with probability ``keep_listed``.
    """

    epochs: int
    rate: float
    new_rate: float
    relation_weight: float
    rise: float
    keep_listed: float


FIRST = Plan(16, 2e-4, 1.6e-3, 0.15, 0.1, 0.7)
FURTHER = Plan(4, 1.2e-4, 6e-4, 0.2, 0.06, 0.6)


def fit(
    examples: Sequence[Example],
    pretrained: Path,
    *,
    plan: Plan = FIRST,
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
    rounds = [rng.sample(examples, len(examples)) for _ in range(plan.epochs)]
    return learn(network, rounds, plan, rng, log)


def go_on(
    network: Network,
    familiar: Sequence[Example],
    new: Sequence[Example],
    *,
    plan: Plan = FURTHER,
    seed: int = 0,
    log: Callable[[str], None],
) -> Network:
    """Return a copy of a fitted network that has learned from new examples as well.

    Each round has all new ones, and every other of those that it was fitted to.
    """
    torch.manual_seed(seed)
    rng = random.Random(seed)  # noqa: S311 (no secret)
    network = copy.deepcopy(network)
    for name, weights in network.named_parameters():
        weights.requires_grad_(not name.startswith(LOW))
    rounds = []
    for epoch in range(plan.epochs):
        own = [*familiar[epoch % 2 :: 2], *new]
        rounds.append(rng.sample(own, len(own)))
    return learn(network, rounds, plan, rng, log)


def mean(networks: Sequence[Network]) -> Network:
    """Return the network whose weights are the mean of those of networks with one origin.

    Wortsman and others, Model soups, 2022.
    """
    states = [network.state_dict() for network in networks]
    whole = Network()
    whole.load_state_dict(
        {name: torch.stack([state[name] for state in states]).mean(0) for name in states[0]}
    )
    return whole.eval()


def learn(
    network: Network,
    rounds: Sequence[Sequence[Example]],
    plan: Plan,
    rng: random.Random,
    log: Callable[[str], None],
) -> Network:
    """Return ``network`` after these rounds of examples, one step each."""
    optimizer, schedule = make_optimizer(network, plan, sum(map(len, rounds)))
    network.train()
    for number, examples in enumerate(rounds, start=1):
        losses = [step(network, example, plan, rng, optimizer, schedule) for example in examples]
        tags, relations = np.mean(losses, axis=0)
        log(f"round {number}: tags {tags:.3f} relations {relations:.3f}")
    return network.eval()


def make_optimizer(network: Network, plan: Plan, steps: int) -> tuple[torch.optim.AdamW, LambdaLR]:
    """Return AdamW, faster for what is new, with a rate that rises at first and then falls."""
    learned = [(name, p) for name, p in network.named_parameters() if p.requires_grad]
    groups = [
        {"params": [p for n, p in learned if not n.startswith(NEW)], "lr": plan.rate},
        {"params": [p for n, p in learned if n.startswith(NEW)], "lr": plan.new_rate},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)

    def rate(i: int) -> float:
        rise = plan.rise * steps
        return min((i + 1) / rise, max(0.0, (steps - i) / (steps - rise)))

    return optimizer, LambdaLR(optimizer, rate)


def step(
    network: Network,
    example: Example,
    plan: Plan,
    rng: random.Random,
    optimizer: torch.optim.AdamW,
    schedule: LambdaLR,
) -> tuple[float, float]:
    """Learn from one document; return its tag loss and its relation loss."""
    optimizer.zero_grad()
    # Half precision is slow where the processor must imitate it.
    half = torch.backends.cpu.get_cpu_capability().startswith("AVX512")
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=half):
        hidden, scores = encode(network, example, plan.keep_listed)
        tags = torch.from_numpy(example.tags)
        tag_loss = functional.cross_entropy(scores, tags, ignore_index=IGNORE, label_smoothing=0.05)
        pair_loss = relation_loss(network, hidden, example, rng)
    (tag_loss + plan.relation_weight * pair_loss).backward()
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
