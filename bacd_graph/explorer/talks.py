"""Talks: at which event somebody spoke, and about what."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from bacd_graph.model import Claim, Predicate, Status

_HELD: Final = (Status.ASSERTED, Status.PLANNED)


class Talks:
    """Which subjects go with which event: those that the same passage gives to the same speaker.

    A document that names an event here and a subject there leaves open whether they belong
    together, so nothing is joined.
    """

    def __init__(self, claims: Iterable[Claim]) -> None:
        self._about: defaultdict[tuple[str, str], list[Claim]] = defaultdict(list)
        for claim in claims:
            if claim.predicate is Predicate.SPOKE_ABOUT and claim.status in _HELD:
                self._about[claim.document.id, claim.subject.id].append(claim)

    def subjects(self, claim: Claim) -> tuple[Claim, ...]:
        """Return the ``spokeAbout`` claims that belong to a ``spokeAt`` claim; of others none."""
        if claim.predicate is not Predicate.SPOKE_AT or claim.status not in _HELD:
            return ()
        shown = set(claim.passages)
        about = self._about.get((claim.document.id, claim.subject.id), ())
        return tuple(one for one in about if not shown.isdisjoint(one.passages))
