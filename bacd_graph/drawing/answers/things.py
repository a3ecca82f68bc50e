"""Things of any kind and what ties them: what a picture of an answer or of a network shows."""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import networkx as nx

from bacd_graph.drawing.layout.choosing import tied_together
from bacd_graph.model import EntityType
from bacd_graph.network.projections import Network


@dataclass(frozen=True, slots=True)
class Thing:
    """What a mark stands for: its names, the best first, its type if known, its address."""

    id: str
    names: tuple[str, ...]
    type: EntityType | None = None
    iri: str | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """What joins two things: what is said from ``one`` to ``other``, and back; "" for no words."""

    one: str
    other: str
    there: tuple[str, ...]
    back: tuple[str, ...] = ()
    weight: float = 1.0

    @property
    def words(self) -> str:
        """All that is said, on one line."""
        return ", ".join(w for w in dict.fromkeys((*self.there, *self.back)) if w)


@dataclass(frozen=True, slots=True)
class Web:
    """Things by id, and their ties.

    ``unit`` is what the width of a line counts, ``notes`` tell what no line can show, and
    ``lines`` what all of them join.
    """

    things: Mapping[str, Thing]
    ties: tuple[Tie, ...]
    directed: bool
    unit: str
    notes: tuple[str, ...] = ()
    lines: str = ""


def most_tied(web: Web, limit: int) -> Network:
    """Return the things with the most ties, at most ``limit``, each tied to another of them."""
    whole: Network = nx.Graph()
    whole.add_nodes_from(sorted({end for tie in web.ties for end in (tie.one, tie.other)}))
    whole.add_edges_from((tie.one, tie.other) for tie in web.ties)
    weight = _weights(web.ties)
    order = sorted(whole, key=lambda n: (-whole.degree(n), -weight[n], n))
    return tied_together(whole, order, limit)


def _weights(ties: Iterable[Tie]) -> dict[str, float]:
    """Return the sum of the weights of each thing's ties."""
    found: defaultdict[str, list[float]] = defaultdict(list)
    for tie in ties:
        found[tie.one].append(tie.weight)
        found[tie.other].append(tie.weight)
    return {node: round(math.fsum(weights), 9) for node, weights in found.items()}
