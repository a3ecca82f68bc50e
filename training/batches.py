"""Documents of a dataset through a network: scores of their tokens and of their pairs."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from training.dataset import Bits, Dataset, bounds
from training.network import Network, Relations, Sizes

GAP = 40  # as bacd_graph.extraction.heads.GAP
MASK_PIECE = 103
NO_SCORE = -30.0
# How probable it is that something stays while the network learns: what the gazetteer says of a
# window, and of a piece; a piece itself; a mark that says where a name stands.
KEEP_LISTED, KEEP_TYPE, KEEP_PIECE, KEEP_MARK = 0.7, 0.85, 0.94, 0.9
MAX_PAIRS = 3000  # of a document in one step; those that hold something are always among them


@dataclass(frozen=True, slots=True)
class Batch:
    """Some documents on their device, one after the other.

    ``pieces`` are the inputs of all pieces of their windows, which are so long as ``lengths`` say;
    ``places`` says where among them each of ``tokens`` (all but white space) begins. ``owners``
    gives the pair of each meeting.
    """

    pieces: dict[str, Tensor]
    lengths: list[int]
    tokens: Tensor
    places: Tensor
    tags: Tensor
    token_document: Tensor
    subjects: Tensor
    objects: Tensor
    features: Tensor
    meeting_document: Tensor
    owners: Tensor
    labels: Tensor
    learned: Tensor
    planned: Tensor
    pair_document: Tensor
    documents: int


@dataclass(frozen=True, slots=True)
class Scores:
    """What a network makes of a batch: of tokens (n, tags) and of pairs (n, predicates)."""

    tags: Tensor
    holds: Tensor
    planned: Tensor


def make_batch(
    data: Dataset, chosen: Sequence[int], device: torch.device, rng: np.random.Generator
) -> Batch:
    """Return these documents, with a sample of the pairs of those that have very many."""
    sizes = Sizes(*data.sizes.tolist())
    windows = [np.arange(data.windows[d], data.windows[d + 1]) for d in chosen]
    tokens = [np.arange(data.tokens[d], data.tokens[d + 1]) for d in chosen]
    pairs = [chosen_pairs(data, d, rng) for d in chosen]
    first_window = np.repeat(bounds([len(w) for w in windows])[:-1], [len(t) for t in tokens])
    starts = bounds([len(t) for t in tokens])
    w, t, p = (np.concatenate(x) for x in (windows, tokens, pairs))
    meetings = [np.arange(data.meetings[i], data.meetings[i + 1]) for i in p]
    m = np.concatenate([*meetings, np.zeros(0, np.int64)]).astype(np.int64)
    pair_document = np.repeat(np.arange(len(chosen)), [len(x) for x in pairs])
    owners = np.repeat(np.arange(len(p)), [len(x) for x in meetings])
    own = np.flatnonzero(data.window[t] >= 0)
    lengths = data.lengths[w]
    filled = np.arange(data.pieces.shape[1]) < lengths[:, None]
    places = bounds(lengths.tolist())[(first_window + data.window[t])[own]] + data.head[t][own]

    def put(x: NDArray[np.generic], kind: type[np.generic] = np.int64) -> Tensor:
        return torch.from_numpy(np.ascontiguousarray(x, dtype=kind)).to(device)

    def put_bits(x: Bits, width: int) -> Tensor:
        return put(np.unpackbits(x, axis=-1)[..., :width], np.uint8).float()

    pieces = {
        name: put(getattr(data, name)[w][filled])
        for name in ("pieces", "cases", "kinds", "names", "roles")
    }
    pieces["listed"] = put_bits(data.listed[w][filled], sizes.types)
    offset = starts[pair_document[owners]][:, None]
    return Batch(
        pieces,
        lengths.tolist(),
        put(own),
        put(places),
        put(data.tags[t]),
        put(np.repeat(np.arange(len(chosen)), np.diff(starts))),
        put(data.subjects[m] + offset),
        put(data.objects[m] + offset),
        put_bits(data.features[m], sizes.features),
        put(pair_document[owners]),
        put(owners),
        *(put_bits(x[p], sizes.predicates) for x in (data.labels, data.learned, data.planned)),
        put(pair_document),
        len(chosen),
    )


def chosen_pairs(data: Dataset, document: int, rng: np.random.Generator) -> NDArray[np.int64]:
    """Return the pairs to learn from: all, or all that hold something and a sample of the rest."""
    own = np.arange(data.pairs[document], data.pairs[document + 1])
    if len(own) <= MAX_PAIRS:
        return own
    holds = (data.labels[own] & data.learned[own]).any(axis=1)
    kept = max(0, MAX_PAIRS - int(holds.sum()))
    return np.sort(np.concatenate([own[holds], rng.choice(own[~holds], kept, replace=False)]))


def forget(batch: Batch) -> dict[str, Tensor]:
    """Return the inputs with some word pieces masked, some listed types and some marks taken away.

    The gazetteer knows the names of the annotated texts better than those of texts to come, and
    annotators find more of them than a network does.
    """
    pieces, listed = batch.pieces["pieces"], batch.pieces["listed"]

    def draw(size: int) -> Tensor:
        return torch.rand(size, device=pieces.device)

    n = len(pieces)
    lengths = torch.tensor(batch.lengths, device=pieces.device)
    keeps = (draw(len(lengths)) < KEEP_LISTED).repeat_interleave(lengths, output_size=n)
    masked = (draw(n) >= KEEP_PIECE) & (pieces > MASK_PIECE)
    unmarked = draw(n) >= KEEP_MARK
    return batch.pieces | {
        "pieces": torch.where(masked, MASK_PIECE, pieces),
        "listed": listed * (keeps & (draw(n) < KEEP_TYPE))[:, None],
        "names": torch.where(unmarked, 1, batch.pieces["names"]),
        "roles": torch.where(unmarked, 1, batch.pieces["roles"]),
    }


def score(network: Network, batch: Batch) -> Scores:
    """Return what the network makes of a batch, the windows read twice; see `forget`."""
    marked = forget(batch) if network.training else batch.pieces
    unmarked = marked | {name: torch.zeros_like(marked[name]) for name in ("names", "roles")}
    both = {name: torch.cat([unmarked[name], marked[name]]) for name in marked}
    states, tags = network.encoder(**both, lengths=batch.lengths * 2)

    def of_tokens(values: Tensor) -> Tensor:
        out = torch.zeros(len(batch.tags), values.shape[-1], device=values.device)
        return out.index_copy(0, batch.tokens, values[batch.places].float())

    first, second = tags.chunk(2)[0], states.chunk(2)[1]
    return Scores(of_tokens(first), *pair_scores(network.relations, of_tokens(second), batch))


def pair_scores(relations: Relations, states: Tensor, batch: Batch) -> tuple[Tensor, Tensor]:
    """Return the scores of each pair: that each predicate holds, that it is only planned."""
    holds, planned = relate(relations, states, batch)
    best = pool(holds, batch.owners, len(batch.labels))
    # Whether it is planned is said where it is said best.
    said_best = torch.where(holds >= best[batch.owners], planned, NO_SCORE)
    return best, pool(said_best, batch.owners, len(batch.labels))


def relate(relations: Relations, states: Tensor, batch: Batch) -> tuple[Tensor, Tensor]:
    """Return the scores of each meeting: that each predicate holds, that it is only planned."""
    zero = torch.zeros(1, states.shape[1], dtype=torch.float64, device=states.device)
    sums = torch.cat([zero, states.double().cumsum(0)])
    s, o = batch.subjects, batch.objects
    low = torch.minimum(s[:, 1], o[:, 1])
    high = torch.maximum(s[:, 0], o[:, 0])
    high = torch.where(high - low <= GAP, torch.maximum(high, low), low)
    ends = torch.bincount(batch.token_document, minlength=batch.documents).cumsum(0)
    whole = torch.stack([torch.cat([ends.new_zeros(1), ends[:-1]]), ends], 1)
    holds, planned = relations(
        span_means(sums, s),
        span_means(sums, o),
        span_means(sums, torch.stack([low, high], 1)),
        span_means(sums, whole)[batch.meeting_document],
        batch.features,
    )
    return holds.float(), planned.float()


def span_means(sums: Tensor, ends: Tensor) -> Tensor:
    """Return the mean hidden state of each (start, end) from running sums; zero where empty."""
    length = (ends[:, 1] - ends[:, 0]).clamp(min=1)[:, None]
    return ((sums[ends[:, 1]] - sums[ends[:, 0]]) / length).float()


def pool(scores: Tensor, owners: Tensor, size: int) -> Tensor:
    """Return for each pair the best score over its meetings."""
    out = torch.full((size, scores.shape[1]), NO_SCORE, device=scores.device)
    return out.scatter_reduce(0, owners[:, None].expand_as(scores), scores, "amax")
