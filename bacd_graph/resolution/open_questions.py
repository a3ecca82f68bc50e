"""Which questions a finished clustering leaves open."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from bacd_graph.model import EntityType
from bacd_graph.names.folding import compact, fold
from bacd_graph.resolution.canonical import choose_type
from bacd_graph.resolution.clusters import Join, Why
from bacd_graph.resolution.keys import Family, family
from bacd_graph.resolution.near_misses import NearMisses
from bacd_graph.resolution.questions import Question, QuestionKind, Side, ask
from bacd_graph.resolution.restating import Lost
from bacd_graph.resolution.sides import Sides
from bacd_graph.wording import count, with_article

_NEAR: Final = 0.35
_WEAK: Final = 0.7
_AGREED: Final = 0.8
_SURE: Final = 0.65
_WEAK_WHYS: Final = frozenset({Why.ALIAS, Why.SPELLING, Why.CONTEXT})


def near_questions(near: NearMisses, sides: Sides) -> Iterator[Question]:
    """Ask about pairs that nearly were one, once for all pairs of the same two names."""
    pairs: defaultdict[tuple[str, str], list[tuple[int, int, float]]] = defaultdict(list)
    for a, b, score in near.open(sides.clusters):
        roots = [sides.clusters.root(n) for n in (a, b)]
        if score >= _NEAR and all(r in sides.entities for r in roots):
            one, other = sorted(roots, key=lambda r: (sides.name_of(r), sides.entities[r].id))
            names = sides.name_of(one), sides.name_of(other)
            if fold(names[0]) == fold(names[1]):
                yield _near(sides, names, [(one, other, score)])
            else:
                pairs[names].append((one, other, score))
    for names, alike in sorted(pairs.items()):
        yield _near(sides, names, alike)


def _near(
    sides: Sides, names: tuple[str, str], alike: Sequence[tuple[int, int, float]]
) -> Question:
    roots = ({one for one, _, _ in alike}, {other for _, other, _ in alike})
    one, other = (sides.side(n, r) for n, r in zip(names, roots, strict=True))
    few = _fewer(one, other)
    namesakes = compact(one.name) == compact(other.name)
    return ask(
        QuestionKind.NAMESAKES if namesakes else QuestionKind.SAME,
        f"{_shown(one)} and {_shown(other)} may be one {one.type.lower()}: "
        "write a [[same]] row if so, else [[different]]",
        (one, other),
        few.documents,
        max(score for _, _, score in alike),
        stated=sides.weight(few),
        within=sides.within(one, other, roots[0] | roots[1]),
    )


def _fewer(one: Side, other: Side) -> Side:
    """Return the side with fewer documents: the one that an answer would move."""
    return min(one, other, key=lambda side: (len(side.documents), side.entities))


def weak_questions(joins: Iterable[Join], sides: Sides) -> Iterator[Question]:
    """Ask about joins that stand on little, once for all joins of the same two names."""
    pairs: defaultdict[tuple[int, str, str], list[Join]] = defaultdict(list)
    nodes, root = sides.clusters.nodes, sides.clusters.root
    for j in joins:
        if root(j.a) not in sides.entities or j.why not in _WEAK_WHYS or j.score >= _WEAK:
            continue
        a, b = sorted(nodes[n].name for n in (j.a, j.b))
        if fold(a) == fold(b):
            yield _weak(sides, [j])
        else:
            pairs[root(j.a), a, b].append(j)
    for _, joined in sorted(pairs.items(), key=lambda pair: pair[0]):
        yield _weak(sides, joined)


def _weak(sides: Sides, joined: Sequence[Join]) -> Question:
    """Ask about joins of nodes of the same two names."""
    root, nodes = sides.clusters.root(joined[0].a), sides.clusters.nodes
    pairs = [
        sorted((nodes[j.a], nodes[j.b]), key=lambda node: (node.name, node.document))
        for j in joined
    ]
    one, other = (
        sides.part(root, pairs[0][at].name, {pair[at].document for pair in pairs}) for at in (0, 1)
    )
    weakest = min(joined, key=lambda j: j.score)
    return ask(
        QuestionKind.MERGED,
        f"{one.name!r} in {one.documents[0]} and {other.name!r} in {other.documents[0]} were "
        f"taken for one ({weakest.why}): write a [[different]] row if they are two",
        (one, other),
        (*one.documents, *other.documents),
        1 - weakest.score,
        stated=min(map(sides.weight, (one, other))),
        within=sides.within(one, other, (root,)),
    )


def type_questions(sides: Sides) -> Iterator[Question]:
    """Ask about entities of doubtful type, and names that persons and others share."""
    for root in sorted(sides.entities):
        yield from _doubtful(sides, root)
    by_name: defaultdict[str, list[int]] = defaultdict(list)
    for root, entity in sorted(sides.entities.items(), key=lambda pair: pair[1].id):
        by_name[compact(entity.name)].append(root)
    for _, same in sorted(by_name.items()):
        yield from _shared(sides, same)


def _doubtful(sides: Sides, root: int) -> Iterator[Question]:
    """Ask about an entity whose chains differ in type, or are all unsure of it."""
    entity = sides.entities[root]
    nodes = [sides.clusters.nodes[n] for n in sides.clusters.members(root)]
    type_, share = choose_type(nodes)
    sure = max(n.confidence for n in nodes)
    if share < _AGREED:
        others = sorted({n.type for n in nodes} - {type_})
        rarely = " or ".join(map(with_article, others))
        what = f"is {with_article(type_)} in most documents and {rarely} in others"
        open_ = 1 - share
    elif sure < _SURE and not any(n.forced for n in nodes):
        what = f"was taken for {with_article(type_)}, and nowhere surely"
        open_ = 1 - sure
    else:
        return
    side = sides.side(sides.name_of(root), (root,))
    yield ask(
        QuestionKind.TYPE,
        f"{entity.name!r} {what}: write a [[type]] row to settle it",
        (side,),
        entity.documents,
        open_,
        stated=sides.weight(side),
    )


def _shared(sides: Sides, same: Sequence[int]) -> Iterator[Question]:
    """Ask about a person and something else of one name that nobody has set apart."""
    persons = [r for r in same if _is_person(sides.entities[r].type)]
    others = [r for r in same if not _is_person(sides.entities[r].type)]
    for person, other in ((p, o) for p in persons for o in others):
        if not sides.clusters.may_join(person, other, across=True):
            continue
        one, two = (sides.side(sides.name_of(r), (r,)) for r in (person, other))
        few = _fewer(one, two)
        yield ask(
            QuestionKind.TYPE,
            f"{one.name!r} is a Person in {len(one.documents)} and a {two.type} in "
            f"{len(two.documents)} documents: write a [[type]] row if both are one thing",
            (one, two),
            few.documents,
            0.6,
            stated=sides.weight(few),
            within=sides.within(one, two, (person, other)),
        )


def _is_person(type_: EntityType) -> bool:
    return family(type_) is Family.PERSON


def lost_questions(lost: Iterable[Lost], sides: Sides) -> Iterator[Question]:
    """Ask about statements that were dropped for the types of their ends."""
    roots = {entity.id: root for root, entity in sides.entities.items()}
    for item in lost:
        s = item.statement
        yield ask(
            QuestionKind.LOST,
            f"{item.subject.name!r} {s.predicate} {item.object.name!r} in {s.document_id} was "
            f"dropped, since {s.predicate} cannot join a {item.subject.type} and a "
            f"{item.object.type}: write a [[type]] row if one of them is wrong",
            [
                sides.side(sides.name_of(roots[e.id]), (roots[e.id],))
                for e in (item.subject, item.object)
            ],
            (s.document_id,),
            0.5 * s.confidence,
            predicate=s.predicate,
        )


def _shown(side: Side) -> str:
    who = side.entities[0] if len(side.entities) == 1 else f"{len(side.entities)} of that name"
    return f"{side.name!r} ({who}, {count(len(side.documents), 'document')})"
