"""The namespaces of the graph, and the closed list of our own terms.

The vocabulary's namespace is fixed: a term means the same in everybody's graph. Entities,
documents, passages and statements live under a base that a build may choose.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from pyoxigraph import NamedNode

from bacd_graph.model import EntityType, Mark, Predicate, Status

BASE: Final = "https://w3id.org/bacd-graph/"
VOCABULARY: Final = "https://w3id.org/bacd-graph/vocab#"
VOCABULARY_VERSION: Final = "https://w3id.org/bacd-graph/vocab/0.1.0"

_SUPPORT: Final = (
    "Statement",
    "Passage",
    "Document",
    "Run",
    "Status",
    "status",
    "confidence",
    "text",
    "start",
    "end",
    "path",
    "sha256",
    "version",
    "model",
    "gazetteer",
    "threshold",
    "Mark",
    "checked",
    "checkedAgainst",
    "reason",
)


class Namespace:
    """The terms of one namespace; asking for a term that is not among them fails at once.

    >>> Namespace("http://example.org/", ["knows"]).knows
    <NamedNode value=http://example.org/knows>
    """

    def __init__(self, iri: str, terms: Iterable[str]) -> None:
        self._iri = iri
        self._terms = {term: NamedNode(iri + term) for term in terms}

    def __getattr__(self, term: str) -> NamedNode:
        if term.startswith("__"):
            raise AttributeError(term)
        try:
            return self._terms[term]
        except KeyError:
            raise AttributeError(f"{term!r} is not a term of {self._iri}; add it first") from None

    def __getitem__(self, term: str) -> NamedNode:
        return self.__getattr__(term)

    def __iter__(self) -> Iterator[str]:
        return iter(self._terms)


bacd: Final = Namespace(VOCABULARY, [*EntityType, *Predicate, *Status, *Mark, *_SUPPORT])
rdf: Final = Namespace(
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#", ["type", "subject", "predicate", "object"]
)
rdfs: Final = Namespace("http://www.w3.org/2000/01/rdf-schema#", ["label"])
skos: Final = Namespace("http://www.w3.org/2004/02/skos/core#", ["prefLabel", "altLabel"])
xsd: Final = Namespace(
    "http://www.w3.org/2001/XMLSchema#",
    ["anyURI", "date", "dateTime", "decimal", "integer", "string"],
)
dcat: Final = Namespace(
    "http://www.w3.org/ns/dcat#",
    ["Dataset", "Distribution", "distribution", "endDate", "mediaType", "startDate"],
)
dcterms: Final = Namespace(
    "http://purl.org/dc/terms/",
    [
        "PeriodOfTime",
        "conformsTo",
        "date",
        "description",
        "hasPart",
        "identifier",
        "isPartOf",
        "license",
        "rights",
        "source",
        "subject",
        "temporal",
        "title",
    ],
)
dc: Final = Namespace("http://purl.org/dc/elements/1.1/", ["creator"])
prov: Final = Namespace(
    "http://www.w3.org/ns/prov#",
    ["Activity", "startedAtTime", "wasDerivedFrom", "wasGeneratedBy"],
)
schema: Final = Namespace(
    "https://schema.org/",
    [
        "CreativeWork",
        "DefinedTerm",
        "Event",
        "Organization",
        "Person",
        "Place",
        "about",
        "attendee",
        "containedInPlace",
        "contributor",
        "isPartOf",
        "location",
        "maintainer",
        "memberOf",
        "mentions",
        "organizer",
        "performerIn",
        "sponsor",
        "superEvent",
        "url",
        "worksFor",
    ],
)

void: Final = Namespace(
    "http://rdfs.org/ns/void#",
    [
        "Dataset",
        "class",
        "classPartition",
        "classes",
        "entities",
        "exampleResource",
        "properties",
        "property",
        "propertyPartition",
        "triples",
        "uriSpace",
        "vocabulary",
    ],
)

# What others and we call a thing by; where there are several, the first one counts.
LABELS: Final = (
    "http://www.w3.org/2004/02/skos/core#prefLabel",
    "http://www.w3.org/2000/01/rdf-schema#label",
    "http://xmlns.com/foaf/0.1/name",
    "https://schema.org/name",
    "http://schema.org/name",
    "http://purl.org/dc/terms/title",
)

_FIXED: Final = {
    "bacd": VOCABULARY,
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "doap": "http://usefulinc.com/ns/doap#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def prefixes(base: str = BASE) -> dict[str, str]:
    """Return the prefixes that every query and every export knows, by prefix.

    Beside the vocabularies there is one a type of entity, since a prefixed name cannot hold
    the "/" between type and slug: ``person:ada-lovelace``, ``project:cloudstack``.

    >>> prefixes()["person"]
    'https://w3id.org/bacd-graph/entity/person/'
    """
    ours = {kind.lower(): f"{base}entity/{kind.lower()}/" for kind in EntityType}
    parts = {part: f"{base}{part}/" for part in ("entity", "document", "statement", "graph")}
    return _FIXED | ours | parts


def local_name(iri: str) -> str:
    """Return what stands behind the last "#" or "/" of an IRI.

    >>> local_name("http://purl.org/dc/terms/title")
    'title'
    """
    return iri.rpartition("#")[2].rpartition("/")[2]


def prefixed(iri: str, known: Mapping[str, str]) -> str:
    """Return an IRI with its prefix, as SPARQL would take it; itself where none fits.

    >>> prefixed("https://w3id.org/bacd-graph/entity/person/ada", prefixes())
    'person:ada'
    """
    for prefix, namespace in sorted(known.items(), key=lambda pair: -len(pair[1])):
        local = iri.removeprefix(namespace)
        if local != iri and local and local.replace("-", "").replace("_", "").isalnum():
            return f"{prefix}:{local}"
    return iri


def shortened(term: NamedNode) -> tuple[str, str]:
    """Return prefix and local name of a term of one of the vocabularies.

    Raises:
        KeyError: if it is of none of them.

    >>> shortened(skos.prefLabel)
    ('skos', 'prefLabel')
    """
    local = local_name(term.value)
    return _PREFIX_OF[term.value.removesuffix(local)], local


_PREFIX_OF: Final = {namespace: prefix for prefix, namespace in _FIXED.items()}
