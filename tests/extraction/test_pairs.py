import numpy as np
import pytest

from bacd_graph.extraction.nearness import FAR, NEXT_BLOCK, SAME_BLOCK, SAME_SENTENCE
from bacd_graph.extraction.pairs import FEATURES, MEETINGS, RULES, WIDTH, candidate_pairs
from bacd_graph.model import Predicate, allowed

NEARNESS = list(FEATURES).index("nearness")


def meetings(doc, subject, object_, hits=None):
    """Return the candidate pairs, and which of the meetings are those of two clusters."""
    names = [c.name for c in doc._.clusters]
    pairs = candidate_pairs(doc, doc._.nodes, hits or {})
    pair = names.index(subject), names.index(object_)
    row = pairs.pairs.index(pair)
    return pairs, slice(pairs.bounds[row], pairs.bounds[row + 1])


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("@wido uses Ceph.", SAME_SENTENCE),
        ("@wido came. He left. Ceph is big.", SAME_BLOCK),
        ("Ceph is big.\n\n@wido came.", NEXT_BLOCK),
        ("x\n\nCeph is big.\n\nb\n\n@wido came.", FAR),
    ],
)
def test_how_two_mentions_stand_to_each_other(text, how, parse, rules_only):
    pairs, own = meetings(parse(text, rules_only), "@wido", "Ceph")
    assert pairs.features[own][0, NEARNESS] == how


def test_the_nearest_meeting_comes_first(parse, rules_only):
    doc = parse("Ceph is big.\n\n@wido came. He uses Ceph. @wido loves Ceph.", rules_only)
    pairs, own = meetings(doc, "@wido", "Ceph")
    near = pairs.features[own][:, NEARNESS].tolist()
    assert near == sorted(near)
    assert len(near) == MEETINGS


def test_a_meeting_is_where_two_names_stand(parse, rules_only):
    doc = parse("Ceph is big. @wido uses Ceph.", rules_only)
    pairs, own = meetings(doc, "@wido", "Ceph")
    row = pairs.bounds.tolist().index(own.start)
    subject, object_ = pairs.meeting(row, 0)
    assert [doc[p.start : p.end].text for p in (subject, object_)] == ["@wido", "Ceph"]
    subjects, objects = pairs.spans()
    assert subjects[own][0].tolist() == [subject.start, subject.end]
    assert objects[own][0].tolist() == [object_.start, object_.end]
    assert object_.start > subject.start  # the nearer of the two


def test_pairs_that_no_predicate_joins_are_left_out(parse, rules_only):
    doc = parse("@wido met @hugo in Ghent, Belgium.", rules_only)
    pairs = candidate_pairs(doc, doc._.nodes)
    types = [n.type for n in doc._.nodes]
    assert all(any(allowed(p, types[a], types[b]) for p in Predicate) for a, b in pairs.pairs)


def test_a_rule_that_fired_is_a_flag(parse, rules_only):
    doc = parse("@wido uses Ceph.", rules_only)
    names = [c.name for c in doc._.clusters]
    pair = (names.index("@wido"), names.index("Ceph"))
    pairs, own = meetings(doc, "@wido", "Ceph", {pair: frozenset({Predicate.USES})})
    assert pairs.one_hot()[own, RULES + tuple(Predicate).index(Predicate.USES)].all()
    assert pairs.one_hot()[:, RULES:].sum() == own.stop - own.start


def test_features_are_one_hot_within_the_width(parse, rules_only):
    pairs, _ = meetings(parse("@wido uses Ceph.", rules_only), "@wido", "Ceph")
    matrix = pairs.one_hot()
    assert matrix.shape == (len(pairs.subjects), WIDTH)
    assert set(np.unique(matrix)) <= {0.0, 1.0}
    assert (matrix[:, : sum(FEATURES.values())].sum(axis=1) == len(FEATURES)).all()


def test_a_text_without_names_has_no_pairs(parse, rules_only):
    doc = parse("Nobody came.", rules_only)
    pairs = candidate_pairs(doc, doc._.nodes)
    assert pairs.pairs == ()
    assert pairs.one_hot().shape == (0, WIDTH)


def test_a_long_text_is_looked_at_in_parts(parse, rules_only, monkeypatch):
    doc = parse("Ceph is big.\n\n@wido uses Ceph. He and @hugo spoke at FOSDEM.", rules_only)
    whole = candidate_pairs(doc, doc._.nodes)
    monkeypatch.setattr("bacd_graph.extraction.pairs.CELLS", 1)
    parts = candidate_pairs(doc, doc._.nodes)
    assert parts.pairs == whole.pairs
    assert (parts.one_hot() == whole.one_hot()).all()
    assert parts.subjects.tolist() == whole.subjects.tolist()
    assert parts.objects.tolist() == whole.objects.tolist()
