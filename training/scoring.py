"""A document through the network: states and tags of its tokens, scores of its pairs."""

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from bacd_graph.extraction.encoder import feeds
from bacd_graph.extraction.heads import GAP
from bacd_graph.extraction.pairs import Meeting, one_hot
from training.examples import Example
from training.network import HIDDEN, Encoder, Relations

MASK_PIECE = 103
NO_SCORE = -30.0


class Network(nn.Module):
    """Encoder and relation head together."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.relations = Relations()


def encode(network: Network, example: Example, keep: float = 1.0) -> tuple[Tensor, Tensor]:
    """Return hidden states (tokens, HIDDEN) and tag scores of the tokens of a document.

    While training, a window keeps what the gazetteer says with probability ``keep``.
    """
    windows = example.windows
    inputs = (torch.from_numpy(x) for x in feeds(list(windows)).values())
    pieces, cases, kinds, listed, mask = inputs
    if network.training:
        pieces, listed = forget(pieces, listed, keep)
    hidden, tags = network.encoder(pieces, cases, kinds, listed, mask)
    tokens = torch.from_numpy(np.concatenate([w.tokens for w in windows]))
    rows = np.concatenate([np.full(len(w.tokens), i) for i, w in enumerate(windows)])
    heads = np.concatenate([w.heads for w in windows])
    size = len(example.doc)
    states = torch.zeros(size, HIDDEN).index_copy(0, tokens, hidden[rows, heads].float())
    scores = torch.zeros(size, tags.shape[-1]).index_copy(0, tokens, tags[rows, heads].float())
    return states, scores


def forget(pieces: Tensor, listed: Tensor, keep: float) -> tuple[Tensor, Tensor]:
    """Return the inputs with some word pieces masked and some gazetteer types taken away.

    The gazetteer knows the names of the annotated texts better than those of texts to come.
    """
    listed = listed * (torch.rand(listed.shape[0], listed.shape[1], 1) < 0.85)
    listed = listed * (torch.rand(listed.shape[0], 1, 1) < keep)
    drop = (torch.rand(pieces.shape) < 0.06) & (pieces > MASK_PIECE)
    return torch.where(drop, torch.tensor(MASK_PIECE), pieces), listed


def span_means(sums: Tensor, bounds: Tensor) -> Tensor:
    """Return the mean hidden state of each (start, end) from running sums; zero where empty."""
    length = (bounds[:, 1] - bounds[:, 0]).clamp(min=1)[:, None]
    return (sums[bounds[:, 1]] - sums[bounds[:, 0]]) / length


def relate(network: Network, hidden: Tensor, meetings: Sequence[Meeting]) -> tuple[Tensor, Tensor]:
    """Return the scores of each meeting: that each predicate holds, that it is only planned."""
    sums = torch.cat([torch.zeros(1, HIDDEN), hidden.cumsum(0)])
    s = torch.tensor([(m.subject.start, m.subject.end) for m in meetings])
    o = torch.tensor([(m.object.start, m.object.end) for m in meetings])
    low = torch.minimum(s[:, 1], o[:, 1])
    high = torch.maximum(s[:, 0], o[:, 0])
    high = torch.where(high - low <= GAP, torch.maximum(high, low), low)
    holds, planned = network.relations(
        span_means(sums, s),
        span_means(sums, o),
        span_means(sums, torch.stack([low, high], 1)),
        hidden.mean(0, keepdim=True).expand(len(s), HIDDEN),
        torch.from_numpy(one_hot(meetings)),
    )
    return holds.float(), planned.float()


def pair_scores(
    network: Network, hidden: Tensor, example: Example, rows: NDArray[np.int64]
) -> tuple[Tensor, Tensor]:
    """Return (pairs, predicates) scores of those rows of the example's pairs."""
    meetings = [m for r in rows for m in example.pairs.meetings[r]]
    owners = torch.tensor([i for i, r in enumerate(rows) for _ in example.pairs.meetings[r]])
    holds, planned = relate(network, hidden, meetings)
    best = pool(holds, owners, len(rows))
    # Whether it is planned is said where it is said best.
    said_best = torch.where(holds >= best[owners], planned, NO_SCORE)
    return best, pool(said_best, owners, len(rows))


def pool(scores: Tensor, owners: Tensor, size: int) -> Tensor:
    """Return for each pair the best score over its meetings."""
    out = torch.full((size, scores.shape[1]), NO_SCORE)
    return out.index_reduce(0, owners, scores, "amax")
