import numpy as np
import pytest

from bacd_graph.extraction.pairs import (
    FAR,
    HEADING,
    INTRO,
    NEXT_BLOCK,
    RULES,
    SAME_BLOCK,
    SAME_SENTENCE,
    TITLE,
    WIDTH,
    candidate_pairs,
    one_hot,
)
from bacd_graph.model import Predicate, allowed


def meetings(doc, subject, object_, hits=None):
    names = [c.name for c in doc._.clusters]
    pairs = candidate_pairs(doc, doc._.nodes, hits or {})
    return dict(zip(pairs.pairs, pairs.meetings, strict=True)).get(
        (names.index(subject), names.index(object_)), ()
    )


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("@wido uses Ceph.", SAME_SENTENCE),
        ("@wido came. He left. Ceph is big.", SAME_BLOCK),
        ("## Ceph\n\n## Other\n\n### Ceph\n\ntext\n\n@wido came.", HEADING),
        ("These like Ceph:\n\n- one\n- two\n- @wido", INTRO),
        ("Ceph is big.\n\n@wido came.", NEXT_BLOCK),
        ("---\ntitle: Ceph\n---\n\na\n\nb\n\nc\n\nd\n\ne\n\n@wido came.", TITLE),
        ("x\n\nCeph is big.\n\nb\n\n@wido came.", FAR),
    ],
)
def test_how_two_mentions_stand_to_each_other(text, how, parse, rules_only):
    assert meetings(parse(text, rules_only), "@wido", "Ceph")[0].nearness == how


def test_the_nearest_meeting_comes_first(parse, rules_only):
    doc = parse("Ceph is big.\n\n@wido came. He uses Ceph. @wido loves Ceph.", rules_only)
    found = meetings(doc, "@wido", "Ceph")
    assert [m.nearness for m in found] == sorted(m.nearness for m in found)


def test_pairs_that_no_predicate_joins_are_left_out(parse, rules_only):
    doc = parse("@wido met @hugo in Ghent, Belgium.", rules_only)
    pairs = candidate_pairs(doc, doc._.nodes)
    types = [n.type for n in doc._.nodes]
    assert all(any(allowed(p, types[a], types[b]) for p in Predicate) for a, b in pairs.pairs)


def test_a_rule_that_fired_is_a_flag(parse, rules_only):
    doc = parse("@wido uses Ceph.", rules_only)
    names = [c.name for c in doc._.clusters]
    pair = (names.index("@wido"), names.index("Ceph"))
    (meeting,) = meetings(doc, "@wido", "Ceph", {pair: frozenset({Predicate.USES})})
    assert RULES + tuple(Predicate).index(Predicate.USES) in meeting.flags


def test_features_are_one_hot_within_the_width(parse, rules_only):
    found = meetings(parse("@wido uses Ceph.", rules_only), "@wido", "Ceph")
    matrix = one_hot(found)
    assert matrix.shape == (len(found), WIDTH)
    assert set(np.unique(matrix)) <= {0.0, 1.0}
