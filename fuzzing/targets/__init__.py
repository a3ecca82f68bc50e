"""All targets by name, in the order in which a text goes through the house."""

from types import MappingProxyType
from typing import Final

from fuzzing.target import Target
from fuzzing.targets import (
    agents,
    asking,
    building,
    graphs,
    loading,
    naming,
    reading,
    reviewing,
    serving,
)

_ROOMS = (reading, loading, naming, building, graphs, asking, reviewing, serving, agents)
TARGETS: Final = MappingProxyType(
    {target.name: target for room in _ROOMS for target in room.TARGETS}
)

__all__ = ["TARGETS", "Target"]
