"""What the encoder is told of the names when it reads a text for the second time.

A pair of names is judged better by who has seen where all names stand and of which types they are
(typed markers: Zhong and Chen, A Frustratingly Easy Approach for Entity and Relation Extraction,
2021). The markers are features of the word pieces here, not signs between them, so both readings
have the same windows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bacd_graph.extraction.encoding import TYPES, Window
from bacd_graph.extraction.pairs import Node

Ints = NDArray[np.int64]

FIRST_READING: Final = 0
NO_NAME: Final = 1
N_NAMES: Final = 2 + 2 * len(TYPES)  # then "begins" and "goes on" of each type
N_ROLES: Final = 6  # then whether it is the most mentioned of its type, and the author


@dataclass(frozen=True, slots=True)
class Marks:
    """Where names stand and what they are: one value a token each, shape (tokens,)."""

    names: Ints
    roles: Ints

    def of(self, window: Window) -> tuple[Ints, Ints]:
        """Return the marks of the pieces of a window."""
        inside = window.owners >= 0
        return (
            np.where(inside, self.names[window.owners], NO_NAME),
            np.where(inside, self.roles[window.owners], NO_NAME),
        )


def marks_of(size: int, nodes: Sequence[Node]) -> Marks:
    """Return the marks of a document of ``size`` tokens; pronouns have none."""
    names, roles = np.full(size, NO_NAME), np.full(size, NO_NAME)
    for node in nodes:
        begins = 2 + 2 * TYPES.index(node.type)
        role = 2 + int(node.rank == 0) + 2 * int(node.author)
        for place in node.places:
            if not place.pronoun:
                names[place.start : place.end] = begins + 1
                names[place.start] = begins
                roles[place.start : place.end] = role
    return Marks(names, roles)
