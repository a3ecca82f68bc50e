"""Claims become networks: projections, measures, paths, files.

Everything here takes the claims of a graph, or a network projected from them, and returns
values. Nothing here reads a store or draws.
"""

from bacd_graph.network.event_days import EventDay, event_days
from bacd_graph.network.gexf import write_gexf
from bacd_graph.network.graphml import write_graphml
from bacd_graph.network.growth import Growth, growth
from bacd_graph.network.loads import tie_loads
from bacd_graph.network.measures import (
    Broker,
    BusFactor,
    Centrality,
    Community,
    CutPoint,
    articulation_points,
    brokers,
    bus_factors,
    central,
    communities,
)
from bacd_graph.network.paths import shortest_path
from bacd_graph.network.projections import VIEWS, Network, project
from bacd_graph.network.tables import write_csv

__all__ = [
    "VIEWS",
    "Broker",
    "BusFactor",
    "Centrality",
    "Community",
    "CutPoint",
    "EventDay",
    "Growth",
    "Network",
    "articulation_points",
    "brokers",
    "bus_factors",
    "central",
    "communities",
    "event_days",
    "growth",
    "project",
    "shortest_path",
    "tie_loads",
    "write_csv",
    "write_gexf",
    "write_graphml",
]
