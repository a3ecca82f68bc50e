"""Texts of which the names are given: "Event:Ceph Days"."""

from spacy.tokens import Doc
from spacy.vocab import Vocab

from bacd_graph.extraction.layout import Section
from bacd_graph.extraction.nodes import Cluster
from bacd_graph.extraction.pairs import Node, Place
from bacd_graph.model import BlockKind, EntityType


def named(*names: str, joint: str = "and") -> Doc:
    """Return one line with these names, each a token, and ``joint`` between two."""
    types, texts = zip(*(name.split(":", 1) for name in names), strict=True)
    doc = Doc(Vocab(), words=[word for text in texts for word in (text, joint)][:-1])
    doc._.words = tuple(token.text.lower() for token in doc)
    doc._.clusters = [
        Cluster(text, EntityType(type_), ((2 * i, 2 * i + 1),))
        for i, (type_, text) in enumerate(zip(types, texts, strict=True))
    ]
    doc._.nodes = [Node(c.type, (Place(*c.spans[0], 0, 0),)) for c in doc._.clusters]
    doc._.layout = [Section(BlockKind.PARAGRAPH, 0, len(doc), 0, ())]
    return doc
