"""A text with its marks: what names which entity, and what shows a statement."""

from collections.abc import Iterable, Mapping

from bacd_graph.model import Entity, Facts, MarkedText, NameSpan, PassageSpan, Statement


def mark(
    facts: Facts,
    entities: Mapping[tuple[str, str], Entity],
    statements: Iterable[Statement],
) -> MarkedText:
    """Return the text of a document with its marks.

    ``entities`` is by document and chain; a mention of a chain that has none is no mark, and
    neither is a passage on which none of ``statements``, those of the document, rests.
    """
    shown = {(p.start, p.end) for s in statements for p in s.passages}
    names, passages = _names(facts, entities), _passages(facts, shown)
    return MarkedText(facts.text, facts.blocks, names, passages)


def _names(facts: Facts, entities: Mapping[tuple[str, str], Entity]) -> tuple[NameSpan, ...]:
    """Return the names in the order of the text; of two that overlap the first, or the longer."""
    found = [
        NameSpan(mention.start, mention.end, entity.id)
        for chain in facts.chains
        if (entity := entities.get((facts.info.id, chain.id)))
        for mention in chain.mentions
    ]
    kept: list[NameSpan] = []
    for span in sorted(found, key=lambda span: (span.start, -span.end, span.entity)):
        if not kept or kept[-1].end <= span.start:
            kept.append(span)
    return tuple(kept)


def _passages(facts: Facts, shown: set[tuple[int, int]]) -> tuple[PassageSpan, ...]:
    return tuple(
        PassageSpan(span.start, span.end, span.passage(facts.info.id, facts.text))
        for span in facts.passages
        if (span.source_start, span.source_end) in shown
    )
