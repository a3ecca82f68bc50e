"""A graph of documents by hand: what each says, and at which day."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from claims import make_claim

from bacd_graph.knowledge_graph import KnowledgeGraph
from bacd_graph.model import Claim, Entity, Passage, Statement
from bacd_graph.rdf import Run, create_store, describe

RUN = Run.made_with("0.1.0", "no model", "no gazetteer", threshold=0.5)
NOWHERE = "place/nowhere"
ENDS = {
    "worksFor": ("person", "company"),
    "spokeAt": ("person", "event"),
    "integratesWith": ("project", "project"),
}


def make_history(*documents: str) -> KnowledgeGraph:
    """make_history("2013-01-31: ada worksFor acme, person/bob", ...)

    A document states something, names an entity by its id, or does nothing. Its day may be
    "undated". A fourth word marks a statement as "planned", "negated" or "unsure".
    """
    claims = [claim for number, text in enumerate(documents) for claim in _claims(number, text)]
    infos = {claim.document.id: claim.document for claim in claims}
    stated = [_statement(claim) for claim in claims if claim.object.id != NOWHERE]
    return KnowledgeGraph(
        create_store(None, describe(infos.values(), _entities(claims), stated, RUN))
    )


def _claims(number: int, text: str) -> Iterator[Claim]:
    day, _, said = text.partition(":")
    for saying in said.split(", "):
        subject, predicate, object_, *mark = _words(saying)
        yield make_claim(
            subject,
            predicate,
            object_,
            status=mark[0] if mark and mark != ["unsure"] else "asserted",
            confidence=0.2 if mark == ["unsure"] else 0.9,
            document=f"document {number}",
            day=None if day == "undated" else day,
        )


def _words(saying: str) -> list[str]:
    match saying.split():
        case [subject, predicate, object_, *mark]:
            kinds = ENDS[predicate]
            return [f"{kinds[0]}/{subject}", predicate, f"{kinds[1]}/{object_}", *mark]
        case [named]:
            return [named, "about", NOWHERE]
        case _:
            return [NOWHERE, "about", NOWHERE]


def _entities(claims: list[Claim]) -> list[Entity]:
    documents: defaultdict[str, set[str]] = defaultdict(set)
    for claim in claims:
        for end in (claim.subject, claim.object):
            documents[end.id].add(claim.document.id)
    known = {end.id: end for claim in claims for end in (claim.subject, claim.object)}
    return [replace(end, documents=tuple(sorted(documents[end.id]))) for end in known.values()]


def _statement(claim: Claim) -> Statement:
    ends = claim.subject.id, claim.predicate, claim.object.id
    text = f"{claim.subject.name} {claim.predicate} {claim.object.name}."
    # One place in the text for each saying, whatever the order.
    start = sum(map(ord, text))
    passage = Passage(claim.document.id, start, start + len(text), text)
    return Statement(claim.document.id, *ends, claim.status, claim.confidence, (passage,))
