"""From a parsed ``Doc`` to the facts of its document."""

from bisect import bisect_right
from collections.abc import Sequence

from spacy.tokens import Doc, Span

from bacd_graph.extraction.nodes import Cluster
from bacd_graph.extraction.relations import Relation
from bacd_graph.model import (
    SYMMETRIC,
    AlignedSpan,
    Chain,
    Document,
    Facts,
    Mention,
    Passage,
    Statement,
)
from bacd_graph.reading import source_span


def make_facts(document: Document, doc: Doc) -> Facts:
    """Return what ``doc`` says, in the document's own offsets."""
    sentences = doc._.sentences
    starts = [start for start, _ in sentences]
    chains = tuple(make_chain(doc, f"e{i + 1}", c) for i, c in enumerate(doc._.clusters))
    spans: dict[int, AlignedSpan] = {}
    best: dict[tuple[str, str, str, str], Statement] = {}
    for relation in doc._.relations:
        shown = sorted({bisect_right(starts, place.start) - 1 for place in relation.at})
        spans |= {i: align(document, doc[slice(*sentences[i])]) for i in shown if i not in spans}
        passages = tuple(spans[i].passage(document.id, document.text) for i in shown)
        statement = make_statement(document, chains, relation, passages)
        key = (statement.subject, statement.predicate, statement.object, statement.status)
        if key not in best or best[key].confidence < statement.confidence:
            best[key] = statement
    statements = tuple(best[k] for k in sorted(best))
    kept = {(p.start, p.end) for s in statements for p in s.passages}
    stand = tuple(spans[i] for i in sorted(spans) if spans[i][2:] in kept)
    return Facts(document.info, chains, statements, document.text, document.blocks, stand)


def make_chain(doc: Doc, id_: str, cluster: Cluster) -> Chain:
    """Return a cluster in characters of the document's text."""
    mentions = (doc[start:end] for start, end in cluster.spans)
    return Chain(
        id_,
        cluster.name,
        cluster.type,
        tuple(Mention(m.start_char, m.end_char, " ".join(m.text.split())) for m in mentions),
        round(cluster.confidence, 3),
        cluster.author,
    )


def make_statement(
    document: Document, chains: Sequence[Chain], relation: Relation, passages: tuple[Passage, ...]
) -> Statement:
    """Return a relation between two chains; a symmetric one begins with the chain named first."""
    ends = (relation.subject, relation.object)
    subject, object_ = sorted(ends) if relation.predicate in SYMMETRIC else ends
    return Statement(
        document.id,
        chains[subject].id,
        relation.predicate,
        chains[object_].id,
        relation.status,
        round(relation.confidence, 3),
        passages,
    )


def align(document: Document, sentence: Span) -> AlignedSpan:
    """Return where a sentence stands, without white space at its ends."""
    text = sentence.text.strip()
    start = sentence.start_char + sentence.text.index(text)
    end = start + len(text)
    return AlignedSpan(start, end, *source_span(document, start, end))
