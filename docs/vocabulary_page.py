"""The vocabulary as a page, made by pyLODE from ``bacd_graph/data/vocabulary.ttl``.

pyLODE leaves out what this vocabulary says in terms that it does not know (SKOS matches, inverses,
individuals), and joins the classes of a union in an order of its own each time. So it reads a copy
in which all of that stands in terms that it shows, in the order of the file.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from dominate import document
from dominate.tags import meta, style
from dominate.util import raw
from pylode import OntPub
from pylode.rdf_elements import CLASS_PROPS, ONTDOC, PROP_PROPS, PROPS
from pyoxigraph import NamedNode, parse
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SDO, SKOS
from rdflib.term import Node

SOURCE: Final = Path(__file__).parent.parent / "bacd_graph" / "data" / "vocabulary.ttl"
PAGE: Final = Path(__file__).with_name("vocabulary.html")
SHEET: Final = Path(__file__).with_name("vocabulary.css")
TIES: Final = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch)
_UNIONS: Final = {RDFS.domain: SDO.domainIncludes, RDFS.range: SDO.rangeIncludes}
_KINDS: Final = {
    OWL.SymmetricProperty: "Symmetric: what it says of two, it says both ways.",
    OWL.FunctionalProperty: "Functional: a thing has one at most.",
}
_NAMES: Final = {
    OWL.equivalentClass: "equivalent to",
    RDFS.subClassOf: "subclass of",
    RDFS.subPropertyOf: "subproperty of",
    RDFS.domain: "domain",
    RDFS.range: "range",
    SDO.domainIncludes: "domain, one of",
    SDO.rangeIncludes: "range, one of",
    ONTDOC.inDomainIncludesOf: "in domain of, with others",
    ONTDOC.inRangeIncludesOf: "in range of, with others",
}

for _known in (CLASS_PROPS, PROP_PROPS):
    _known.extend(tie for tie in TIES if tie not in _known)
PROPS.update(TIES)


def page() -> str:
    """Return the page; the same vocabulary and the same pyLODE give the same text."""
    vocabulary = Graph(bind_namespaces="core").parse(SOURCE)
    made = OntPub(readable(vocabulary))
    for iri in set(vocabulary.subjects(RDFS.isDefinedBy)):
        # An address of the vocabulary, ".../vocab#worksFor", has to lead to its place in the page.
        made.fids[str(iri)] = str(iri).rpartition("#")[2]
    for iri in set(vocabulary.objects()):
        # Without a title of pyLODE's own a tie is shown as "prov:Person", not as "Person".
        made.back_onts.remove((iri, DCTERMS.title, None))
    for property_, name in _NAMES.items():
        made.props_labeled[property_]["title"] = name
    made.make_html()
    _dress(made.doc)
    lines = made.doc.render().splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _dress(page: document) -> None:
    """Give ``page`` our sheet, which fits a narrow screen too, in the place of pyLODE's."""
    page["lang"] = "en"
    for theirs in (*page.head.get("style"), *page.head.get("link")):
        page.head.remove(theirs)
    with page.head:
        meta(name="viewport", content="width=device-width, initial-scale=1")
        style(raw(f"\n{SHEET.read_text('utf-8')}"))
    (mark,) = page.body.get(id="pylode")
    # The version of pyLODE would have the place of our own "#version".
    for link in mark.get(id="version"):
        del link["id"]


def readable(vocabulary: Graph) -> Graph:
    """Return a copy that says in pyLODE's terms all that ``vocabulary`` says of its terms."""
    copy = Graph(bind_namespaces="core")
    for prefix, namespace in vocabulary.namespaces():
        copy.bind(prefix, namespace, override=True)
    for subject in _in_order():
        for predicate, object_ in sorted(vocabulary.predicate_objects(subject)):
            for said in _said(vocabulary, predicate, object_):
                copy.add((subject, *said))
    return copy


def _in_order() -> Iterable[URIRef]:
    """Return what the file describes, in its order, which an rdflib graph does not keep."""
    found = (quad.subject for quad in parse(path=SOURCE))
    return dict.fromkeys(URIRef(node.value) for node in found if isinstance(node, NamedNode))


def _said(vocabulary: Graph, predicate: Node, object_: Node) -> Iterator[tuple[Node, Node]]:
    """Yield what to say of a term in the place of one predicate and object of the vocabulary."""
    if predicate == RDF.type and object_ in _KINDS:
        yield SKOS.note, Literal(_KINDS[object_])
    elif predicate == RDF.type and object_ == OWL.NamedIndividual:
        return
    elif isinstance(object_, BNode):
        yield from _unfolded(vocabulary, predicate, object_)
    elif predicate != RDFS.isDefinedBy:
        yield predicate, object_


def _unfolded(vocabulary: Graph, predicate: Node, object_: BNode) -> Iterator[tuple[Node, Node]]:
    """Yield what a nameless class or property says, member by member."""
    for members in vocabulary.objects(object_, OWL.unionOf):
        yield from ((_UNIONS[predicate], member) for member in Collection(vocabulary, members))
    for members in vocabulary.objects(object_, OWL.oneOf):
        for member in Collection(vocabulary, members):
            name = str(member).rpartition("#")[2]
            meaning = vocabulary.value(member, SKOS.definition)
            yield SKOS.note, Literal(f'<code id="{name}">{name}</code> {meaning}')
    for inverse in vocabulary.objects(object_, OWL.inverseOf):
        name = vocabulary.namespace_manager.normalizeUri(inverse)
        yield predicate, Literal(f"the inverse of [{name}]({inverse})")


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
