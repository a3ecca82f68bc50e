"""What a line of talks and the names of events imply."""

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from bacd_graph.extraction.completing import completed, talks
from bacd_graph.extraction.layout import Section
from bacd_graph.extraction.nodes import Cluster
from bacd_graph.extraction.pairs import Node, Place
from bacd_graph.extraction.relations import Relation
from bacd_graph.model import BlockKind, EntityType, Predicate, Status

TYPES = {"P": EntityType.PERSON, "S": EntityType.PROJECT, "T": EntityType.TECHNOLOGY,
         "C": EntityType.COMPANY}  # fmt: skip


def line(names):
    """Return the nodes of a line that names persons, subjects and companies in this order."""
    places = [Place(i, i + 1, 0, 0) for i in range(len(names))]
    return [Node(TYPES[name[0]], (place,)) for name, place in zip(names, places, strict=True)]


def about(nodes, subject, object_):
    at = nodes[subject].places[0], nodes[object_].places[0]
    return Relation(subject, Predicate.SPOKE_ABOUT, object_, 0.5, Status.PLANNED, at)


@pytest.mark.parametrize(
    ("names", "found", "implied"),
    [
        ("S P", [(1, 0)], {(1, 0)}),
        ("S P P", [(1, 0)], {(1, 0), (2, 0)}),
        ("P P S T", [(0, 2)], {(0, 2), (0, 3), (1, 2), (1, 3)}),
        ("S P C P C", [(1, 0)], {(1, 0), (3, 0)}),
        ("S P P", [], set()),
        ("S P T P", [(1, 0)], set()),
        ("P S P", [(0, 1)], set()),
    ],
)
def test_a_line_of_one_talk_gives_all_speakers_all_subjects(names, found, implied):
    nodes = line(names.split())
    section = Section(BlockKind.ITEM, 0, len(nodes), 0, ())
    known = [about(nodes, a, b) for a, b in found]
    shown = list(talks(nodes, [section], known))
    assert {(r.subject, r.object) for r in shown} == implied
    assert {(r.confidence, r.status) for r in shown} <= {(0.4, Status.PLANNED)}


@pytest.mark.parametrize(
    ("cells", "implied"),
    [(((0, 2), (2, 3)), {(0, 2), (1, 2)}), (((0, 1), (1, 2), (2, 3)), set())],
)
def test_the_speakers_of_a_row_share_a_cell(cells, implied):
    nodes = line("PPS")
    section = Section(BlockKind.ROW, 0, 3, 0, (), cells)
    assert {(r.subject, r.object) for r in talks(nodes, [section], [about(nodes, 0, 2)])} == implied


def test_a_long_paragraph_is_no_line_of_a_talk():
    nodes = line("SPP")
    section = Section(BlockKind.PARAGRAPH, 0, 100, 0, ())
    assert not list(talks(nodes, [section], [about(nodes, 1, 0)]))


def test_what_is_said_elsewhere_implies_nothing_here():
    nodes = [*line("SPP"), Node(EntityType.PERSON, (Place(9, 10, 1, 1),))]
    nodes[1] = Node(EntityType.PERSON, (Place(1, 2, 0, 0), Place(8, 9, 1, 1)))
    nodes[0] = Node(EntityType.PROJECT, (Place(0, 1, 0, 0), Place(10, 11, 1, 1)))
    sections = [Section(BlockKind.ITEM, 0, 3, 0, ()), Section(BlockKind.ITEM, 8, 11, 0, ())]
    elsewhere = Relation(
        1, Predicate.SPOKE_ABOUT, 0, 0.5, Status.ASSERTED, (nodes[1].places[1], nodes[0].places[1])
    )
    assert {(r.subject, r.object) for r in talks(nodes, sections, [elsewhere])} == {(1, 0), (3, 0)}


def named(*names, joint="and"):
    """Return a text with names, "E" before one of an event, "C" of a place, "J" of a project."""
    types = {"E": EntityType.EVENT, "C": EntityType.PLACE, "J": EntityType.PROJECT}
    texts = [name[2:] for name in names]
    doc = Doc(Vocab(), words=[word for text in texts for word in (text, joint)][:-1])
    spans = [(2 * i, 2 * i + 1) for i in range(len(texts))]
    doc._.words = tuple(token.text.lower() for token in doc)
    doc._.clusters = [
        Cluster(text, types[name[0]], (span,))
        for name, text, span in zip(names, texts, spans, strict=True)
    ]
    doc._.nodes = [
        Node(cluster.type, (Place(*cluster.spans[0], 0, 0),)) for cluster in doc._.clusters
    ]
    doc._.layout = [Section(BlockKind.PARAGRAPH, 0, len(doc), 0, ())]
    return doc


@pytest.mark.parametrize(
    ("event", "other", "predicate"),
    [
        ("Ceph Days New York", "E:Ceph Days", Predicate.PART_OF),
        ("Ceph Day Ghent", "E:Ceph Days", Predicate.PART_OF),
        ("Community Demo #75", "E:Community Demo", Predicate.PART_OF),
        ("FOSDEM 2018", "E:FOSDEM", Predicate.PART_OF),
        ("FOSDEM", "E:FOSDEM 2018", None),
        ("FOSDEM", "E:FOSDEM", None),
        ("OpenStack Summit", "E:Red Hat Summit", None),
        ("North East Ceph Day", "E:Ceph Day", None),
        ("Ceph Days New York", "C:New York", Predicate.LOCATED_IN),
        ("Ceph Days New York", "C:York", Predicate.LOCATED_IN),
        ("Ceph Days New York", "C:Newark", None),
        ("Ceph Day Ghent", "J:Ceph", Predicate.ABOUT),
        ("Cephalocon", "J:Ceph", None),
        ("FOSDEM", "J:FOSDEM", None),
    ],
)
def test_the_name_of_an_event_says_what_it_is_part_of_and_where(event, other, predicate):
    found = {r.predicate for r in completed(named(f"E:{event}", other), ()) if r.subject == 0}
    assert found == ({predicate} if predicate else set())


@pytest.mark.parametrize(
    ("places", "joint", "found"),
    [
        (("C:Austin", "C:TX"), ",", [(0, 1)]),
        (("C:Austin", "C:TX"), "and", []),
        (("C:London", "C:Paris", "C:Ghent"), ",", []),
        (("C:Austin", "J:Ceph"), ",", []),
    ],
)
def test_a_place_before_a_comma_lies_in_the_place_behind_it(places, joint, found):
    known = [(r.subject, r.object) for r in completed(named(*places, joint=joint), ())]
    assert known == found


def test_what_is_known_is_not_said_again():
    known = Relation(0, Predicate.PART_OF, 1, 0.3, Status.ASSERTED, (Place(0, 1, 0, 0),) * 2)
    assert list(completed(named("E:FOSDEM 2018", "E:FOSDEM"), (known,))) == [known]
