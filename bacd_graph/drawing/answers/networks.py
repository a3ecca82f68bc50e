"""A network of networkx as a picture for a notebook."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from bacd_graph.drawing.answers.things import Thing, Tie, Web
from bacd_graph.drawing.answers.web import draw_web
from bacd_graph.drawing.captions import documents_line
from bacd_graph.errors import BuildError
from bacd_graph.model import EntityType
from bacd_graph.network import Network
from bacd_graph.wording import count

# Of a notebook's column, in inches.
SIZE = (8.0, 4.5)


def draw_network(
    network: Network,
    *,
    ax: Axes | None = None,
    figsize: tuple[float, float] | None = SIZE,
    limit: int = 60,
) -> Figure:
    """Return a figure of the nodes with the most neighbours, at most ``limit``, and their edges.

    Nodes and edges have the attributes that `bacd_graph.network.project` gives them; an edge is
    the thicker the greater its weight.

    Raises:
        BuildError: if the network has no edges.
    """
    edges = [(a, b, data.get("weight", 1.0)) for a, b, data in network.edges(data=True) if a != b]
    if not edges:
        raise BuildError("there is nothing to draw: the network has no edges; take another view")
    things = {str(n): _thing(str(n), data) for n, data in network.nodes(data=True)}
    ties = sorted((min(str(a), str(b)), max(str(a), str(b)), w) for a, b, w in edges)
    web = Web(
        things,
        tuple(Tie(a, b, ("",), weight=float(w)) for a, b, w in ties),
        directed=False,
        unit="evidence",
    )
    return draw_web(
        web, title=_title(network), source=_source(network), ax=ax, figsize=figsize, limit=limit
    )


def _thing(id_: str, data: dict[str, object]) -> Thing:
    kind = data.get("type")
    known = EntityType(str(kind)) if kind in set(EntityType) else None
    return Thing(id_, (str(data.get("label", id_)), id_.rpartition("/")[2]), known)


def _title(network: Network) -> str:
    name = str(network.name) or "A network"
    nodes, edges = count(len(network), "node"), count(network.number_of_edges(), "edge")
    return f"{name}: {nodes}, {edges}"


def _source(network: Network) -> str:
    """Return from which documents the edges come, as far as they say."""
    held = [data.get("claims", ()) for *_, data in network.edges(data=True)]
    claims = [claim for some in held for claim in some]
    return documents_line(claims) if claims else "a network without claims"
