"""What our types and relations are in schema.org, where direction and meaning fit.

A relation that schema.org lacks (spokeAbout, uses, integratesWith, implements, alternativeTo,
partnersWith, hiresFor, coLocatedWith) has no entry: a near miss would say what no text says.
"""

from collections.abc import Mapping
from types import MappingProxyType

from pyoxigraph import NamedNode

from bacd_graph.model import EntityType, Predicate
from bacd_graph.rdf.names import schema

CLASSES: Mapping[EntityType, NamedNode] = MappingProxyType(
    {
        EntityType.PERSON: schema.Person,
        EntityType.COMPANY: schema.Organization,
        EntityType.ORGANIZATION: schema.Organization,
        EntityType.PROJECT: schema.CreativeWork,
        EntityType.TECHNOLOGY: schema.DefinedTerm,
        EntityType.EVENT: schema.Event,
        EntityType.PLACE: schema.Place,
    }
)

FORWARD: Mapping[Predicate, NamedNode] = MappingProxyType(
    {
        Predicate.WORKS_FOR: schema.worksFor,
        Predicate.SPOKE_AT: schema.performerIn,
        Predicate.ABOUT: schema.about,
    }
)

# schema.org states these from the other end: an event has an organizer.
INVERSE: Mapping[Predicate, NamedNode] = MappingProxyType(
    {
        Predicate.CONTRIBUTES_TO: schema.contributor,
        Predicate.ORGANIZES: schema.organizer,
        Predicate.SPONSORS: schema.sponsor,
        Predicate.ATTENDS: schema.attendee,
    }
)


def in_schema_org(
    subject: EntityType, predicate: Predicate, object_: EntityType
) -> tuple[NamedNode, bool] | None:
    """Return the schema.org property of a statement, and whether it runs the other way.

    >>> in_schema_org(EntityType.COMPANY, Predicate.SPONSORS, EntityType.EVENT)
    (<NamedNode value=https://schema.org/sponsor>, True)
    """
    if predicate in FORWARD:
        return FORWARD[predicate], False
    if predicate in INVERSE:
        return INVERSE[predicate], True
    if predicate is Predicate.LOCATED_IN:
        inside = schema.containedInPlace if subject is EntityType.PLACE else schema.location
        return inside, False
    if predicate is Predicate.PART_OF:
        return _part_of(subject, object_)
    if predicate is Predicate.DEVELOPS and object_ is EntityType.PROJECT:
        # A maintainer is a person or an organization; a project that makes another is neither.
        return None if subject is EntityType.PROJECT else (schema.maintainer, True)
    return None


def _part_of(subject: EntityType, object_: EntityType) -> tuple[NamedNode, bool] | None:
    if subject is EntityType.EVENT:
        return schema.superEvent, False
    if object_ is EntityType.PROJECT:
        return (schema.isPartOf, False) if subject is EntityType.PROJECT else None
    return schema.memberOf, False
