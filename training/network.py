"""The encoder and its heads, in torch: a six-layer BERT with surface features and marks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

HIDDEN, HEADS, LAYERS, INNER, POSITIONS, VOCABULARY = 384, 12, 6, 1536, 512, 30522


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


class Layer(nn.Module):
    """One post-norm transformer layer of BERT."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm1 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, INNER)
        self.down = nn.Linear(INNER, HIDDEN)
        self.norm2 = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        """Return the layer's output, shape (batch, length, HIDDEN)."""
        b, n, _ = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4)
        scores = (q * (HIDDEN // HEADS) ** -0.5) @ k.transpose(-1, -2)
        if bias is not None:
            # In the precision of the product: else what is largest here is held in full.
            scores = scores + bias.to(scores.dtype)
        weights = torch.softmax(scores, dim=-1)
        mixed = (weights @ v).transpose(1, 2).reshape(b, n, HIDDEN)
        x = self.norm1(x + self.dropout(self.out(mixed)))
        return self.norm2(x + self.dropout(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Word pieces, surface features and marks in, hidden states and tag scores out.

    With marks of 0 it reads for the first time: then the tags count. With marks it reads the
    same again, knowing the names: then the states count.
    """

    def __init__(self, sizes: Sizes, dropout: float = 0.1) -> None:
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
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.tags = nn.Linear(HIDDEN, 1 + 2 * sizes.types)
        self.dropout = nn.Dropout(dropout)
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
        mask: Tensor | None = None,
    ) -> tuple[Tensor, Tensor]:
        """Return hidden states (batch, length, HIDDEN) and tag scores (batch, length, tags).

        ``mask`` (batch, length) is 0 where a window is filled up to the length of others.
        """
        places = torch.arange(pieces.shape[1], device=pieces.device)
        x = (
            self.words(pieces)
            + self.positions(places)
            + self.cases(cases)
            + self.kinds(kinds)
            + self.listed(listed)
        )
        x = self.dropout(self.norm(x)) + self.names(names) + self.roles(roles)
        bias = None if mask is None else (1.0 - mask)[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, bias)
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
        dropout: float = 0.3,
        width: int = 192,
    ) -> None:
        super().__init__()
        self.spans = nn.Linear(states, parts[0])
        self.between = nn.Linear(states, parts[1])
        self.document = nn.Linear(states, parts[2])
        self.first = nn.Linear(3 * parts[0] + parts[1] + parts[2] + sizes.features, width)
        self.second = nn.Linear(width, 2 * sizes.predicates)
        self.dropout = nn.Dropout(dropout)
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
