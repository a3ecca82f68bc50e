"""What a mark in a picture leads to: the IRI of its entity, and the name that shows over it."""

import re
from weakref import WeakKeyDictionary
from xml.sax.saxutils import escape

from matplotlib.figure import Figure

from bacd_graph.model import Entity
from bacd_graph.rdf.terms import Terms

# A figure may be the caller's own, so it can't be one of a class of ours that knows them.
_TITLES: WeakKeyDictionary[Figure, dict[str, str]] = WeakKeyDictionary()
_LINK = re.compile(r'(<a [^>]*?xlink:href="([^"]*)"[^>]*>)')


def link(figure: Figure, entity: Entity, base: str) -> str:
    """Return the IRI of ``entity`` in the graph of ``base``, and note its name for `titled`."""
    iri = Terms(base).entity(entity.id).value
    titles = _TITLES.setdefault(figure, {})
    titles[escape(iri)] = f"{entity.name} ({entity.type})"
    return iri


def titled(svg: str, figure: Figure) -> str:
    """Return the SVG of ``figure`` with a title in each link, which browsers show over it."""
    titles = _TITLES.get(figure, {})

    def with_title(found: re.Match[str]) -> str:
        title = titles.get(found[2])
        return found[1] if title is None else f"{found[1]}<title>{escape(title)}</title>"

    return _LINK.sub(with_title, svg)
