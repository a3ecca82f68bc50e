"""The encoder and its heads, in torch: a six-layer BERT with surface features and marks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

HIDDEN, HEADS, LAYERS, INNER, POSITIONS, VOCABULARY = 384, 12, 6, 1536, 512, 30522
WIDTH = 192  # of the classifier of pairs


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many values each input has, how many features a meeting, how many predicates."""

    cases: int
    kinds: int
    types: int
    names: int
    roles: int
    features: int
    predicates: int


class Dropout(nn.Module):
    """Dropout that draws eight values at once: one by one takes a twelfth of a step on a CPU."""

    def __init__(self, share: float) -> None:
        super().__init__()
        self.least = round(share * 256)

    def forward(self, x: Tensor) -> Tensor:
        """Return ``x`` with a share of its values at 0 and the others larger by as much."""
        if not self.training:
            return x
        drawn = torch.empty(-(-x.numel() // 8), dtype=torch.int64, device=x.device)
        drawn.random_(torch.iinfo(drawn.dtype).min, None)
        kept = drawn.view(torch.uint8)[: x.numel()].view(x.shape) >= self.least
        return x * kept.to(x.dtype) * (256 / (256 - self.least))


def attend(qkv: Tensor) -> Tensor:
    """Return what each piece of a window takes from all others, (..., length, HIDDEN)."""
    q, k, v = qkv.unflatten(-1, (3, HEADS, -1)).transpose(-4, -2).unbind(-3)
    if qkv.is_cuda:
        # There, starting small operations takes longer than they do; and on a processor the fused
        # one is three times as slow.
        mixed = functional.scaled_dot_product_attention(q[None], k[None], v[None])[0]
        return mixed.transpose(-3, -2).flatten(-2)
    weights = torch.softmax((q * q.shape[-1] ** -0.5) @ k.transpose(-1, -2), dim=-1)
    return (weights @ v).transpose(-3, -2).flatten(-2)


class Layer(nn.Module):
    """One post-norm transformer layer of BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, INNER)
        self.down = nn.Linear(INNER, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = Dropout(0.1)

    def forward(self, x: Tensor, lengths: Sequence[int] | None) -> Tensor:
        """Return the layer's output, of the shape of ``x``."""
        qkv = self.qkv(x)
        if lengths is None:
            mixed = attend(qkv)
        else:
            # Window by window: to fill them up and mask that takes half as long again.
            mixed = torch.cat([attend(window) for window in qkv.split(lengths)])
        x = self.norm1(x + self.dropout(self.out(mixed)))
        return self.norm2(x + self.dropout(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Word pieces, surface features and marks in, hidden states and tag scores out.

    With marks of 0 it reads for the first time: then the tags count. With marks it reads the
    same again, knowing the names: then the states count.
    """

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.cases = nn.Embedding(sizes.cases, HIDDEN)
        self.kinds = nn.Embedding(sizes.kinds, HIDDEN)
        self.listed = nn.Linear(sizes.types, HIDDEN, bias=False)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        # A mark of 0 adds nothing.
        self.names = nn.Embedding(sizes.names, HIDDEN, padding_idx=0)
        self.roles = nn.Embedding(sizes.roles, HIDDEN, padding_idx=0)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.tags = nn.Linear(HIDDEN, 1 + 2 * sizes.types)
        self.dropout = Dropout(0.1)
        for feature in (self.cases, self.kinds, self.listed):
            nn.init.normal_(feature.weight, std=0.02)
        for mark in (self.names, self.roles):
            nn.init.normal_(mark.weight[1:], std=0.02)

    def forward(
        self,
        pieces: Tensor,
        cases: Tensor,
        kinds: Tensor,
        listed: Tensor,
        names: Tensor,
        roles: Tensor,
        lengths: Sequence[int] | None = None,
    ) -> tuple[Tensor, Tensor]:
        """Return hidden states (..., HIDDEN) and tag scores (..., tags) of each piece.

        Windows stand side by side, (batch, length), or, with their ``lengths``, one behind the
        other, (pieces,).
        """
        own = pieces.shape[-1:] if lengths is None else lengths
        places = torch.cat([torch.arange(n, device=pieces.device) for n in own])
        x = (
            self.words(pieces)
            + self.positions(places)
            + self.cases(cases)
            + self.kinds(kinds)
            + self.listed(listed)
        )
        x = self.dropout(self.norm(x)) + self.names(names) + self.roles(roles)
        for layer in self.layers:
            x = layer(x, lengths)
        return x, self.tags(x)

    def load_pretrained(self, path: Path) -> None:
        """Take the weights of a BERT checkpoint in safetensors."""
        w = load_file(path)

        def pick(name: str) -> Tensor:
            return next(v for k, v in w.items() if k.endswith(name))

        with torch.no_grad():
            self.words.weight.copy_(pick("embeddings.word_embeddings.weight"))
            self.positions.weight.copy_(pick("embeddings.position_embeddings.weight"))
            self.positions.weight.add_(pick("embeddings.token_type_embeddings.weight")[0])
            copy(self.norm, pick, "embeddings.LayerNorm")
            for i, layer in enumerate(self.layers):
                at = f"encoder.layer.{i}."
                for part in ("weight", "bias"):
                    qkv = [
                        pick(f"{at}attention.self.{x}.{part}") for x in ("query", "key", "value")
                    ]
                    getattr(layer.qkv, part).copy_(torch.cat(qkv))
                copy(layer.out, pick, f"{at}attention.output.dense")
                copy(layer.norm1, pick, f"{at}attention.output.LayerNorm")
                copy(layer.up, pick, f"{at}intermediate.dense")
                copy(layer.down, pick, f"{at}output.dense")
                copy(layer.norm2, pick, f"{at}output.LayerNorm")


def copy(module: nn.Linear | nn.LayerNorm, pick: Callable[[str], Tensor], name: str) -> None:
    """Copy weight and bias of one module of the checkpoint."""
    module.weight.copy_(pick(f"{name}.weight"))
    module.bias.copy_(pick(f"{name}.bias"))


class Relations(nn.Module):
    """Two spans, what stands between them and their features in, scores of predicates out.

    ``states`` is the width of the states of the tokens; ``parts`` are the widths that a span, what
    stands between and the document are brought to.
    """

    def __init__(
        self,
        sizes: Sizes,
        states: int = HIDDEN,
        parts: tuple[int, int, int] = (128, 64, 32),
    ) -> None:
        super().__init__()
        self.spans = nn.Linear(states, parts[0])
        self.between = nn.Linear(states, parts[1])
        self.document = nn.Linear(states, parts[2])
        self.first = nn.Linear(3 * parts[0] + parts[1] + parts[2] + sizes.features, WIDTH)
        self.second = nn.Linear(WIDTH, 2 * sizes.predicates)
        self.dropout = Dropout(0.3)
        # Most pairs hold nothing: begin there.
        nn.init.constant_(self.second.bias[: sizes.predicates], -5.0)

    def forward(
        self, subjects: Tensor, objects: Tensor, between: Tensor, document: Tensor, features: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Return scores (n, predicates) that each predicate holds and that it is only planned."""
        s, o = self.spans(subjects), self.spans(objects)
        x = torch.cat(
            [s, o, s * o, self.between(between), self.document(document), features], dim=-1
        )
        x = self.dropout(functional.gelu(self.first(self.dropout(x)), approximate="tanh"))
        holds, planned = self.second(x).chunk(2, dim=-1)
        return holds, planned


class Network(nn.Module):
    """Encoder and relation head together."""

    def __init__(self, sizes: Sequence[int]) -> None:
        super().__init__()
        self.sizes = Sizes(*sizes)
        self.encoder = Encoder(self.sizes)
        self.relations = Relations(self.sizes)
