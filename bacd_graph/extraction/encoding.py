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

MAX_PIECES = 320
TITLE_PIECES = 24
MAX_WORD_PIECES = 16  # more is no word: a hash, a key, a line of signs

CASES = ("lower", "title", "upper", "mixed", "digit", "handle", "symbol")
KINDS = tuple(BlockKind)
TYPES = tuple(EntityType)

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Window:
    """One pass of the encoder.

    ``pieces``, ``cases``, ``kinds`` have shape (n,), ``listed`` (n, 7); ``owners`` gives the token
    of each piece, -1 for a sign of the encoder's own; ``heads`` gives, for each of the window's
    own ``tokens``, the index of its first piece.
    """

    pieces: Ints
    cases: Ints
    kinds: Ints
    listed: Floats
    owners: Ints
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


@dataclass(frozen=True, slots=True)
class Word:
    """A token with its word pieces, its block and its features."""

    token: int
    block: int
    pieces: tuple[int, ...]
    case: int
    kind: int


def windows(doc: Doc, tokenizer: Tokenizer, listed: Floats) -> Iterator[Window]:
    """Yield windows that cover each token of each block once, whole blocks where they fit.

    ``listed`` has shape (len(doc), 7): 1 where a gazetteer has the token in a name of the type.
    Each window begins with the title, since what a post is about colours all of it.
    """
    words = split_words(doc, tokenizer)
    title = title_of(doc, words)
    for packed in pack(words, MAX_PIECES - TITLE_PIECES - 3):
        yield make_window(title if packed[0].block != 0 else [], packed, tokenizer, listed)


def split_words(doc: Doc, tokenizer: Tokenizer) -> list[Word]:
    """Return the tokens of all blocks that have pieces, white space left out."""
    own = [
        (token, block)
        for block, section in enumerate(doc._.layout)
        for token in range(section.start, section.end)
        if not doc[token].is_space
    ]
    encoded = tokenizer.encode(
        [doc[token].text for token, _ in own], is_pretokenized=True, add_special_tokens=False
    )
    pieces: dict[int, list[int]] = {}
    for word, piece in zip(encoded.word_ids, encoded.ids, strict=True):
        if word is not None:
            pieces.setdefault(word, []).append(piece)
    return [
        Word(
            own[word][0],
            own[word][1],
            tuple(ids[:MAX_WORD_PIECES]),
            case_of(doc[own[word][0]]),
            KINDS.index(doc._.layout[own[word][1]].kind),
        )
        for word, ids in sorted(pieces.items())
    ]


def title_of(doc: Doc, words: Sequence[Word]) -> list[Word]:
    """Return the first words of the title, as many as TITLE_PIECES allows."""
    if not doc._.layout or doc._.layout[0].kind not in (BlockKind.TITLE, BlockKind.HEADING):
        return []
    title, size = [], 0
    for word in words:
        size += len(word.pieces)
        if word.block != 0 or size > TITLE_PIECES:
            break
        title.append(word)
    return title


def pack(words: Sequence[Word], limit: int) -> Iterator[list[Word]]:
    """Yield runs of words of at most ``limit`` pieces that end where a block does, if they can."""
    run: list[Word] = []
    size = 0
    whole = 0  # how many words of the run belong to whole blocks
    for word in words:
        if run and word.block != run[-1].block:
            whole = len(run)
        if size + len(word.pieces) > limit:
            cut = whole if whole > len(run) // 3 else len(run)
            yield run[:cut]
            run = run[cut:]
            size = sum(len(w.pieces) for w in run)
            whole = 0
        run.append(word)
        size += len(word.pieces)
    if run:
        yield run


def make_window(
    title: Sequence[Word], words: Sequence[Word], tokenizer: Tokenizer, listed: Floats
) -> Window:
    """Return one window: [CLS], the title and [SEP] if there is one, the words, [SEP]."""
    symbol = CASES.index("symbol")
    cls, sep = (tokenizer.token_to_id(t) or 0 for t in ("[CLS]", "[SEP]"))
    rows: list[tuple[int, int, int, int]] = [(cls, symbol, 0, -1)]
    for word in title:
        rows += rows_of(word)
    if title:
        rows.append((sep, symbol, 0, -1))
    heads = []
    for word in words:
        heads.append(len(rows))
        rows += rows_of(word)
    rows.append((sep, symbol, 0, -1))
    pieces, cases, kinds, owners = np.array(rows, dtype=np.int64).T
    types = np.where((owners >= 0)[:, None], listed[owners], 0).astype(np.float32)
    own = np.array([word.token for word in words], dtype=np.int64)
    return Window(pieces, cases, kinds, types, owners, own, np.array(heads, dtype=np.int64))


def rows_of(word: Word) -> list[tuple[int, int, int, int]]:
    """Return piece, case, kind and token of each piece of a word."""
    return [(piece, word.case, word.kind, word.token) for piece in word.pieces]
