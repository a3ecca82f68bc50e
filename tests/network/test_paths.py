import pytest

from bacd_graph.errors import NoPathError, UnknownNameError
from bacd_graph.network import shortest_path


def stations(path, start):
    here = [start]
    for step in path:
        here.append(step.object.id if step.subject.id == here[-1] else step.subject.id)
    return [id_.partition("/")[2] for id_ in here]


def test_a_path_walks_claims_from_either_end(claim):
    claims = [
        claim("person/ada", "worksFor", "company/acme"),
        claim("person/bob", "worksFor", "company/acme"),
        claim("person/bob", "contributesTo", "project/engine"),
    ]
    path = shortest_path(claims, "person/ada", "project/engine")
    assert path == tuple(claims)


def test_a_place_joins_worse_than_people_do(claim):
    through_place = [
        claim("company/a", "locatedIn", "place/belgium"),
        claim("company/z", "locatedIn", "place/belgium"),
    ]
    through_people = [
        claim("person/p", "worksFor", "company/a"),
        claim("person/p", "contributesTo", "project/x"),
        claim("person/q", "contributesTo", "project/x"),
        claim("person/q", "worksFor", "company/z"),
    ]
    path = shortest_path([*through_place, *through_people], "company/a", "company/z")
    assert stations(path, "company/a") == ["a", "p", "x", "q", "z"]
    assert shortest_path(through_place, "company/a", "company/z") == tuple(through_place)


@pytest.mark.parametrize(
    ("confidences", "middle"),
    [({"b": 0.9, "c": 0.8}, "b"), ({"b": 0.8, "c": 0.9}, "c"), ({"b": 0.9, "c": 0.9}, "b")],
)
def test_among_equals_the_surest_wins_then_the_first_by_name(confidences, middle, claim):
    claims = [
        claim(*pair, confidence=confidences[via])
        for via in "cb"
        for pair in (
            ("person/a", "uses", f"project/{via}"),
            ("person/z", "uses", f"project/{via}"),
        )
    ]
    path = shortest_path(claims, "person/a", "person/z")
    assert stations(path, "person/a") == ["a", middle, "z"]


def test_fewer_steps_beat_surer_ones(claim):
    short = claim("person/a", "worksFor", "company/z", confidence=0.1)
    long = [claim("person/a", "uses", "project/m"), claim("company/z", "uses", "project/m")]
    assert shortest_path([*long, short], "person/a", "company/z") == (short,)


def test_between_two_neighbours_stands_the_surest_claim(claim):
    weak = claim("person/a", "uses", "project/m", confidence=0.3)
    sure = claim("person/a", "uses", "project/m", confidence=0.9, document="other")
    assert shortest_path([weak, sure], "person/a", "project/m") == (sure,)


def test_nothing_leads_from_an_entity_to_itself_but_itself(claim):
    claims = [claim("person/a", "uses", "project/m")]
    assert shortest_path(claims, "person/a", "person/a") == ()


@pytest.mark.parametrize("held", [{"status": "planned"}, {"status": "negated"}, {"sure": False}])
def test_only_plain_claims_are_walked_and_no_path_is_said_so(held, claim):
    claims = [claim("person/ada", "uses", "project/engine", **held)]
    with pytest.raises(NoPathError, match="no chain of asserted claims leads from Ada to"):
        shortest_path(claims, "person/ada", "project/engine")


def test_an_entity_that_no_claim_names_is_refused(claim):
    with pytest.raises(UnknownNameError, match="names 'person/nobody'"):
        shortest_path([claim("person/a", "uses", "project/m")], "person/a", "person/nobody")
