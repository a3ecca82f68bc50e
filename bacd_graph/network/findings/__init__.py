"""What is most telling in the figures of a graph, in sentences that say what they rest on."""

from bacd_graph.network.findings.choice import findings, told
from bacd_graph.network.findings.scene import Finding, Scene

__all__ = ["Finding", "Scene", "findings", "told"]
