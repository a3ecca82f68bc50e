"""The ecosystem as GEXF, the form of Gephi: with its timeline, sizes and quotes."""

import math
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from networkx.readwrite.gexf import GEXFWriter

from bacd_graph.files import write_whole
from bacd_graph.model import Claim
from bacd_graph.network.flat import flat
from bacd_graph.network.projections import Network


def write_gexf(claims_or_graph: Sequence[Claim] | Network, path: Path) -> None:
    """Write a network, or the ecosystem of the claims, as GEXF 1.2; the same bytes each time.

    Nodes and edges have the attributes of `flat`. An edge is labelled by its predicates and
    lasts, on the timeline, from the first to the last date on which a document tells of it; one
    without dates lasts always, as nodes do. A node's area and an edge's thickness show weight.

    Raises:
        BuildError: if the file cannot be written.
    """
    # Gephi of any age reads 1.2.
    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    _forget_the_clock(writer)
    writer.add_graph(_shown(flat(claims_or_graph)))
    buffer = BytesIO()
    writer.write(buffer)
    write_whole(path, buffer.getvalue())


def _forget_the_clock(writer: GEXFWriter) -> None:
    """Leave out the day of writing and the library's version, which the graph does not hang on."""
    meta = writer.xml.find("meta")
    meta.attrib.clear()
    meta.find("creator").text = "bacd_graph"


def _shown(graph: Network) -> Network:
    for _, node in graph.nodes(data=True):
        node["viz"] = {"size": round(5 * math.sqrt(1 + node["weight"]), 2)}
    for _, _, edge in graph.edges(data=True):
        edge["label"] = edge["predicates"]
        edge["viz"] = {"thickness": edge["weight"]}
        for name, date in (("start", "first"), ("end", "last")):
            if date in edge:
                edge[name] = edge[date]
    return graph
