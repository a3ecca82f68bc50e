"""Which questions a finished clustering leaves open."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from bacd_graph.model import Entity
from bacd_graph.names.folding import compact
from bacd_graph.resolution.canonical import choose_type
from bacd_graph.resolution.clusters import Clusters, Join, Why
from bacd_graph.resolution.keys import Family, family
from bacd_graph.resolution.near_misses import NearMisses
from bacd_graph.resolution.questions import Question, QuestionKind, ask
from bacd_graph.resolution.restating import Lost

_NEAR: Final = 0.35
_WEAK: Final = 0.7
_AGREED: Final = 0.8
_WEAK_WHYS: Final = frozenset({Why.ALIAS, Why.SPELLING, Why.CONTEXT})


def near_questions(
    near: NearMisses, clusters: Clusters, entities: Mapping[int, Entity]
) -> Iterator[Question]:
    """Ask about pairs that nearly were one; ``entities`` is by root."""
    for a, b, score in near.open(clusters):
        pair = [entities.get(clusters.root(n)) for n in (a, b)]
        one, other = (
            sorted((e for e in pair if e), key=lambda e: e.id) if all(pair) else (None,) * 2
        )
        if one is None or other is None or score < _NEAR:
            continue
        namesakes = compact(one.name) == compact(other.name)
        kind = QuestionKind.NAMESAKES if namesakes else QuestionKind.SAME
        few = min((one, other), key=lambda e: (len(e.documents), e.id))
        yield ask(
            kind,
            f"{_shown(one)} and {_shown(other)} may be one {one.type.lower()}: "
            "write a [[same]] row if so, else [[different]]",
            (one.name, other.name),
            few.documents,
            score,
        )


def weak_questions(
    joins: Iterable[Join], clusters: Clusters, entities: Mapping[int, Entity]
) -> Iterator[Question]:
    """Ask about joins that stand on little."""
    for j in joins:
        entity = entities.get(clusters.root(j.a))
        if entity is None or j.why not in _WEAK_WHYS or j.score >= _WEAK:
            continue
        a, b = (clusters.nodes[n] for n in (j.a, j.b))
        yield ask(
            QuestionKind.MERGED,
            f"{a.name!r} in {a.document} and {b.name!r} in {b.document} were taken for one "
            f"({j.why}): write a [[different]] row if they are two",
            (a.name, b.name),
            (a.document, b.document),
            1 - j.score,
        )


def type_questions(clusters: Clusters, entities: Mapping[int, Entity]) -> Iterator[Question]:
    """Ask about entities whose chains differ in type, and names that persons and others share."""
    for root, entity in sorted(entities.items()):
        nodes = [clusters.nodes[n] for n in clusters.members(root)]
        type_, share = choose_type(nodes)
        if share < _AGREED:
            others = sorted({n.type for n in nodes} - {type_})
            yield ask(
                QuestionKind.TYPE,
                f"{entity.name!r} is a {type_} in most documents and a {' or '.join(others)} in "
                "others: write a [[type]] row to settle it",
                (entity.name,),
                entity.documents,
                1 - share,
            )
    by_name: defaultdict[str, list[Entity]] = defaultdict(list)
    for entity in entities.values():
        by_name[compact(entity.name)].append(entity)
    for _, same in sorted(by_name.items()):
        yield from _shared(same)


def _shared(same: Sequence[Entity]) -> Iterator[Question]:
    people = sorted((e for e in same if family(e.type) is Family.PERSON), key=lambda e: e.id)
    others = sorted((e for e in same if family(e.type) is not Family.PERSON), key=lambda e: e.id)
    for person in people:
        for other in others:
            few = min((person, other), key=lambda e: (len(e.documents), e.id))
            yield ask(
                QuestionKind.TYPE,
                f"{person.name!r} is a Person in {len(person.documents)} and a {other.type} in "
                f"{len(other.documents)} documents: write a [[type]] row if both are one thing",
                (person.name, other.name),
                few.documents,
                0.6,
            )


def lost_questions(lost: Iterable[Lost]) -> Iterator[Question]:
    """Ask about statements that were dropped for the types of their ends."""
    for item in lost:
        s = item.statement
        yield ask(
            QuestionKind.LOST,
            f"{item.subject.name!r} {s.predicate} {item.object.name!r} in {s.document_id} was "
            f"dropped, since {s.predicate} cannot join a {item.subject.type} and a "
            f"{item.object.type}: write a [[type]] row if one of them is wrong",
            (item.subject.name, item.object.name),
            (s.document_id,),
            0.5 * s.confidence,
        )


def _shown(entity: Entity) -> str:
    count = len(entity.documents)
    return f"{entity.name!r} ({entity.id}, {count} document{'s' if count > 1 else ''})"
