"""The ecosystem as GraphML, for Gephi, yEd, Cytoscape and whatever else reads it."""

import re
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import networkx as nx

from bacd_graph.model import Claim
from bacd_graph.network.files import write_whole
from bacd_graph.network.projections import Network, project

# What is no Char in XML 1.0 (2.2): most controls, surrogates, U+FFFE and U+FFFF.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_graphml(claims_or_graph: Sequence[Claim] | Network, path: Path) -> None:
    """Write a network, or the ecosystem of the claims, as GraphML 1.0; the same bytes each time.

    Nodes carry ``label``, ``type`` and ``weight``; edges ``weight``, ``predicates`` (joined by
    spaces), ``status``, ``documents`` (how many) and, where known, ``first`` and ``last`` as
    ISO dates. Characters that XML forbids are dropped.

    Raises:
        BuildError: if the file cannot be written.
    """
    graph = (
        claims_or_graph
        if isinstance(claims_or_graph, nx.Graph)
        else project(claims_or_graph, "ecosystem")
    )
    buffer = BytesIO()
    # write_graphml would take lxml where it is installed, whose bytes differ.
    nx.write_graphml_xml(_plain(graph), buffer, encoding="utf-8", prettyprint=True)
    write_whole(path, buffer.getvalue())


def _plain(graph: Network) -> Network:
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
            **dates,
        )
    return plain


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)
