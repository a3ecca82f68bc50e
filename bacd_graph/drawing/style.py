"""How each type looks, and the few greys that everything else is drawn in."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final

from bacd_graph.model import EntityType


@dataclass(frozen=True, slots=True)
class Look:
    """The colour and the marker of a type; ``size`` evens out the markers' reach.

    A marker of area s reaches sqrt(s)/2 points from its centre, a diamond sqrt(2) times as far.
    """

    colour: str
    marker: str
    size: float = 1.0


# The palette of Okabe & Ito (2008), which stays apart for colour-blind readers; the markers
# tell the types apart in print without colour.
LOOKS: Mapping[EntityType, Look] = MappingProxyType(
    {
        EntityType.PERSON: Look("#E69F00", "o"),
        EntityType.COMPANY: Look("#009E73", "D", 0.71),
        EntityType.ORGANIZATION: Look("#CC79A7", "h"),
        EntityType.PROJECT: Look("#0072B2", "s", 0.89),
        EntityType.TECHNOLOGY: Look("#56B4E9", "^"),
        EntityType.EVENT: Look("#D55E00", "*"),
        EntityType.PLACE: Look("#7F7F7F", "v"),
    }
)
PLURALS: Mapping[EntityType, str] = MappingProxyType(
    {
        EntityType.PERSON: "People",
        EntityType.COMPANY: "Companies",
        EntityType.ORGANIZATION: "Organizations",
        EntityType.PROJECT: "Projects",
        EntityType.TECHNOLOGY: "Technologies",
        EntityType.EVENT: "Events",
        EntityType.PLACE: "Places",
    }
)
INK: Final = "#222222"
QUIET: Final = "#6B6B6B"
EDGE: Final = "#9AA0A6"
# Names come from strangers' texts: a "$" or a "_" in one is a character, no formula.
PLAIN: Final[Mapping[str, Any]] = MappingProxyType({"parse_math": False, "usetex": False})
