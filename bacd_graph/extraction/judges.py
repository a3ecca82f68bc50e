"""Judges: how probable what was found is, seen among all else that its document holds.

A judge is an ensemble of boosted trees (Friedman, 2001). It was fitted to what models found in
documents that they had not learned from, so its probabilities are calibrated: of what gets 0.8,
four of five are right. ``training/judging.py`` fits it; docs/accuracy.md shows how well.
"""

from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bacd_graph.extraction.sessions import session

Floats = NDArray[np.float32]

INPUT: Final = "features"


class Judge:
    """The judge of one file."""

    def __init__(self, path: Path) -> None:
        self.session = session(path)

    def __call__(self, features: Floats) -> Floats:
        """Return the probability of each row of ``features``, shape (n,)."""
        if not len(features):
            return np.zeros(0, np.float32)
        _, probabilities = self.session.run(None, {INPUT: features})
        yes: Floats = probabilities[:, 1]
        return yes
