"""What is most telling in the figures of a graph, in sentences that say what they rest on."""

from bacd_graph.network.findings.choice import findings
from bacd_graph.network.findings.scene import Finding

__all__ = ["Finding", "findings"]
