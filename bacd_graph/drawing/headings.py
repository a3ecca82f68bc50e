"""Predicates as headings of what is listed below them, read from either end.

In sentences they read otherwise: "is used by", as `bacd_graph.labels` has it.
"""

from collections.abc import Mapping
from types import MappingProxyType

from bacd_graph.model import Predicate

_HEADINGS: Mapping[Predicate, tuple[str, str]] = MappingProxyType(
    {
        Predicate.WORKS_FOR: ("works for", "named as employer of"),
        Predicate.CONTRIBUTES_TO: ("contributes to", "contributors"),
        Predicate.SPOKE_AT: ("spoke at", "speakers"),
        Predicate.SPOKE_ABOUT: ("spoke about", "subject of talks by"),
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
# What else the entity below such a heading is to the other, after "also": first where the other
# is the subject, then where it is the object.
_ALSO: Mapping[Predicate, tuple[str, str]] = MappingProxyType(
    {
        Predicate.WORKS_FOR: ("named as employer", "named as employed there"),
        Predicate.CONTRIBUTES_TO: ("contributed to", "contributes"),
        Predicate.SPOKE_AT: ("spoken at", "spoke there"),
        Predicate.SPOKE_ABOUT: ("spoken about", "spoke about it"),
        Predicate.ORGANIZES: ("organized", "organizes it"),
        Predicate.SPONSORS: ("sponsored", "sponsors it"),
        Predicate.ATTENDS: ("attended", "attends it"),
        Predicate.LOCATED_IN: ("its place", "located there"),
        Predicate.CO_LOCATED_WITH: ("held together", "held together"),
        Predicate.PART_OF: ("has it as a part", "part of it"),
        Predicate.ABOUT: ("its subject", "about it"),
        Predicate.DEVELOPS: ("developed", "develops it"),
        Predicate.USES: ("used", "uses it"),
        Predicate.INTEGRATES_WITH: ("integrated", "integrated"),
        Predicate.IMPLEMENTS: ("implemented", "implements it"),
        Predicate.ALTERNATIVE_TO: ("alternative", "alternative"),
        Predicate.PARTNERS_WITH: ("partner", "partner"),
        Predicate.HIRES_FOR: ("hired for", "hires for it"),
    }
)


def as_heading(predicate: Predicate, outgoing: bool) -> str:
    """Return what an entity is to another, if it is the subject (``outgoing``) or the object.

    >>> as_heading(Predicate.USES, outgoing=False)
    'used by'
    """
    return _HEADINGS[predicate][0 if outgoing else 1]


def also(predicate: Predicate, outgoing: bool) -> str:
    """Return what else another is to an entity that is the subject (``outgoing``) or the object.

    >>> also(Predicate.USES, outgoing=False), also(Predicate.USES, outgoing=True)
    ('uses it', 'used')
    """
    return _ALSO[predicate][0 if outgoing else 1]
