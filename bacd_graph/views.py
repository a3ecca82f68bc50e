"""Which networks and which pictures of a graph there are, by name.

Names alone, so that a command can offer them without loading what makes them.
"""

from typing import Final

NETWORKS: Final = (
    "companies-projects",
    "ecosystem",
    "events",
    "people-events",
    "people-people",
    "people-projects",
    "projects-projects",
    "technologies",
)
PICTURES: Final = (
    "ecosystem",
    "employment",
    "growth",
    "integrations",
    "neighbourhood",
    "speakers",
    "stack",
    "timeline",
)
# The pictures that are of one entity; the others are of all.
OF_ONE: Final = frozenset({"integrations", "neighbourhood"})
