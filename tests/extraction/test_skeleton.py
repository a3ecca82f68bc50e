import pytest

from bacd_graph.extraction.pairs import Node, Place
from bacd_graph.extraction.skeleton import make_skeleton
from bacd_graph.model import EntityType

TEXT = (
    "CloudStack and Ceph came to the hall by train. "
    + "It rained on and on for days. " * 3
    + "SUSE uses Ceph."
)


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ({"came", "uses"}, ["CloudStack", "Ceph", "SUSE", "Ceph"]),
        ({"uses"}, ["SUSE", "Ceph"]),
        (set(), []),
    ],
)
def test_names_stand_where_something_may_match(wanted, names, parse, rules_only):
    doc = parse(TEXT, rules_only)
    skeleton = make_skeleton(doc, [], 2, lambda types, words: bool(wanted & words))
    assert [t.text for t in skeleton.doc if t.ent_type_] == names
    assert [skeleton.doc[i].text for i in sorted(skeleton.places)] == names


def test_who_finds_syntax_sees_what_is_near_and_no_more(parse, rules_only):
    text = "In the wide old hall of the town CloudStack and Ceph met us. SUSE uses Ceph."
    doc = parse(text, rules_only)
    skeleton = make_skeleton(doc, [], 2, lambda types, words: "uses" in words)
    assert skeleton.doc.text == "Ceph met us. SUSE uses Ceph."


def test_types_are_those_of_the_names_and_words_of_all_tokens(parse, rules_only):
    asked = []
    doc = parse("Apache CloudStack and FOSDEM.", rules_only)
    make_skeleton(doc, [], 2, lambda *found: bool(asked.append(found)))
    ((types, words),) = asked
    assert sorted(types) == ["Event", "Project"]
    assert words == {"apache", "cloudstack", "apache cloudstack", "and", "fosdem", "."}


def test_a_name_whose_middle_is_left_out_is_none(parse, rules_only):
    long = " ".join(["Day"] * 14)
    doc = parse(f"SUSE uses Ceph. All of {long} with Ceph. SUSE uses Ceph.", rules_only)
    start = next(t.i for t in doc if t.text == "Day")
    block = doc._.nodes[0].places[0].block
    day = Node(EntityType.EVENT, (Place(start, start + 14, block, sentence=1),))
    doc._.nodes = (*doc._.nodes, day)
    skeleton = make_skeleton(doc, [], 2, lambda types, words: "uses" in words)
    names = [t for t in skeleton.doc if t.ent_type_]
    assert [t.text for t in names] == ["SUSE", "Ceph", "Ceph", "SUSE", "Ceph"]
    assert [t.i for t in names] == sorted(skeleton.places)
