"""Predicates as headings of what is listed below them, read from either end.

In sentences they read otherwise: "is used by", as `bacd_graph.profile` has it.
"""

from collections.abc import Mapping
from types import MappingProxyType

from bacd_graph.model import Predicate

_PHRASES: Mapping[Predicate, tuple[str, str]] = MappingProxyType(
    {
        Predicate.WORKS_FOR: ("works for", "employs"),
        Predicate.CONTRIBUTES_TO: ("contributes to", "contributors"),
        Predicate.SPOKE_AT: ("spoke at", "speakers"),
        Predicate.SPOKE_ABOUT: ("spoke about", "spoken about by"),
        Predicate.ORGANIZES: ("organizes", "organized by"),
        Predicate.SPONSORS: ("sponsors", "sponsored by"),
        Predicate.ATTENDS: ("attends", "attended by"),
        Predicate.LOCATED_IN: ("located in", "place of"),
        Predicate.CO_LOCATED_WITH: ("held together with", "held together with"),
        Predicate.PART_OF: ("part of", "has part"),
        Predicate.ABOUT: ("about", "subject of"),
        Predicate.DEVELOPS: ("develops", "developed by"),
        Predicate.USES: ("uses", "used by"),
        Predicate.INTEGRATES_WITH: ("integrates with", "integrates with"),
        Predicate.IMPLEMENTS: ("implements", "implemented by"),
        Predicate.ALTERNATIVE_TO: ("alternative to", "alternative to"),
        Predicate.PARTNERS_WITH: ("partners with", "partners with"),
        Predicate.HIRES_FOR: ("hires for", "jobs at"),
    }
)


def phrase(predicate: Predicate, outgoing: bool) -> str:
    """Return what an entity is to another, if it is the subject (``outgoing``) or the object.

    >>> phrase(Predicate.USES, outgoing=False)
    'used by'
    """
    return _PHRASES[predicate][0 if outgoing else 1]
