"""Annotated documents as arrays, one after the other: all that the networks learn from.

Needs numpy alone, so that the networks can be fitted where nothing else is installed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FOLDS = 5
IGNORE = -100  # the tag of what annotators could leave out

Array = NDArray[np.generic]
Bits = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Dataset:
    """Documents, their windows of word pieces, their tokens, their pairs and these pairs' meetings.

    Bounds have one entry more than there are things: where what belongs to each begins. What is
    yes or no is packed, eight a byte.
    """

    ids: Array  # of the documents
    copies: Array  # whether a document is a copy with other names

    windows: Array
    """Documents' bounds in the windows, (documents + 1,)."""
    pieces: Array
    """Word pieces, (windows, length), 0 behind the end."""
    cases: Array
    kinds: Array
    listed: Bits
    """Types that the gazetteer gives a piece, packed, (windows, length, 1)."""
    names: Array
    """Marks of the second reading, (windows, length), as ``extraction.marks`` makes them."""
    roles: Array
    lengths: Array
    """How many pieces each window has."""

    tokens: Array
    """Documents' bounds in the tokens."""
    tags: Array
    """The tag of each token, or IGNORE."""
    window: Array
    """The window of each token, counted from its document's first; -1 of white space, in none."""
    head: Array
    """The place of a token's first piece in its window."""

    pairs: Array
    """Documents' bounds in the pairs."""
    labels: Bits
    """Predicates that hold, packed, (pairs, bytes)."""
    learned: Bits
    """Predicates that may be learned from: neither optional nor against the vocabulary."""
    planned: Bits

    meetings: Array
    """Pairs' bounds in the meetings, (pairs + 1,)."""
    subjects: Array
    """Tokens of the subject in its document, (meetings, 2)."""
    objects: Array
    features: Bits
    """Features of the meetings, packed, (meetings, bytes)."""

    sizes: Array
    """How many cases, kinds, types, marks of names, roles, features and predicates there are."""

    def save(self, path: Path) -> None:
        """Write all arrays to one file."""
        np.savez_compressed(path, **{f.name: getattr(self, f.name) for f in fields(self)})


def fold_of(id_: str) -> int:
    """Return the fold of a document, by its name alone."""
    return sha256(id_.encode()).digest()[0] % FOLDS


def load_dataset(path: Path) -> Dataset:
    """Return the dataset of a file that ``Dataset.save`` wrote."""
    with np.load(path, allow_pickle=False) as stored:
        return Dataset(**{f.name: stored[f.name] for f in fields(Dataset)})


def bounds(sizes: Sequence[int]) -> NDArray[np.int64]:
    """Return where things of these sizes begin and end, one after the other.

    >>> bounds([2, 3]).tolist()
    [0, 2, 5]
    """
    return np.concatenate([[0], np.cumsum(np.array(sizes, np.int64))])
