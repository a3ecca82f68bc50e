"""A document as the encoder sees it: windows of word pieces with their surface features.

The encoder is a small uncased BERT (all-MiniLM-L6-v2). What lower-casing takes away, and what
the layout says, comes back as three features of each piece: case, block kind, gazetteer types.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token
from tokenizers import Tokenizer

from bacd_graph.model import BlockKind, EntityType

MAX_PIECES = 224
TITLE_PIECES = 24

CASES = ("lower", "title", "upper", "mixed", "digit", "handle", "symbol")
KINDS = tuple(BlockKind)
TYPES = tuple(EntityType)

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Window:
    """One pass of the encoder.

    ``pieces``, ``cases``, ``kinds`` have shape (n,), ``listed`` (n, 7); ``heads`` gives, for
    each of the window's own ``tokens``, the index of its first piece.
    """

    pieces: Ints
    cases: Ints
    kinds: Ints
    listed: Floats
    tokens: Ints
    heads: Ints


def case_of(token: Token) -> int:
    """Return the index in ``CASES`` of how ``token`` is written."""
    text = token.text
    if text.startswith("@") and len(text) > 1:
        return 5
    if not any(c.isalnum() for c in text):
        return 6
    if any(c.isdigit() for c in text):
        return 4
    if text.islower():
        return 0
    if text.isupper():
        return 2
    return 1 if text.istitle() else 3


def windows(doc: Doc, tokenizer: Tokenizer, listed: Floats) -> Iterator[Window]:
    """Yield windows that cover each token of each block once, whole blocks where they fit.

    ``listed`` has shape (len(doc), 7): 1 where a gazetteer has the token in a name of the type.
    Each window begins with the title, since what a post is about colours all of it.
    """
    layout = doc._.layout
    kinds = np.zeros(len(doc), dtype=np.int64)
    for section in layout:
        kinds[section.start : section.end] = KINDS.index(section.kind)
    own = [t for s in layout for t in range(s.start, s.end) if not doc[t].is_space]
    encoded = tokenizer.encode(
        [doc[t].text for t in own], is_pretokenized=True, add_special_tokens=False
    )
    starts = np.flatnonzero(np.diff(np.array([-1, *encoded.word_ids])))
    word_of_start = [encoded.word_ids[i] for i in starts]
    bounds = dict(zip(word_of_start, starts, strict=True))
    sizes = np.diff([*starts, len(encoded.ids)])
    size = dict(zip(word_of_start, sizes, strict=True))
    cases = [case_of(doc[t]) for t in own]
    block_of = {t: i for i, s in enumerate(layout) for t in range(s.start, s.end)}
    title = [
        w
        for w, t in enumerate(own)
        if block_of[t] == 0 and layout[0].kind in (BlockKind.TITLE, BlockKind.HEADING)
    ]
    title = _fit(title, size, TITLE_PIECES)
    cls, sep = tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")
    for words in _pack(own, block_of, size, MAX_PIECES - TITLE_PIECES - 3):
        prefix = [] if words[0] in title else title
        rows: list[tuple[int, int, int, int]] = [(cls, CASES.index("symbol"), 0, -1)]
        tokens, heads = [], []
        for w in prefix:
            rows += _rows(w, own, bounds, size, encoded.ids, cases, kinds)
        if prefix:
            rows.append((sep, CASES.index("symbol"), 0, -1))
        for w in words:
            if w not in bounds:
                continue
            tokens.append(own[w])
            heads.append(len(rows))
            rows += _rows(w, own, bounds, size, encoded.ids, cases, kinds)
        rows.append((sep, CASES.index("symbol"), 0, -1))
        columns = np.array(rows, dtype=np.int64).T
        types = np.where((columns[3] >= 0)[:, None], listed[columns[3]], 0).astype(np.float32)
        yield Window(
            columns[0],
            columns[1],
            columns[2],
            types,
            np.array(tokens, dtype=np.int64),
            np.array(heads, dtype=np.int64),
        )


def _rows(
    word: int,
    own: Sequence[int],
    bounds: dict[int, int],
    size: dict[int, int],
    ids: Sequence[int],
    cases: Sequence[int],
    kinds: Ints,
) -> list[tuple[int, int, int, int]]:
    token = own[word]
    first = bounds[word]
    return [
        (ids[i], cases[word], int(kinds[token]), token) for i in range(first, first + size[word])
    ]


def _fit(words: Sequence[int], size: dict[int, int], limit: int) -> list[int]:
    kept, total = [], 0
    for w in words:
        total += size.get(w, 0)
        if total > limit:
            break
        kept.append(w)
    return kept


def _pack(
    own: Sequence[int], block_of: dict[int, int], size: dict[int, int], limit: int
) -> Iterator[list[int]]:
    """Yield runs of words of at most ``limit`` pieces that end where a block does, if they can."""
    run: list[int] = []
    total = 0
    safe = 0  # how many words of the run belong to whole blocks
    for w, token in enumerate(own):
        if w and block_of[token] != block_of[own[w - 1]]:
            safe = len(run)
        if total + size.get(w, 0) > limit:
            cut = safe if safe > len(run) // 3 else len(run)
            yield run[:cut]
            run = run[cut:]
            total = sum(size.get(x, 0) for x in run)
            safe = 0
        run.append(w)
        total += size.get(w, 0)
    if run:
        yield run
