"""What stands around a node in its document, and how much two such contexts share."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import fsum, log2
from typing import Final

from bacd_graph.model import Facts, Predicate, Status
from bacd_graph.resolution.keys import Family
from bacd_graph.resolution.nodes import Item, Node

_ONE_SIDED: Final = 0.6
_PASSING: Final = 0.3
_PASSING_MOST: Final = 0.4
# Well above what gives the most, so that the order in which floats are added makes no difference.
_PLENTY: Final = 2 * _PASSING_MOST / _PASSING
NO_ITEMS: Final[frozenset[Item]] = frozenset()


@dataclass(frozen=True, slots=True)
class Context:
    """``direct``: what statements join to it. ``around``: all that its documents name."""

    direct: frozenset[Item] = NO_ITEMS
    around: frozenset[Item] = NO_ITEMS
    documents: frozenset[str] = frozenset()


class Evidence:
    """The contexts of all nodes, and how telling each item of them is."""

    def __init__(self, facts: Iterable[Facts], nodes: Sequence[Node]) -> None:
        place = {(n.document, n.chain): i for i, n in enumerate(nodes)}
        self._nodes = nodes
        self._direct: defaultdict[int, set[Item]] = defaultdict(set)
        self.employers: defaultdict[int, set[int]] = defaultdict(set)
        self._related: set[tuple[int, int]] = set()
        for f in facts:
            for s in f.statements:
                subject = place.get((f.info.id, s.subject))
                object_ = place.get((f.info.id, s.object))
                if subject is None or object_ is None or s.status is Status.NEGATED:
                    continue
                self._direct[subject].add(nodes[object_].item)
                self._direct[object_].add(nodes[subject].item)
                if s.predicate is Predicate.WORKS_FOR:
                    self.employers[subject].add(object_)
                if s.predicate in (Predicate.PART_OF, Predicate.PARTNERS_WITH):
                    self._related.add((subject, object_))
        around: defaultdict[str, set[Item]] = defaultdict(set)
        for n in nodes:
            # A bare first name tells nothing of the company it is in.
            if not n.key.startswith("~"):
                around[n.document].add(n.item)
        self._around = {document: frozenset(items) for document, items in around.items()}
        spread = Counter(item for items in self._around.values() for item in items)
        self._telling = {item: 1 / (1 + log2(max(n, 2) / 2)) for item, n in spread.items()}

    @property
    def related(self) -> frozenset[tuple[int, int]]:
        """Pairs of nodes that some document calls part or partner of each other."""
        return frozenset(self._related)

    def context(self, nodes: Iterable[int]) -> Context:
        """Return the context of a cluster: the union of its nodes'."""
        nodes = tuple(nodes)
        documents = frozenset(self._nodes[n].document for n in nodes)
        own = {self._nodes[n].item for n in nodes}
        direct = NO_ITEMS.union(*(self._direct[n] for n in nodes))
        around = NO_ITEMS.union(*(self._around.get(d, NO_ITEMS) for d in documents))
        return Context(direct - own, around - own, documents)

    def telling(self, item: Item) -> float:
        """Return how much it tells to share ``item``, 0..1: the rarer, the more.

        1 for what two documents name, 0.5 for four, 0.25 for sixteen, 0.11 for 500.
        """
        return self._telling.get(item, 1.0)

    def support(self, a: Context, b: Context, without: frozenset[Item] = NO_ITEMS) -> float:
        """Return how much two contexts share, 0 or more; 0.5 is one rare thing of both.

        What both are joined to counts in full, what one is joined to and the other has around it
        counts less, and what stands around both counts little, however much of it there is.
        """
        both = a.direct & b.direct
        one = ((a.direct & b.around) | (a.around & b.direct)) - both
        # fsum does not depend on the order of sets.
        full, half = (fsum(map(self.telling, shared - without)) for shared in (both, one))
        passing = self._passing(a.around & b.around, both | one | without)
        return full + _ONE_SIDED * half + passing

    def _passing(self, shared: frozenset[Item], without: frozenset[Item]) -> float:
        """Return what counts of all that stands around both; a few rare things are the most."""
        told: list[float] = []
        total = 0.0
        for item in shared:
            if item in without:
                continue
            told.append(self.telling(item))
            total += told[-1]
            if total > _PLENTY:
                return _PASSING_MOST
        return min(_PASSING_MOST, _PASSING * fsum(told))

    def meet(self, a: Context, b: Context) -> bool:
        """Say whether the two share an event, a work, or a person by full name.

        A work counts where statements join both to it: two texts that only mention Linux do not
        speak of one person for that.
        """
        joined = (a.direct & b.around) | (a.around & b.direct)
        people = {i for i in a.around & b.around if _is_full_person(i)}
        return bool(people) or any(of in (Family.EVENT, Family.WORK) for of, _ in joined)


def _is_full_person(item: Item) -> bool:
    return item[0] is Family.PERSON and item[1][0] not in "~@"


def near(a: Iterable[date | None], b: Iterable[date | None], days: int) -> bool:
    """Say whether two stretches of time come within ``days`` of each other.

    A date that is not known is near to all.
    """
    known_a, known_b = [d for d in a if d], [d for d in b if d]
    if not known_a or not known_b:
        return True
    gap = max(min(known_a), min(known_b)) - min(max(known_a), max(known_b))
    return gap <= timedelta(days=days)
