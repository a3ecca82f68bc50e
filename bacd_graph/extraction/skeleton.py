"""A copy of a ``Doc`` in which each name is one token: what patterns are matched on."""

from dataclasses import dataclass

from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Skeleton:
    """One token a name, its ``ent_type_`` the type.

    ``clusters`` and ``starts`` give, for each token of ``doc``, the index of its cluster (or
    None) and its first token in the document.
    """

    doc: Doc
    clusters: tuple[int | None, ...]
    starts: tuple[int, ...]


def make_skeleton(doc: Doc) -> Skeleton:
    """Return the skeleton of a document whose clusters are known."""
    owner = {span: i for i, c in enumerate(doc._.clusters) for span in c.spans}
    copy = Doc(
        doc.vocab,
        words=[t.text for t in doc],
        spaces=[bool(t.whitespace_) for t in doc],
        lemmas=[t.lemma_ for t in doc],
        pos=[t.pos_ for t in doc],
        tags=[t.tag_ for t in doc],
        heads=[t.head.i for t in doc],
        deps=[t.dep_ for t in doc],
        sent_starts=[t.is_sent_start is True for t in doc],
    )
    with copy.retokenize() as retokenizer:
        for (start, end), i in owner.items():
            span = copy[start:end]
            retokenizer.merge(span, attrs={"ENT_TYPE": doc._.clusters[i].type.value})
    clusters: list[int | None] = []
    starts: list[int] = []
    position = 0
    ends = dict(owner.keys())
    while position < len(doc):
        end = ends.get(position, position + 1)
        clusters.append(owner.get((position, end)))
        starts.append(position)
        position = end
    return Skeleton(copy, tuple(clusters), tuple(starts))
