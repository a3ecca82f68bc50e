"""What made a graph: the run that a document's facts come from."""

from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_CEILING, Decimal
from hashlib import sha256

from bacd_graph.errors import BuildError


def check_threshold(confidence: float) -> float:
    """Return ``confidence``, rounded up to the three places that those of statements have.

    >>> check_threshold(0.8), check_threshold(0.8001)
    (0.8, 0.801)

    Raises:
        BuildError: if it is not in 0..1.
    """
    if not 0 <= confidence <= 1:
        raise BuildError(f"confidence {confidence} is not in 0..1; give a share such as 0.8")
    return float(Decimal(str(confidence)).quantize(Decimal("0.001"), ROUND_CEILING))


@dataclass(frozen=True, slots=True)
class Run:
    """One way of reading: the version of bacd_graph, its language model and its gazetteer.

    ``threshold``, of `check_threshold`, is the confidence from which on an asserted statement
    is also a plain triple; without it each is that was found probable enough to be stated.
    ``started`` is left out where the same input has to give the same bytes.
    """

    id: str
    version: str
    model: str
    gazetteer: str
    threshold: float | None = None
    started: datetime | None = None

    @classmethod
    def made_with(
        cls,
        version: str,
        model: str,
        gazetteer: str,
        threshold: float | None = None,
        started: datetime | None = None,
    ) -> "Run":
        """Return the run whose id is a hash of what it was made with.

        >>> Run.made_with("0.1.0", "en_core_web_sm 3.8.0", "2a9c").id
        'fb04d03bace81618'
        """
        asked = () if threshold is None else (str(threshold),)
        made_of = "\0".join((version, model, gazetteer, *asked)).encode()
        id_ = sha256(made_of).hexdigest()[:16]
        return cls(id_, version, model, gazetteer, threshold, started)

    def is_sure(self, confidence: float) -> bool:
        """Say whether a statement of this confidence, to three places, reaches the threshold."""
        return self.threshold is None or round(confidence, 3) >= self.threshold
