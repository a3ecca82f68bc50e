"""Names that are the same, and entities that are paired."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bacd_graph.evaluation.gold import AnnotatedEntity
from bacd_graph.evaluation.matching import align, group, normal
from bacd_graph.model import EntityType


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Byron", "ADA  BYRON"),
        ("Zoë's Cloud", "Zoe’s cloud"),
        ("Build-a-Cloud Day", "build a cloud day"),
        ("Apache CloudStack", "CloudStack"),
        ("the Cloud Day", "Cloud Day"),
        ("@spark404", "Spark404"),
        ("R&amp;D", "r&d"),
        ("ceph.com", "Ceph com"),
    ],
)
def test_spelling_does_not_tell_names_apart(one, other):
    assert normal(one) == normal(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("CloudStack", "OpenStack"), ("C++", "C"), ("Apache", ""), ("Then Apache", "Then")],
)
def test_letters_do(one, other):
    assert normal(one) != normal(other)


def entity(id_, name, *mentions, type_=EntityType.PROJECT):
    return AnnotatedEntity(id=id_, name=name, type=type_, mentions=mentions)


def pairs(gold, predicted, kind=group):
    return {id_: found.id for id_, found in align(gold, predicted, kind).items()}


def test_an_equal_name_wins_over_more_shared_forms():
    gold = [entity("g1", "Ceph"), entity("g2", "Ceph Days", "Ceph", "CephFS", "RBD")]
    assert pairs(gold, [entity("p1", "Ceph", "CephFS", "RBD")]) == {"p1": "g1"}


def test_more_shared_forms_win_among_other_names():
    gold = [entity("g1", "One", "A"), entity("g2", "Two", "A", "B")]
    assert pairs(gold, [entity("p1", "Three", "A", "B")]) == {"p1": "g2"}


def test_each_entity_is_paired_once():
    assert pairs([entity("g1", "Ceph")], [entity("p1", "Ceph"), entity("p2", "ceph")]) == {
        "p1": "g1"
    }


def test_types_must_agree_as_far_as_they_are_compared():
    company = entity("g1", "Inktank", type_=EntityType.COMPANY)
    body = entity("p1", "Inktank", type_=EntityType.ORGANIZATION)
    assert pairs([company], [body]) == {"p1": "g1"}
    assert pairs([company], [body], kind=lambda type_: type_) == {}
    assert pairs([company], [entity("p1", "Inktank")]) == {}


@given(st.lists(st.text(alphabet="ab -.", min_size=1, max_size=3), max_size=8))
def test_gold_is_paired_with_itself_but_for_what_shares_a_name(names):
    entities = [entity(f"e{i}", name) for i, name in enumerate(names)]
    distinct = {normal(name) for name in names} - {""}
    found = pairs(entities, entities)
    assert len({normal(names[int(id_[1:])]) for id_ in found}) == len(distinct)
    assert len(set(found.values())) == len(found)
