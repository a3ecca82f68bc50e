"""Facts of many documents in, entities and their statements out."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bacd_graph.gazetteer import Entry
from bacd_graph.model import DocumentInfo, Entity, EntityType, Facts, Statement
from bacd_graph.resolution.adding import added_statements, own_document, place_rows
from bacd_graph.resolution.applying import Unmatched, dropped, link, retype
from bacd_graph.resolution.canonical import choose_name, choose_type
from bacd_graph.resolution.clusters import Clusters
from bacd_graph.resolution.corrections import NO_CORRECTIONS, Corrections, Said
from bacd_graph.resolution.documents import MarkedTexts, Restating, Statements
from bacd_graph.resolution.evidence import Evidence
from bacd_graph.resolution.finding import Finder
from bacd_graph.resolution.judging import Judge
from bacd_graph.resolution.near_misses import NearMisses
from bacd_graph.resolution.nodes import Known, Node, make_nodes
from bacd_graph.resolution.open_questions import (
    lost_questions,
    near_questions,
    type_questions,
    weak_questions,
)
from bacd_graph.resolution.persons import Persons
from bacd_graph.resolution.questions import Question, by_worth
from bacd_graph.resolution.sides import Sides
from bacd_graph.resolution.slugs import Naming, identify
from bacd_graph.resolution.things import Things

if TYPE_CHECKING:
    from bacd_graph.resolution.restating import Lost


@dataclass(frozen=True, slots=True)
class Resolution:
    """What resolution hands on; the ends of ``statements`` are ids of ``entities``.

    Entities are sorted by id, questions by worth. ``unmatched`` has a sentence for each correction
    that changed nothing. ``documents`` is the corrections file, where it adds statements.
    ``statements`` and ``texts``, in which names of entities and passages of statements are marked,
    are made anew at each look, document by document in the order of the facts.
    """

    entities: tuple[Entity, ...]
    statements: Statements
    texts: MarkedTexts
    questions: tuple[Question, ...] = ()
    unmatched: tuple[str, ...] = ()
    documents: tuple[DocumentInfo, ...] = ()


def resolve(
    facts: Iterable[Facts],
    corrections: Corrections = NO_CORRECTIONS,
    known: Iterable[Entry] = (),
) -> Resolution:
    """Return one entity for all the names of each thing over all documents, and what is stated.

    ``known`` are the entries of a gazetteer: their names are one thing's, and spelt as there. The
    order of ``facts`` makes no difference to what is found, and nothing is kept from call to call.
    They are looked at several times, and those of one document at a time are held.

    Raises:
        BuildError: if two documents share an id.
    """
    unmatched = Unmatched()
    names = Known(known)
    nodes = make_nodes(facts, names, retype(facts, corrections, unmatched))
    made = _cluster(facts, nodes, names, corrections, unmatched)
    drafts = _drafts(made, names, corrections, unmatched)

    info = own_document(corrections, facts)
    entities = list(drafts.values())
    ends = place_rows(corrections.add, entities, info.id if info else "", unmatched)
    entities = _identified(entities, [_naming(made, root, drafts) for root in drafts])
    by_root = dict(zip(drafts, entities, strict=False))

    restating = Restating(_by_chain(made, by_root), {e.id: e for e in entities}, Judge(corrections))
    added = added_statements(ends, lambda at: entities[at].id, info.id) if info else ()
    statements = Statements(facts, restating, added)
    questions = _questions(made, by_root, statements, unmatched)
    return Resolution(
        entities=tuple(sorted(entities, key=lambda e: e.id)),
        statements=statements,
        texts=MarkedTexts(facts, restating),
        questions=questions,
        unmatched=tuple(unmatched.sentences),
        documents=(info,) if info and ends else (),
    )


@dataclass(frozen=True, slots=True)
class _Clustering:
    """Finished clusters, what they were made from, and the names that corrections give."""

    clusters: Clusters
    evidence: Evidence
    finder: Finder
    near: NearMisses
    given: Mapping[int, str]


def _cluster(
    facts: Iterable[Facts],
    nodes: Sequence[Node],
    known: Known,
    corrections: Corrections,
    unmatched: Unmatched,
) -> _Clustering:
    clusters, finder, near = Clusters(nodes), Finder(nodes), NearMisses()
    given = link(clusters, finder, corrections, unmatched)
    evidence = Evidence(facts, nodes)
    Things(clusters, evidence, near, known).cluster()
    # Employers count as related by their clusters, so persons come after things.
    kin = {frozenset(map(clusters.root, pair)) for pair in evidence.related}
    Persons(clusters, evidence, near, kin).cluster()
    return _Clustering(clusters, evidence, finder, near, given)


def _questions(
    made: _Clustering,
    entities: Mapping[int, Entity],
    statements: Statements,
    unmatched: Unmatched,
) -> tuple[Question, ...]:
    """Return what is open once all that is stated was seen, and note the rows that it lacks."""
    lost: list[Lost] = []
    met: set[Said] = set()
    stated = Counter(_ends(statements.added))
    for f in statements.facts:
        judged, forbidden = statements.restating.judged(f)
        lost += forbidden
        met |= judged.met
        stated.update(_ends(judged.statements))
    statements.restating.judge.note_unstated(met, unmatched)
    sides = Sides(made.clusters, made.finder, entities, stated)
    return by_worth(
        (
            *near_questions(made.near, sides),
            *weak_questions(made.clusters.joins, sides),
            *type_questions(sides),
            *lost_questions(lost, sides),
        )
    )


def _ends(statements: Iterable[Statement]) -> Iterator[tuple[str, str]]:
    """Yield the entity and the document of each end."""
    return ((end, s.document_id) for s in statements for end in (s.subject, s.object))


def _drafts(
    made: _Clustering, known: Known, corrections: Corrections, unmatched: Unmatched
) -> dict[int, Entity]:
    """Return the entity of each cluster that no row drops, by root, still without id."""
    nodes, clusters = made.clusters.nodes, made.clusters
    members = {r: clusters.members(r) for r in clusters.roots(range(len(nodes)))}
    types = {r: choose_type(nodes[n] for n in own)[0] for r, own in members.items()}
    gone = dropped(clusters, made.finder, corrections, types, unmatched)
    return {
        r: _draft([nodes[n] for n in own], types[r], _given(made, own), known, corrections)
        for r, own in members.items()
        if r not in gone
    }


def _given(made: _Clustering, members: Iterable[int]) -> str | None:
    return min((made.given[n] for n in members if n in made.given), default=None)


def _draft(
    nodes: Sequence[Node],
    type_: EntityType,
    given: str | None,
    known: Known,
    corrections: Corrections,
) -> Entity:
    name = choose_name(nodes, known, given)
    aliases = {row.alias for row in corrections.aliases if row.name == given}
    forms = {form for n in nodes for form in n.names} | aliases | {name}
    documents = {n.document for n in nodes}
    return Entity("", name, type_, tuple(sorted(forms)), tuple(sorted(documents)))


def _naming(made: _Clustering, root: int, drafts: Mapping[int, Entity]) -> Naming:
    members = made.clusters.members(root)
    employers = {made.clusters.root(e) for n in members for e in made.evidence.employers[n]}
    first = made.clusters.nodes[members[0]]
    draft = drafts[root]
    documents = {made.clusters.nodes[n].document for n in members}
    dates = [day for n in members if (day := made.clusters.nodes[n].date)]
    years = (str(max(dates).year),) if dates and draft.type is EntityType.EVENT else ()
    return Naming(
        kind=draft.type.lower(),
        name=draft.name,
        marks=(*sorted({drafts[e].name for e in employers if e in drafts}), *years, min(documents)),
        key=(-len(documents), draft.name, f"{first.document}\0{first.chain}"),
    )


def _identified(drafts: Sequence[Entity], namings: Sequence[Naming]) -> list[Entity]:
    """Return ``drafts`` with ids; those beyond ``namings`` are named by corrections alone."""
    added = [
        Naming(e.type.lower(), e.name, (), (0, e.name, f"{at:09}"))
        for at, e in enumerate(drafts[len(namings) :])
    ]
    ids = identify((*namings, *added))
    return [replace(e, id=id_) for e, id_ in zip(drafts, ids, strict=True)]


def _by_chain(made: _Clustering, entities: Mapping[int, Entity]) -> dict[tuple[str, str], Entity]:
    nodes = made.clusters.nodes
    return {
        (nodes[n].document, nodes[n].chain): entity
        for root, entity in entities.items()
        for n in made.clusters.members(root)
    }
