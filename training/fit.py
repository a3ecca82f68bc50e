"""Fits encoder and relation classifier to annotated documents, and predicts with them."""

import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from bacd_graph.extraction.encoding import Window
from bacd_graph.extraction.pairs import Meeting, one_hot
from training.examples import IGNORE, Example
from training.network import HIDDEN, Encoder, Relations

GAP = 40  # at most this many tokens between two mentions are looked at


class Network(nn.Module):
    """Encoder and relation head together."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.relations = Relations()


def batch(ws: Sequence[Window]) -> tuple[Tensor, ...]:
    """Return the windows padded to one length: pieces, cases, kinds, listed, mask."""
    n = max(len(w.pieces) for w in ws)
    pad = lambda x: np.pad(x, [(0, n - len(x))] + [(0, 0)] * (x.ndim - 1))  # noqa: E731
    stack = lambda rows: torch.from_numpy(np.stack([pad(r) for r in rows]))  # noqa: E731
    return (
        stack([w.pieces for w in ws]),
        stack([w.cases for w in ws]),
        stack([w.kinds for w in ws]),
        stack([w.listed for w in ws]),
        stack([np.ones(len(w.pieces), np.float32) for w in ws]),
    )


def encode(network: Network, example: Example, keep: float = 1.0) -> tuple[Tensor, Tensor]:
    """Return hidden states (tokens, HIDDEN) and tag scores of the tokens of a document."""
    ws = example.windows
    pieces, cases, kinds, listed, mask = batch(ws)
    if network.training:  # the lists know the training names too well: forget a part of them
        listed = listed * (torch.rand(listed.shape[0], listed.shape[1], 1) < 0.85)
        listed = listed * (torch.rand(listed.shape[0], 1, 1) < keep)
        drop = (torch.rand(pieces.shape) < 0.06) & (pieces > 103)
        pieces = torch.where(drop, torch.tensor(103), pieces)  # 103 is [MASK]
    hidden, tags = network.encoder(pieces, cases, kinds, listed, mask)
    n = len(example.doc)
    at = torch.from_numpy(np.concatenate([w.tokens for w in ws]))
    row = torch.from_numpy(np.concatenate([np.full(len(w.tokens), i) for i, w in enumerate(ws)]))
    col = torch.from_numpy(np.concatenate([w.heads for w in ws]))
    out = torch.zeros(n, HIDDEN).index_copy(0, at, hidden[row, col].float())
    scores = torch.zeros(n, tags.shape[-1]).index_copy(0, at, tags[row, col].float())
    return out, scores


def span_means(sums: Tensor, bounds: Tensor) -> Tensor:
    """Return the mean hidden state of each (start, end) from running sums; zero where empty."""
    length = (bounds[:, 1] - bounds[:, 0]).clamp(min=1)[:, None]
    return (sums[bounds[:, 1]] - sums[bounds[:, 0]]) / length


def relate(network: Network, hidden: Tensor, meetings: Sequence[Meeting]) -> tuple[Tensor, Tensor]:
    """Return the scores of each meeting."""
    sums = torch.cat([torch.zeros(1, HIDDEN), hidden.cumsum(0)])
    s = torch.tensor([(m.subject.start, m.subject.end) for m in meetings])
    o = torch.tensor([(m.object.start, m.object.end) for m in meetings])
    lo = torch.minimum(s[:, 1], o[:, 1])
    hi = torch.maximum(s[:, 0], o[:, 0])
    hi = torch.where(hi - lo <= GAP, torch.maximum(hi, lo), lo)
    return network.relations(
        span_means(sums, s),
        span_means(sums, o),
        span_means(sums, torch.stack([lo, hi], 1)),
        hidden.mean(0, keepdim=True).expand(len(s), HIDDEN),
        torch.from_numpy(one_hot(meetings)),
    )


def pool(scores: Tensor, owners: Tensor, n: int) -> Tensor:
    """Return for each pair the best score over its meetings."""
    out = torch.full((n, scores.shape[1]), -30.0)
    return out.index_reduce(0, owners, scores, "amax")


def pair_scores(
    network: Network, hidden: Tensor, example: Example, rows: np.ndarray
) -> tuple[Tensor, Tensor]:
    """Return (pairs, predicates) scores of those rows of the example's pairs."""
    meetings = [m for r in rows for m in example.pairs.meetings[r]]
    owners = torch.tensor([i for i, r in enumerate(rows) for _ in example.pairs.meetings[r]])
    holds, planned = relate(network, hidden, meetings)
    best = pool(holds.float(), owners, len(rows))
    # Whether it is planned is said where it is said best.
    at_best = holds.float() >= best[owners]
    return best, pool(torch.where(at_best, planned.float(), -30.0), owners, len(rows))


def loss_of(
    network: Network, example: Example, rng: random.Random, keep: float, max_pairs: int = 3000
) -> tuple[Tensor, Tensor]:
    """Return the tag loss and the relation loss of one document."""
    hidden, scores = encode(network, example, keep)
    tags = torch.from_numpy(example.tags)
    tag_loss = functional.cross_entropy(scores, tags, ignore_index=IGNORE, label_smoothing=0.05)
    n = len(example.pairs.pairs)
    if not n:
        return tag_loss, torch.zeros(())
    rows = np.arange(n)
    if n > max_pairs:
        positive = (example.labels * example.mask).any(1)
        rows = np.array(
            sorted(
                [
                    *np.flatnonzero(positive),
                    *rng.sample(
                        list(np.flatnonzero(~positive)), max(0, max_pairs - int(positive.sum()))
                    ),
                ]
            )
        )
    holds, planned = pair_scores(network, hidden, example, rows)
    y, m = torch.from_numpy(example.labels[rows]), torch.from_numpy(example.mask[rows])
    loss = (functional.binary_cross_entropy_with_logits(holds, y, reduction="none") * m).sum() / (
        y * m
    ).sum().clamp(min=4)
    yes = y.bool()
    if yes.any():
        z = torch.from_numpy(example.planned[rows])
        loss = loss + 0.3 * functional.binary_cross_entropy_with_logits(planned[yes], z[yes])
    return tag_loss, loss


def fit(
    examples: Sequence[Example],
    pretrained: Path,
    *,
    epochs: int = 16,
    seed: int = 0,
    rate: float = 2e-4,
    keep: float = 0.7,
    weight: float = 0.15,
    log=print,
) -> Network:
    """Return a network fitted to the examples; the same seed gives the same weights."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    network = Network()
    network.encoder.load_pretrained(pretrained)
    network.encoder.words.requires_grad_(
        False
    )  # rare names keep the places that much text gave them
    heads = [
        p
        for n, p in network.named_parameters()
        if n.startswith(
            ("relations", "encoder.tags", "encoder.cases", "encoder.kinds", "encoder.listed")
        )
    ]
    own = {id(p) for p in heads}
    body = [p for p in network.parameters() if id(p) not in own and p.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": rate}, {"params": heads, "lr": 8 * rate}], weight_decay=0.01
    )
    steps = epochs * len(examples)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda i: min((i + 1) / (0.1 * steps), max(0.0, (steps - i) / (0.9 * steps)))
    )
    network.train()
    for epoch in range(epochs):
        order = list(examples)
        rng.shuffle(order)
        sums = [0.0, 0.0]
        for example in order:
            optimizer.zero_grad()
            with torch.autocast("cpu", dtype=torch.bfloat16):
                tag_loss, pair_loss = loss_of(network, example, rng, keep)
            (tag_loss + weight * pair_loss).backward()
            sums[0] += float(tag_loss.detach())
            sums[1] += float(pair_loss.detach())
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
        log(
            f"epoch {epoch + 1}: tags {sums[0] / len(order):.3f} relations {sums[1] / len(order):.3f}"
        )
    network.eval()
    return network
