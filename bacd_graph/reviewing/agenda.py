"""What to ask, the worthiest first."""

from collections.abc import Iterable
from typing import TypeAlias

from bacd_graph.model import Claim
from bacd_graph.network.projections import claim_order
from bacd_graph.resolution import Question
from bacd_graph.reviewing.doubts import Doubt, doubts
from bacd_graph.reviewing.options import options

Item: TypeAlias = Question | Doubt


def agenda(questions: Iterable[Question], claims: Iterable[Claim]) -> tuple[Item, ...]:
    """Return all that can be answered, the worthiest first.

    Worth is how likely an answer is to change the graph, times how much hangs on it: statements
    for a name or a type, shortest paths (in means of all ties) for a statement.
    """
    items: tuple[Item, ...] = (*questions, *doubts(claims))
    return tuple(sorted(filter(options, items), key=_order))


def _order(item: Item) -> tuple[float, str, tuple[object, ...]]:
    if isinstance(item, Doubt):
        return -item.score, "statement", claim_order(item.claim)
    return -item.score, item.kind, (item.names, item.documents, item.text)
