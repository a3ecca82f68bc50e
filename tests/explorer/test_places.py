"""Where entities stand: beside what they are joined to, and always at the same place."""

from math import dist

import pytest
from claims import make_claim

from bacd_graph.explorer.places import EXTENT, places

# Two stars, with one tie between their middles.
STARS = [
    make_claim(f"person/{star}{number}", "contributesTo", f"project/{star}")
    for star in ("one", "two")
    for number in range(8)
] + [make_claim("project/one", "integratesWith", "project/two")]


def entities_of(claims):
    ends = {end.id: end for claim in claims for end in (claim.subject, claim.object)}
    return [ends[id_] for id_ in sorted(ends)]


def placed(claims):
    entities = entities_of(claims)
    return dict(zip([e.id for e in entities], places(entities, claims), strict=True))


def test_what_statements_join_stands_together():
    at = placed(STARS)
    for number in range(8):
        own, other = (dist(at[f"person/one{number}"], at[f"project/{s}"]) for s in ("one", "two"))
        assert own < other


def test_the_same_graph_has_the_same_places_whatever_the_order_of_its_claims():
    entities = entities_of(STARS)
    assert places(entities, STARS) == places(entities, STARS[::-1]) == places(entities, STARS * 2)


def test_all_stand_apart_between_0_and_the_extent():
    at = placed(STARS)
    assert len(set(at.values())) == len(at)
    both = [value for place in at.values() for value in place]
    assert min(both) == 0
    assert max(both) == EXTENT


def test_what_nothing_joins_to_the_largest_part_stands_below_it():
    apart = [make_claim("person/zoe", "attends", "event/fest")]
    at = placed(STARS + apart)
    alone = {id_: at.pop(id_) for id_ in ("person/zoe", "event/fest")}
    assert max(y for _, y in alone.values()) < min(y for _, y in at.values())


@pytest.mark.parametrize(
    "claims",
    [
        [make_claim("person/ada", "worksFor", "company/acme", status="negated")],
        [make_claim("person/ada", "worksFor", "company/acme", sure=False)],
        [make_claim("project/ada", "partOf", "project/ada")],
        [],
    ],
)
def test_what_joins_nothing_moves_nothing(claims):
    entities = entities_of([make_claim("person/ada", "worksFor", "company/acme"), *claims])
    assert places(entities, claims) == places(entities, [])


def test_no_entities_have_no_places():
    assert places([], []) == []
