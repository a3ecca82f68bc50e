"""What sentences are made of: the figures of one graph, a finding, and pieces of wording."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from bacd_graph.model import Claim, EntityType
from bacd_graph.network.bus_factor import BusFactor, bus_factors
from bacd_graph.network.centrality import Centrality, central
from bacd_graph.network.communities import Community, communities
from bacd_graph.network.projections import Network, project

# Two whom nothing else is tied to are a pair.
_SMALLEST_COMMUNITY: Final = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence that figures give.

    ``contrast`` is how far the figure that it tells of stands out from those of its kind, from
    0 (as all the others) to 1 (far above them): see `contrast`.
    """

    text: str
    contrast: float


class Scene:
    """The figures of some claims; each is taken when a sentence first asks for it."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._claims = claims
        self.plain = [claim for claim in claims if claim.plain]

    @cached_property
    def graph(self) -> Network:
        """The ecosystem."""
        return project(self._claims, "ecosystem")

    @cached_property
    def central(self) -> tuple[Centrality, ...]:
        """The centralities of the ecosystem."""
        return central(self.graph)

    @cached_property
    def communities(self) -> tuple[Community, ...]:
        """The communities of the ecosystem that are more than a pair."""
        found = communities(self.graph)
        return tuple(c for c in found if len(c.members) >= _SMALLEST_COMMUNITY)

    @cached_property
    def bus_factors(self) -> tuple[BusFactor, ...]:
        """The bus factors of the projects."""
        return bus_factors(self.plain)

    def of_type(self, type_: EntityType) -> list[Centrality]:
        """Return the centralities of the entities of one type."""
        return [row for row in self.central if row.type == type_]


def contrast(figure: float, figures: Sequence[float]) -> float:
    """Return how far a figure stands above the mean of all figures of its kind: 1 - mean / figure.

    >>> contrast(8, [8, 1, 1, 2])
    0.625
    """
    return round(1 - sum(figures) / len(figures) / figure, 9) if figure else 0.0


def listed(names: Sequence[str]) -> str:
    """Return names as a sentence has them.

    >>> listed(["Ada"]), listed(["Ada", "Bob", "Cyd"])
    ('Ada', 'Ada, Bob and Cyd')
    """
    *but_last, last = names
    return f"{', '.join(but_last)} and {last}" if but_last else last


def followed(others: Sequence[str]) -> str:
    """Return the end of a sentence that names who comes next, or nothing.

    >>> followed([]), followed(["Ceph on 36", "Foreman on 12"])
    ('', '; next come Ceph on 36 and Foreman on 12')
    """
    if not others:
        return ""
    return f"; next {'comes' if len(others) == 1 else 'come'} {listed(others)}"


def hundredths(share: float) -> int:
    """Return how many of 100 a share is."""
    return round(100 * share)
