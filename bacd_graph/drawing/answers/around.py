"""What the picture of an answer says besides: its title, its source, what is known of things."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from pyoxigraph import NamedNode

from bacd_graph.model import DocumentInfo
from bacd_graph.rdf.names import LABELS, rdf
from bacd_graph.rdf.results import Result
from bacd_graph.rdf.store import GraphStore
from bacd_graph.wording import count

_TITLE: Final = re.compile(r"\s*#+[ \t]*(\S.*)")
_TELLING: Final = frozenset({rdf.type.value, *LABELS})


def title_of(sparql: str) -> str:
    r"""Return the comment in the first line of a query, or nothing.

    >>> title_of("# Who works where\nSELECT * { ?person bacd:worksFor ?company }")
    'Who works where'
    """
    found = _TITLE.match(sparql)
    return found[1].strip() if found else ""


def source_of(infos: Sequence[DocumentInfo]) -> str:
    """Return of how many documents a graph is made, and of which time."""
    days = sorted(info.date for info in infos if info.date)
    dated = f", {days[0]} to {days[-1]}" if days else ""
    return f"{count(len(infos), 'document')}{dated}"


def things_in(answer: Result) -> list[NamedNode]:
    """Return the things of an answer, those that it names most first."""
    ends = (0, 2) if answer.kind == "construct" else range(len(answer.columns))
    met = Counter(row[at] for row in answer.terms for at in ends if isinstance(row[at], NamedNode))
    return sorted(met, key=lambda node: (-met[node], str(node)))  # type: ignore[arg-type]


def told_of(things: Iterable[NamedNode], store: GraphStore) -> Result:
    """Return the types and the labels that a store has of things, as a graph."""
    told = (quad.triple for thing in things for quad in store.about(thing))
    rows = [tuple(t) for t in dict.fromkeys(told) if t.predicate.value in _TELLING]
    return Result("construct", ("subject", "predicate", "object"), rows)
