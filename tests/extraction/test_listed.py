import pytest

from bacd_graph.extraction.listed import listed_types


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("CloudStack speaks iSCSI.", [("CloudStack", "Project"), ("iSCSI", "Technology")]),
        ("We love cloudstack.", [("cloudstack", "Project")]),
        ("Apache CloudStack", [("Apache CloudStack", "Project")]),
        ("See https://ceph.io/ceph for more.", []),
        ("It rains in Ghent, Belgium.", [("Ghent", "Place"), ("Belgium", "Place")]),
    ],
)
def test_listed_names_are_found_longest_first(text, names, parse, rules_only):
    doc = parse(text, rules_only)
    assert [(s.text, s.label_) for s in doc.spans["listed"]] == names


def test_listed_types_mark_each_token_of_a_name(parse, rules_only):
    doc = parse("Apache CloudStack rocks", rules_only)
    assert listed_types(doc).sum(axis=1).tolist() == [1.0, 1.0, 0.0]
