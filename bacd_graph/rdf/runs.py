"""What made a graph: the run that a document's facts come from."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Run:
    """One way of reading: the version of bacd_graph, its language model and its gazetteer.

    ``started`` is left out where the same input has to give the same bytes.
    """

    id: str
    version: str
    model: str
    gazetteer: str
    started: datetime | None = None

    @classmethod
    def made_with(
        cls, version: str, model: str, gazetteer: str, started: datetime | None = None
    ) -> "Run":
        """Return the run whose id is a hash of what it was made with.

        >>> Run.made_with("0.1.0", "en_core_web_sm 3.8.0", "2a9c").id
        'fb04d03bace81618'
        """
        made_of = "\0".join((version, model, gazetteer)).encode()
        return cls(sha256(made_of).hexdigest()[:16], version, model, gazetteer, started)
