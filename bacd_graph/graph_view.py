"""A network that shows itself in a notebook, and is a networkx graph in all else."""

from typing import Any

import networkx as nx

from bacd_graph.errors import BuildError
from bacd_graph.network import Network


class GraphView(nx.Graph):  # type: ignore[type-arg] # generic in its stubs alone
    """A networkx graph with a picture for notebooks.

    Copies and subgraphs are such views too. The pictures of networkx's own graphs are left alone.
    """

    def __repr__(self) -> str:
        return f"<{self}>"

    def _repr_png_(self) -> bytes | None:
        from bacd_graph.drawing.answers.networks import draw_network
        from bacd_graph.drawing.saving import png

        try:
            return png(draw_network(self))
        except BuildError:
            return None


def viewed(network: Network, name: str) -> GraphView:
    """Return ``network``, frozen and not copied, as a view that shows itself under ``name``."""
    view: Any = nx.graphviews.generic_graph_view(network, create_using=GraphView)
    view.graph = {**network.graph, "name": name}
    return view  # type: ignore[no-any-return]
