"""The ecosystem as GraphML, for Gephi, yEd, Cytoscape and whatever else reads it."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import networkx as nx

from bacd_graph.files import write_whole
from bacd_graph.model import Claim
from bacd_graph.network.flat import flat
from bacd_graph.network.projections import Network


def write_graphml(claims_or_graph: Sequence[Claim] | Network, path: Path) -> None:
    """Write a network, or the ecosystem of the claims, as GraphML 1.0; the same bytes each time.

    Nodes and edges have the attributes of `flat`.

    Raises:
        BuildError: if the file cannot be written.
    """
    buffer = BytesIO()
    # write_graphml would take lxml where it is installed, whose bytes differ.
    nx.write_graphml_xml(flat(claims_or_graph), buffer, encoding="utf-8", prettyprint=True)
    write_whole(path, buffer.getvalue())
