"""What the page knows: entities, documents and claims as plain values that refer by index."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any
from urllib.parse import urlsplit

from bacd_graph.labels import labels
from bacd_graph.model import SYMMETRIC, Claim, DocumentInfo, Entity, Passage


def content(
    entities: Iterable[Entity],
    claims: Iterable[Claim],
    documents: Iterable[DocumentInfo],
    limit: int,
) -> dict[str, Any]:
    """Return the page's data for the ``limit`` entities that most documents name.

    Statements about the others are left out, and both are counted under "omitted". The order
    of what comes in makes no difference.
    """
    claims = sorted(claims, key=_order)
    entities = list(entities)
    shown = most_mentioned(entities, claims, limit)
    infos = sorted(documents, key=lambda info: info.id)
    entity_at = {entity.id: index for index, entity in enumerate(shown)}
    document_at = {info.id: index for index, info in enumerate(infos)}
    kept = [c for c in claims if c.subject.id in entity_at and c.object.id in entity_at]
    passages = sorted({p for claim in kept for p in claim.passages}, key=_place)
    passage_at = {passage: index for index, passage in enumerate(passages)}
    return {
        "labels": labels(),
        "symmetric": sorted(SYMMETRIC),
        "entities": [_entity(entity, document_at) for entity in shown],
        "documents": [_document(info) for info in infos],
        "passages": [{"start": p.start, "end": p.end, "text": p.text} for p in passages],
        "claims": [
            {
                "subject": entity_at[claim.subject.id],
                "predicate": claim.predicate.value,
                "object": entity_at[claim.object.id],
                "status": claim.status.value,
                "confidence": round(claim.confidence, 3),
                "sure": claim.sure,
                "document": document_at[claim.document.id],
                "passages": [passage_at[p] for p in sorted(claim.passages, key=_place)],
            }
            for claim in kept
        ],
        "omitted": {
            "entities": len(entities) - len(shown),
            "claims": len(claims) - len(kept),
        },
    }


def most_mentioned(entities: Iterable[Entity], claims: Sequence[Claim], limit: int) -> list[Entity]:
    """Return, sorted by id, the ``limit`` entities with most documents, then most claims."""
    said = Counter(id_ for claim in claims for id_ in (claim.subject.id, claim.object.id))
    by_weight = sorted(entities, key=lambda e: (-len(e.documents), -said[e.id], e.id))
    return sorted(by_weight[:limit], key=lambda entity: entity.id)


def _entity(entity: Entity, document_at: dict[str, int]) -> dict[str, Any]:
    return {
        "id": entity.id,
        "name": entity.name,
        "type": entity.type.value,
        "names": list(entity.names),
        "documents": [document_at[id_] for id_ in entity.documents if id_ in document_at],
    }


def _document(info: DocumentInfo) -> dict[str, Any]:
    return {
        "id": info.id,
        "path": info.path,
        "title": info.title,
        "date": info.date.isoformat() if info.date else None,
        "authors": list(info.authors),
        "url": info.url if info.url and _is_web_address(info.url) else None,
    }


def _is_web_address(url: str) -> bool:
    """Say whether a link may lead to ``url``: a text can name "javascript:" addresses too."""
    try:
        return urlsplit(url).scheme in {"http", "https"}
    except ValueError:
        return False


def _place(passage: Passage) -> tuple[str, int, int, str]:
    return passage.document_id, passage.start, passage.end, passage.text


def _order(claim: Claim) -> tuple[Any, ...]:
    return (
        claim.subject.id,
        claim.predicate,
        claim.object.id,
        claim.status,
        claim.document.id,
        [_place(passage) for passage in claim.passages],
        claim.confidence,
    )
