"""Claims become networks: projections, measures, paths, files.

Everything here takes the claims of a graph, or a network projected from them, and returns
values. Nothing here reads a store or draws.
"""

from bacd_graph.network.betweenness import Betweenness, betweenness
from bacd_graph.network.brokerage import Broker, brokers
from bacd_graph.network.bus_factor import BusFactor, bus_factors
from bacd_graph.network.centrality import Centrality, central
from bacd_graph.network.communities import Community, communities
from bacd_graph.network.event_days import EventDay, event_days
from bacd_graph.network.findings import Finding, findings
from bacd_graph.network.gexf import write_gexf
from bacd_graph.network.graphml import write_graphml
from bacd_graph.network.growth import Growth, growth
from bacd_graph.network.loads import tie_loads
from bacd_graph.network.measures import Measures, measure
from bacd_graph.network.paths import shortest_path
from bacd_graph.network.projections import VIEWS, Network, project
from bacd_graph.network.resilience import CutPoint, articulation_points, cut_off_by
from bacd_graph.network.tables import write_csv

__all__ = [
    "VIEWS",
    "Betweenness",
    "Broker",
    "BusFactor",
    "Centrality",
    "Community",
    "CutPoint",
    "EventDay",
    "Finding",
    "Growth",
    "Measures",
    "Network",
    "articulation_points",
    "betweenness",
    "brokers",
    "bus_factors",
    "central",
    "communities",
    "cut_off_by",
    "event_days",
    "findings",
    "growth",
    "measure",
    "project",
    "shortest_path",
    "tie_loads",
    "write_csv",
    "write_gexf",
    "write_graphml",
]
