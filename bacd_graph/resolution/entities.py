"""Facts of many documents in, entities and their statements out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bacd_graph.gazetteer import Entry
from bacd_graph.model import DocumentInfo, Entity, EntityType, Facts, Statement
from bacd_graph.resolution.adding import added_statements, own_document, place_rows
from bacd_graph.resolution.applying import Unmatched, drop_statements, dropped, link, retype
from bacd_graph.resolution.asking import (
    lost_questions,
    near_questions,
    type_questions,
    weak_questions,
)
from bacd_graph.resolution.canonical import choose_name, choose_type
from bacd_graph.resolution.clusters import Clusters
from bacd_graph.resolution.corrections import NO_CORRECTIONS, Corrections
from bacd_graph.resolution.evidence import Evidence
from bacd_graph.resolution.finding import Finder
from bacd_graph.resolution.near_misses import NearMisses
from bacd_graph.resolution.nodes import Known, make_nodes
from bacd_graph.resolution.persons import Persons
from bacd_graph.resolution.questions import Question, by_worth
from bacd_graph.resolution.restating import restate
from bacd_graph.resolution.slugs import Naming, identify
from bacd_graph.resolution.things import Things


@dataclass(frozen=True, slots=True)
class Resolution:
    """What resolution hands on; the ends of ``statements`` are ids of ``entities``.

    All are sorted: entities by id, statements by document and ends, questions by worth.
    ``unmatched`` has a sentence for each correction that changed nothing. ``documents`` is the
    corrections file, where it adds statements.
    """

    entities: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    questions: tuple[Question, ...] = ()
    unmatched: tuple[str, ...] = ()
    documents: tuple[DocumentInfo, ...] = ()


def resolve(
    facts: Sequence[Facts],
    corrections: Corrections = NO_CORRECTIONS,
    known: Iterable[Entry] = (),
) -> Resolution:
    """Return one entity for all the names of each thing over all documents, and what is stated.

    ``known`` are the entries of a gazetteer: their names are one thing's, and spelt as there. The
    order of ``facts`` makes no difference, and nothing is kept from call to call.

    Raises:
        BuildError: if two documents share an id.
    """
    unmatched = Unmatched()
    names = Known(known)
    nodes = make_nodes(facts, names, retype(facts, corrections, unmatched))
    clusters, finder, near = Clusters(nodes), Finder(nodes), NearMisses()
    given = link(clusters, finder, corrections, unmatched)
    evidence = Evidence(facts, nodes)
    Things(clusters, evidence, near, names).cluster()
    kin = {frozenset(map(clusters.root, pair)) for pair in evidence.related}
    Persons(clusters, evidence, near, kin).cluster()

    roots = clusters.roots(range(len(nodes)))
    types = {r: choose_type(nodes[n] for n in clusters.members(r))[0] for r in roots}
    gone = dropped(clusters, finder, corrections, types, unmatched)
    kept = [r for r in roots if r not in gone]
    drafts = _drafts(clusters, kept, types, names, given, corrections)
    namings = [_naming(clusters, evidence, r, d, drafts) for r, d in drafts.items()]

    info = own_document(corrections, {f.info.id for f in facts})
    entities = list(drafts.values())
    ends = place_rows(corrections.add, entities, info.id if info else "", unmatched)
    namings += [
        Naming(e.type.lower(), e.name, (e.type,), (0, e.name, f"{at:09}"))
        for at, e in enumerate(entities)
        if at >= len(namings)
    ]
    ids = identify(namings)
    entities = [replace(e, id=id_) for e, id_ in zip(entities, ids, strict=True)]

    by_root = dict(zip(kept, entities, strict=False))
    by_chain = {
        (nodes[n].document, nodes[n].chain): entity
        for r, entity in by_root.items()
        for n in clusters.members(r)
    }
    statements, lost = restate(facts, by_chain)
    statements = drop_statements(statements, {e.id: e for e in entities}, corrections, unmatched)
    if info:
        statements += added_statements(ends, lambda at: entities[at].id, info.id)
    questions = (
        *near_questions(near, clusters, by_root),
        *weak_questions(clusters.joins, clusters, by_root),
        *type_questions(clusters, by_root),
        *lost_questions(lost),
    )
    return Resolution(
        entities=tuple(sorted(entities, key=lambda e: e.id)),
        statements=_sorted(statements),
        questions=by_worth(questions),
        unmatched=tuple(unmatched.sentences),
        documents=(info,) if info and ends else (),
    )


def _drafts(
    clusters: Clusters,
    roots: Sequence[int],
    types: Mapping[int, EntityType],
    known: Known,
    given: Mapping[int, str],
    corrections: Corrections,
) -> dict[int, Entity]:
    """Return the entity of each cluster, still without id."""
    aliases: dict[str, set[str]] = {}
    for row in corrections.aliases:
        aliases.setdefault(row.name, set()).add(row.alias)
    drafts: dict[int, Entity] = {}
    for root in roots:
        members = clusters.members(root)
        nodes = [clusters.nodes[n] for n in members]
        by_hand = min((given[n] for n in members if n in given), default=None)
        name = choose_name(nodes, known, by_hand)
        forms = {form for n in nodes for form in n.names} | {name}
        forms |= aliases.get(by_hand, set()) if by_hand else set()
        documents = {n.document for n in nodes}
        drafts[root] = Entity("", name, types[root], tuple(sorted(forms)), tuple(sorted(documents)))
    return drafts


def _naming(
    clusters: Clusters, evidence: Evidence, root: int, draft: Entity, drafts: Mapping[int, Entity]
) -> Naming:
    members = clusters.members(root)
    employers = {clusters.root(e) for n in members for e in evidence.employers[n]}
    marks = sorted({drafts[e].name for e in employers if e in drafts})
    first = clusters.nodes[members[0]]
    return Naming(
        kind=draft.type.lower(),
        name=draft.name,
        marks=(*marks, draft.documents[0]),
        key=(-len(draft.documents), draft.name, f"{first.document}\0{first.chain}"),
    )


def _sorted(statements: Iterable[Statement]) -> tuple[Statement, ...]:
    return tuple(
        sorted(
            statements, key=lambda s: (s.document_id, s.subject, s.predicate, s.object, s.status)
        )
    )
