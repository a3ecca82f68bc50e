"""Networks with attributes that a file of XML can hold: texts and numbers alone."""

import re
from collections.abc import Sequence

import networkx as nx

from bacd_graph.characters import for_xml
from bacd_graph.model import Claim
from bacd_graph.network.projections import Network, project, surest

# What XML makes a line break of (2.11): told here, so that each format says the same.
_LINE_BREAK = re.compile("\r\n?")


def flat(claims_or_graph: Sequence[Claim] | Network) -> Network:
    """Return a network, or the ecosystem of the claims, as a file can hold it, in the same order.

    Nodes have ``label``, ``type`` and ``weight``; edges ``weight``, ``predicates`` (joined by
    spaces), ``status``, ``documents`` (how many), ``quote`` (of the surest claim) and, where
    known, ``first`` and ``last`` as ISO dates. Characters that XML forbids are dropped.
    """
    graph = (
        claims_or_graph
        if isinstance(claims_or_graph, nx.Graph)
        else project(claims_or_graph, "ecosystem")
    )
    plain: Network = nx.Graph()
    for node, data in graph.nodes(data=True):
        plain.add_node(
            _clean(node), label=_clean(data["label"]), type=data["type"], weight=data["weight"]
        )
    for a, b, data in graph.edges(data=True):
        dates = {key: data[key].isoformat() for key in ("first", "last") if data[key]}
        plain.add_edge(
            _clean(a),
            _clean(b),
            weight=data["weight"],
            predicates=" ".join(data["predicates"]),
            status=data["status"],
            documents=len({claim.document.id for claim in data["claims"]}),
            quote=_clean(surest(data["claims"]).quote),
            **dates,
        )
    return plain


def _clean(text: str) -> str:
    return for_xml(_LINE_BREAK.sub("\n", text))
